// @ts-check
/**
 * What the answer to one question of a card is typed into: cells, a figure, a word, names, a text, boxes, one of
 * several. Each says what is new in it, in the words that the conversation reads, and nothing where nothing is.
 *
 * @typedef {import("./sentence.js").Cell} Cell
 * @typedef {import("./elements.js").Texts} Texts
 * @typedef {import("./unsent.js").Words} Words
 * @typedef {{
 *   field: string, label: string, title: string, typed: string, words: string, given: boolean, computed: boolean,
 *   cells: Cell[], choices: string[], limit: number, department: string
 * }} Line
 * @typedef {{
 *   field: string, words: string, given: boolean, values: Words, computed: Words, note: string, grave: string
 * }} Look
 */
import { filled, make } from "./elements.js";
import { makeGrid, makeInput, unitIn } from "./grid.js";
import { sentence } from "./sentence.js";

const COMPUTED = "按系统计算";
const NONE = "无";

/** Years, base and target, levels and roles: one input for each value. */
class Cells {
  /** @param {Line} line @param {Texts} texts */
  constructor(line, texts) {
    this.line = line;
    this.computable = false;
    this.cells = line.cells.map((cell) => ({ ...cell }));
    this.inputs = this.cells.map((cell) => makeInput(cell, cell.value));
    this.element = makeGrid(this.cells, this.inputs, texts);
  }

  get touched() {
    return this.inputs.some((input, index) => input.value.trim() !== this.cells[index].value);
  }

  get said() {
    const text = sentence(this.cells, this.inputs.map((input) => input.value)).text;
    const untold = this.cells.every((cell) => cell.value === "");
    return text === "" && untold && this.computable ? COMPUTED : text;
  }

  /** @returns {Words} */
  get words() {
    return Object.fromEntries(this.cells.map((cell, index) => [cell.slot, this.inputs[index].value]));
  }

  /** @param {Words} words what was typed before a reload */
  restore(words) {
    this.cells.forEach((cell, index) => {
      if (cell.slot in words) this.inputs[index].value = words[cell.slot];
    });
  }

  /** What is stored now takes the place of what nobody has touched. @param {Look} look */
  update(look) {
    this.computable = Object.keys(look.computed).length > 0;
    this.cells.forEach((cell, index) => {
      const input = this.inputs[index];
      const value = look.values[cell.slot] || "";
      if (input.value.trim() === cell.value) input.value = value;
      cell.value = value;
      input.placeholder = look.computed[cell.slot] || unitIn(cell);
    });
  }

  /** @param {string} word for every value that is still missing */
  put(word) {
    for (const input of this.inputs) if (input.value.trim() === "") input.value = word;
  }
}

/** One input for the whole answer. */
class Written {
  /** @param {Line} line */
  constructor(line) {
    this.line = line;
    this.base = line.words;
    this.given = line.given;
    this.computable = false;
    this.input = make(line.typed === "text" || line.typed === "names" ? "textarea" : "input");
    this.input.value = line.words;
    this.input.autocomplete = "off";
    this.input.setAttribute("aria-label", line.title);
    if (this.input instanceof HTMLInputElement) this.input.type = "text";
    if (line.typed === "figure") this.input.inputMode = "decimal";
    /** @type {HTMLInputElement[]} */
    this.inputs = this.input instanceof HTMLInputElement ? [this.input] : [];
    this.element = make("div", "answer");
    this.count = make("span", "count");
    this.element.append(this.input, this.count);
  }

  /** How much there is, and room for it. @param {Texts} texts */
  show(texts) {
    if (!(this.input instanceof HTMLTextAreaElement)) return;
    const names = this.line.typed === "names";
    if (names) this.input.placeholder = texts.card_names_hint;
    this.input.rows = names ? 2 : 3;
    this.count.textContent = names ? this.countNames(texts) : this.countCharacters(texts);
    this.input.style.height = "auto";
    if (this.input.scrollHeight > 0) this.input.style.height = this.input.scrollHeight + 2 + "px";
  }

