// @ts-check
/** Rows copied from a spreadsheet, on their way into the cells of a question. */

const FIGURE = /^[-+]?[\d０-９][\d０-９.,，．]*[%％]?$/;
const NO_FIGURE = /^(无|没有|暂无|稍后|待定|等\S+|[-—–/]+|)$/;
const THOUSANDS = /^0\d\d$/;
const YEAR = /20\d\d/;
const MARKS = /[\t\n]/;

/** Whether this names a row or a unit. @param {string} part */
function isLabel(part) {
  return !FIGURE.test(part) && !NO_FIGURE.test(part);
}

/**
 * What each cell from here on gets. `null` where the text is one value, which belongs into the cell itself; an empty
 * list where it is more than a row of these cells: the conversation reads that better than the page.
 *
 * @param {string} text
 * @param {number} room cells from here to the end
 * @returns {string[] | null}
 */
export function spread(text, room) {
  const plain = text.replace(/\r/g, "").replace(/^\n+|[\t\n \u3000]+$/g, "");
  if (!MARKS.test(plain)) return spreadFigures(plain.split(/[ \u3000]+/), room);
  const parts = plain.split(MARKS).map((part) => part.trim());
  let labels = 0;
  while (labels < parts.length && isLabel(parts[labels])) labels += 1;
  const fits = labels < parts.length && parts.length - labels <= room;
  return row(parts, fits ? labels : Math.max(0, parts.length - room));
}

/**
 * The figures after so many words of heading. A heading of years may turn their order: that is not for the page to see.
 *
 * @param {string[]} parts
 * @param {number} begin
 */
function row(parts, begin) {
  const [heading, figures] = [parts.slice(0, begin), parts.slice(begin)];
  const labelled = heading.length === 0 || heading.some(isLabel); // else there are more figures than cells
  return labelled && !heading.some((part) => YEAR.test(part)) && !figures.some(isLabel) ? figures : [];
}

/**
 * @param {string[]} parts
 * @param {number} room
 */
function spreadFigures(parts, room) {
  const several = parts.length > 1 && parts.every((part) => FIGURE.test(part));
  if (!several || parts.slice(1).some((part) => THOUSANDS.test(part))) return null; // 1 184 000 is one figure
  return parts.length <= room ? parts : [];
}

/**
 * A block of a spreadsheet for the rows of a card: what each row's inputs get, from one column on. `null` where it is
 * no block; `left` counts the rows for which there is no place, or all where the years above them do not rise.
 *
 * @param {string} text
 * @param {number[]} rooms how many inputs each row has, from the one that is pasted into on
 * @param {number} column
 * @returns {{ values: string[][], left: number } | null}
 */
export function block(text, rooms, column) {
  const lines = text.replace(/\r/g, "").split("\n").map((line) => line.split("\t").map((part) => part.trim()));
  const rows = lines.filter((parts) => parts.some(Boolean) && !parts.every((part) => part === "" || isHeading(part)));
  if (lines.some(isTurned)) return { values: [], left: rows.length };
  if (rows.length === 0 || (lines.length < 2 && lines[0].length < 2)) return null;
  /** @type {string[][]} */
  const values = [];
  let left = 0;
  for (const parts of rows) {
    const room = values.length < rooms.length ? rooms[values.length] - column : 0;
    const figures = parts.slice(labelsOf(parts));
    if (room < 1) {
      left += 1;
      continue;
    }
    values.push(figures.slice(0, room));
    if (figures.length > room) left += 1;
  }
  return { values, left };
}

/** What names rows and units before the first figure. @param {string[]} parts */
function labelsOf(parts) {
  const first = parts.findIndex((part) => !isLabel(part) && part !== "");
  return first < 0 ? 0 : first;
}

/** A heading whose years do not rise. @param {string[]} parts */
function isTurned(parts) {
  const years = parts.filter((part) => /^20\d\d\s*年?$/.test(part));
  return years.some((year, index) => index > 0 && year < years[index - 1]);
}

/** A year, or a word above a column. @param {string} part */
function isHeading(part) {
  return /^20\d\d\s*年?$/.test(part) || isLabel(part);
}
