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
import { columnOf, labelOf, makeGrid, makeInput } from "./grid.js";
import { spread } from "./pasting.js";
import { isMatrix, sentence } from "./sentence.js";

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
    this.form.append(makeGrid(cells, this.inputs, texts), this.foot());
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("paste", (event) => this.pasted(event));
    this.show();
  }

  foot() {
    const foot = make("div", "foot");
    this.button.type = "submit";
    foot.append(this.missing, this.button);
    return foot;
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
    const place = isMatrix(this.cells) ? columnOf : labelOf;
    const places = missing.map((cell) => place(cell, this.texts));
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