  /** @param {Texts} texts */
  countNames(texts) {
    const count = this.input.value.split("\n").filter((line) => line.trim()).length;
    return count > 0 ? filled(texts.card_names, { count }) : "";
  }

  /** @param {Texts} texts */
  countCharacters(texts) {
    const [count, limit] = [size(this.input.value), this.line.limit];
    this.count.classList.toggle("over", limit > 0 && count > limit);
    return limit > 0 ? filled(texts.card_count, { count, limit }) : filled(texts.card_length, { count });
  }

  get touched() {
    return this.input.value.trim() !== this.base;
  }

  get said() {
    const words = this.input.value.trim();
    if (words === "") return this.computable && !this.given ? COMPUTED : "";
    return this.given && words === this.base ? "" : words;
  }

  get words() {
    return { [this.line.field]: this.input.value };
  }

  /** @param {Words} words */
  restore(words) {
    if (this.line.field in words) this.input.value = words[this.line.field];
  }

  /** @param {Look} look */
  update(look) {
    if (!this.touched) this.input.value = look.words;
    this.base = look.words;
    this.given = look.given;
    const computed = Object.values(look.computed);
    this.computable = computed.length > 0;
    if (this.computable) this.input.placeholder = computed.join("、");
  }

  /** @param {string} word */
  put(word) {
    if (this.input.value.trim() === "") this.input.value = word;
  }
}

/** Boxes, or one of several; said by their numbers. */
class Choices {
  /** @param {Line} line @param {Texts} texts */
  constructor(line, texts) {
    this.line = line;
    this.base = line.words;
    this.given = line.given;
    /** @type {HTMLInputElement[]} */
    this.inputs = [];
    const several = line.typed === "boxes";
    this.element = make("div", "options");
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", line.title);
    this.boxes = [...line.choices, ...(several ? [texts.card_none] : [])].map((label, index) => {
      const box = make("input");
      box.type = several ? "checkbox" : "radio";
      box.name = "card-" + line.field;
      box.value = several && index === line.choices.length ? NONE : String(index + 1);
      const option = make("label", "box");
      option.append(box, make("span", "", label));
      this.element.append(option);
      return box;
    });
    this.element.addEventListener("change", (event) => this.chosen(/** @type {HTMLInputElement} */ (event.target)));
    this.tick(line.words);
  }

  /** None of them and one of them shut each other out. @param {HTMLInputElement} box */
  chosen(box) {
    if (!box.checked || box.type === "radio") return;
    const shut = this.boxes.filter((each) => each !== box && (each.value === NONE || box.value === NONE));
    for (const each of shut) each.checked = false;
  }

  /** @param {string} words */
  tick(words) {
    const numbers = words.split(" ");
    for (const box of this.boxes) box.checked = numbers.includes(box.value);
  }

  get ticked() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value).join(" ");
  }

  get touched() {
    return this.ticked !== this.base;
  }

  get said() {
    if (this.given && !this.touched) return "";
    return this.ticked || (this.given ? NONE : "");
  }

  get words() {
    return { [this.line.field]: this.ticked };
  }

  /** @param {{ [field: string]: string }} words */
  restore(words) {
    if (this.line.field in words) this.tick(words[this.line.field]);
  }

  /** @param {Look} look */
  update(look) {
    if (!this.touched) this.tick(look.words);
    this.base = look.words;
    this.given = look.given;
  }

  /** @param {string} word */
  put(word) {
    if (word === NONE && this.ticked === "") this.tick(word);
  }
}

/** Characters without white space: the strictest reading of a limit. @param {string} text */
function size(text) {
  return [...text.replace(/\s/g, "")].length;
}

/**
 * @param {Line} line
 * @param {Texts} texts
 */
export function makeAnswer(line, texts) {
  if (line.typed === "cells") return new Cells(line, texts);
  const chosen = line.choices.length > 0 && (line.typed === "boxes" || line.typed === "choice");
  return chosen ? new Choices(line, texts) : new Written(line);
}
