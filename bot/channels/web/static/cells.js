// @ts-check
/**
 * A question's values as small inputs, beside the free text: three years, base and target, or a table for each year.
 * They are sent together, as one message in words.
 *
 * @typedef {import("./sentence.js").Cell} Cell
 * @typedef {import("./elements.js").Texts} Texts
 * @typedef {import("./unsent.js").Words} Words
 * @typedef {{
 *   onSend: (text: string) => void,
 *   onChange: (words: Words) => void,
 *   onOverflow: (text: string) => void,
 * }} Hooks `onOverflow` gets what was pasted and is more than a row
 */
import { filled, make } from "./elements.js";
import { spread } from "./pasting.js";
import { groups, isMatrix, sentence } from "./sentence.js";

export class Cells {
  /**
   * @param {Cell[]} cells
   * @param {Words} words what was typed before a reload
   * @param {Texts} texts
   * @param {Hooks} hooks
   */
  constructor(cells, words, texts, hooks) {
    this.cells = cells;
    this.texts = texts;
    this.hooks = hooks;
    this.form = make("form", "cells");
    this.form.noValidate = true;
    this.form.setAttribute("aria-label", texts.cells);
    this.inputs = cells.map((cell) => makeInput(cell, cell.slot in words ? words[cell.slot] : cell.value));
    this.missing = make("p", "missing");
    this.button = make("button", "primary", texts.send);
    this.form.append(isMatrix(cells) ? this.tables() : this.row(), this.foot());
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("paste", (event) => this.pasted(event));
    this.show();
  }

  /** Inputs beside each other, each below its year. */
  row() {
    const row = make("div", "row");
    this.cells.forEach((cell, index) => {
      const label = make("label", cell.numeric ? "cell" : "cell wide");
      label.append(make("span", "", this.label(cell)), this.inputs[index]);
      row.append(label);
    });
    return row;
  }

  /** A table for each year: a row for each level, a column for each role. */
  tables() {
    const all = make("div", "tables");
    const places = this.cells.map((cell, index) => ({ cell, input: this.inputs[index] }));
    for (const year of groups(places, (each) => each.cell.column)) {
      const table = make("fieldset");
      table.append(make("legend", "", this.column(year[0].cell)));
      const levels = groups(year, (each) => each.cell.row.split(" ")[0]);
      const roles = levels[0].map((each) => each.cell.row.split(" ").slice(1).join(" "));
      table.append(makeLine("", roles.map((role) => make("span", "role", role))));
      for (const level of levels) {
        table.append(makeLine(level[0].cell.row.split(" ")[0], level.map((each) => each.input)));
        for (const { cell, input } of level) input.setAttribute("aria-label", this.label(cell));
      }
      all.append(table);
    }
    return all;
  }

  foot() {
    const foot = make("div", "foot");
    this.button.type = "submit";
    foot.append(this.missing, this.button);
    return foot;
  }

  /** What stands above a cell. @param {Cell} cell */
  column(cell) {
    return /^\d{4}$/.test(cell.column) ? filled(this.texts.year, { year: cell.column }) : cell.column;
  }

  /** @param {Cell} cell */
  label(cell) {
    return cell.row ? this.column(cell) + " " + cell.row : this.column(cell);
  }

  get sentence() {
    return sentence(this.cells, this.inputs.map((input) => input.value));
  }

  changed() {
    /** @type {Words} */
    const words = {};
    this.cells.forEach((cell, index) => (words[cell.slot] = this.inputs[index].value));
    this.hooks.onChange(words);
    this.show();
  }

  /** Say what is missing, and how much would be sent. */
  show() {
    const { said, missing } = this.sentence;
    const places = missing.map((cell) => (isMatrix(this.cells) ? this.column(cell) : this.label(cell)));
    const names = [...new Set(places)].join("、");
    const some = isMatrix(this.cells) ? this.texts.cells_missing_more : this.texts.cells_missing;
    const part = missing.length > 0 && missing.length < this.cells.length;
    this.missing.textContent = part ? filled(some, { names, count: missing.length }) : "";
    this.button.textContent = part && said > 0 ? filled(this.texts.cells_part, { count: said }) : this.texts.cells_send;
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    if (this.form.hasAttribute("aria-busy")) return;
    const { text } = this.sentence;
    if (text === "") {
      this.missing.textContent = this.cells.some((cell) => cell.value) ? this.texts.cells_same : this.texts.cells_none;
      return;
    }
    this.form.setAttribute("aria-busy", "true");
    this.hooks.onSend(text);
  }

  /** Enter goes to the next cell, and from the last one sends. @param {KeyboardEvent} event */
  pressed(event) {
    const place = this.inputs.indexOf(/** @type {HTMLInputElement} */ (event.target));
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || place < 0 || composing || place === this.inputs.length - 1) return;
    event.preventDefault();
    this.inputs[place + 1].focus();
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const place = this.inputs.indexOf(/** @type {HTMLInputElement} */ (event.target));
    const text = event.clipboardData === null ? "" : event.clipboardData.getData("text/plain");
    const values = place < 0 ? null : spread(text, this.inputs.length - place);
    if (values === null) return;
    event.preventDefault();
    if (values.length === 0) {
      this.hooks.onOverflow(text);
      return;
    }
    values.forEach((value, index) => (this.inputs[place + index].value = value));
    this.inputs[Math.min(place + values.length, this.inputs.length) - 1].focus();
    this.changed();
  }

  /** The answer is there: what was typed may be mended and sent again. */
  release() {
    this.form.removeAttribute("aria-busy");
  }
}

/**
 * @param {Cell} cell
 * @param {string} value
 */
function makeInput(cell, value) {
  const input = make("input");
  input.type = "text";
  input.value = value;
  input.autocomplete = "off";
  input.spellcheck = false;
  input.placeholder = cell.unit;
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
