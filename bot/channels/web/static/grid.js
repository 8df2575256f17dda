// @ts-check
/**
 * The values of a question as small inputs: years beside each other, or a table for each year.
 *
 * @typedef {import("./sentence.js").Cell} Cell
 * @typedef {import("./elements.js").Texts} Texts
 */
import { filled, make } from "./elements.js";
import { groups, isMatrix } from "./sentence.js";

/**
 * @param {Cell[]} cells
 * @param {HTMLInputElement[]} inputs one for each
 * @param {Texts} texts
 */
export function makeGrid(cells, inputs, texts) {
  return isMatrix(cells) ? makeTables(cells, inputs, texts) : makeRow(cells, inputs, texts);
}

/**
 * Inputs beside each other, each below its year.
 *
 * @param {Cell[]} cells
 * @param {HTMLInputElement[]} inputs
 * @param {Texts} texts
 */
function makeRow(cells, inputs, texts) {
  const row = make("div", "row");
  cells.forEach((cell, index) => {
    const label = make("label", cell.numeric ? "cell" : "cell wide");
    label.append(make("span", "", labelOf(cell, texts)), inputs[index]);
    row.append(label);
  });
  return row;
}

/**
 * A row for each level, a column for each role.
 *
 * @param {Cell[]} cells
 * @param {HTMLInputElement[]} inputs
 * @param {Texts} texts
 */
function makeTables(cells, inputs, texts) {
  const all = make("div", "tables");
  const places = cells.map((cell, index) => ({ cell, input: inputs[index] }));
  for (const year of groups(places, (each) => each.cell.column)) {
    const table = make("fieldset");
    table.append(make("legend", "", columnOf(year[0].cell, texts)));
    const levels = groups(year, (each) => each.cell.row.split(" ")[0]);
    const roles = levels[0].map((each) => each.cell.row.split(" ").slice(1).join(" "));
    table.append(makeLine("", roles.map((role) => make("span", "role", role))));
    for (const level of levels) {
      table.append(makeLine(level[0].cell.row.split(" ")[0], level.map((each) => each.input)));
      for (const { cell, input } of level) input.setAttribute("aria-label", labelOf(cell, texts));
    }
    all.append(table);
  }
  return all;
}

/** What stands above a cell. @param {Cell} cell @param {Texts} texts */
export function columnOf(cell, texts) {
  return /^\d{4}$/.test(cell.column) ? filled(texts.year, { year: cell.column }) : cell.column;
}

/** @param {Cell} cell @param {Texts} texts */
export function labelOf(cell, texts) {
  return cell.row ? columnOf(cell, texts) + " " + cell.row : columnOf(cell, texts);
}

/** Letters of a unit that a cell among three has room for on a phone; a longer one stands in the title alone. */
const ROOM = 4;

/** The unit as it stands in an empty cell. @param {Cell} cell */
export function unitIn(cell) {
  return cell.unit.length > ROOM ? "" : cell.unit;
}

/**
 * @param {Cell} cell
 * @param {string} value
 */
export function makeInput(cell, value) {
  const input = make("input");
  input.type = "text";
  input.value = value;
  input.autocomplete = "off";
  input.spellcheck = false;
  input.placeholder = unitIn(cell);
  input.maxLength = cell.numeric ? 40 : 2000;
  if (cell.numeric) input.inputMode = "decimal";
  input.setAttribute("enterkeyhint", "next");
  return input;
}

/**
 * @param {string} label
 * @param {HTMLElement[]} places
 */
function makeLine(label, places) {
  const line = make("div", "line");
  line.append(make("span", "level", label), ...places);
  return line;
}
