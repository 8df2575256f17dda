// @ts-check
/**
 * What was typed into the cells of a question, as one message in the words that the conversation reads:
 * `118.4 131.62 146.9`, `2021年118.4 2023年146.9`, `基准318 目标484`, `2021 国际 0 0 国家 1 3`.
 * A cell without words says nothing: it is named as missing and never becomes a zero.
 *
 * @typedef {{ slot: string, column: string, row: string, unit: string, value: string, numeric: boolean }} Cell
 * @typedef {{ cell: Cell, part: string[], words: string }} Typed a cell with what stands in it now
 * @typedef {{ text: string, said: number, missing: Cell[] }} Sentence `text` is empty where nothing is to be said
 */

/** A figure that stands for itself in a row; anything else is sent with its label. */
const PLAIN = /^-?\d+(\.\d+)?%?$/;
const LIKE_A_YEAR = /^20\d\d$/;

/**
 * Where values stand already, only what differs from them is said.
 *
 * @param {Cell[]} cells
 * @param {string[]} typed the words in each
 * @returns {Sentence}
 */
export function sentence(cells, typed) {
  const all = cells.map((cell, index) => ({
    cell,
    part: cell.slot.split("/").slice(1),
    words: clean(typed[index] || "", cell.numeric),
  }));
  const said = all.filter((each) => each.words !== "" && each.words !== clean(each.cell.value, each.cell.numeric));
  const missing = all.filter((each) => each.words === "").map((each) => each.cell);
  const text = said.length === 0 ? "" : phrased(said, said.length === all.length);
  return { text, said: said.length, missing };
}

/** Whether the cells are years × levels × roles. @param {Cell[]} cells */
export function isMatrix(cells) {
  return cells.length > 0 && cells[0].slot.split("/").length === 4;
}

/**
 * One figure has no blanks in it: 1 184 is 1184.
 *
 * @param {string} words
 * @param {boolean} numeric
 */
function clean(words, numeric) {
  return numeric ? words.replace(/\s+/g, "") : words.trim();
}

/**
 * @param {Typed[]} said
 * @param {boolean} whole whether every cell is said
 */
function phrased(said, whole) {
  const [first, ...others] = said[0].part;
  if (others.length > 0) return matrix(said);
  const paired = first === "base" || first === "target";
  const full = whole && said.length >= (paired ? 2 : 3); // what is less than all is named: 2022年131
  const plain = said.every((each) => PLAIN.test(each.words) && !LIKE_A_YEAR.test(each.words));
  if (full && plain) return said.map((each) => each.words).join(" ");
  return paired ? pair(said) : said.map((each) => each.part[0] + "年" + each.words).join(" ");
}

/** @param {Typed[]} said */
function pair(said) {
  const label = (/** @type {Typed} */ each) => (each.part[0] === "base" ? "基准" : "目标");
  if (said.every((each) => each.cell.numeric)) return said.map((each) => label(each) + each.words).join(" ");
  return said.map((each) => label(each) + "：" + each.words).join("；");
}

/** A line for each year; a level with both roles is said short, else each role by its name. @param {Typed[]} said */
function matrix(said) {
  const years = groups(said, (each) => each.part[0]);
  return years.map((year) => year[0].part[0] + " " + groups(year, levelOf).map(level).join(" ")).join("\n");
}

/** @param {Typed[]} cells */
function level(cells) {
  const words = cells.length === 2 ? cells.map((each) => each.words) : [roleOf(cells[0]) + " " + cells[0].words];
  return [levelOf(cells[0]), ...words].join(" ");
}

/** @param {Typed} typed */
function levelOf(typed) {
  return typed.cell.row.split(" ")[0];
}

/** @param {Typed} typed */
function roleOf(typed) {
  return typed.cell.row.split(" ").slice(1).join(" ");
}

/**
 * Neighbours of one kind together, in their order.
 *
 * @template T
 * @param {T[]} all
 * @param {(each: T) => string} kind
 * @returns {T[][]}
 */
export function groups(all, kind) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const each of all) found.set(kind(each), [...(found.get(kind(each)) || []), each]);
  return [...found.values()];
}
