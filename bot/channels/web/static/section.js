// @ts-check
/**
 * A whole section as a card: an input for each question, sent together in the words of the same section as a message.
 * The server reads along without storing: what is computed stands there at once, what is not understood is marked.
 * A card that was sent goes on: what was kept is ticked off, what was not stays marked with what was typed.
 *
 * @typedef {import("./answers.js").Line} Line
 * @typedef {import("./answers.js").Look} Look
 * @typedef {import("./elements.js").Texts} Texts
 * @typedef {import("./unsent.js").Words} Words
 * @typedef {import("./server.js").Server} Server
 * @typedef {{ onSend: (words: string) => void, onChange: (words: Words) => void }} Hooks
 */
import { makeAnswer } from "./answers.js";
import { filled, make, makeButton } from "./elements.js";
import { Failure } from "./failure.js";
import { makeHelp } from "./message.js";
import { block } from "./pasting.js";

const MARK = "＝";
const PAUSE_MS = 600;

export class Section {
  /**
   * @param {string} name
   * @param {Line[]} lines
   * @param {Words} typed what was typed before a reload
   * @param {{ texts: Texts, server: Server }} house
   * @param {Hooks} hooks
   */
  constructor(name, lines, typed, { texts, server }, hooks) {
    this.name = name;
    this.texts = texts;
    this.server = server;
    this.hooks = hooks;
    this.asked = 0;
    this.timer = 0;
    this.rows = lines.map((line) => makeRow(line, texts, server));
    for (const row of this.rows) row.answer.restore(typed);
    this.button = make("button", "primary", texts.card_send);
    this.button.type = "submit";
    this.missing = make("p", "missing");
    this.missing.setAttribute("role", "status");
    const foot = make("div", "foot");
    foot.append(this.missing, this.button);
    this.form = make("form", "cells sheet");
    this.form.noValidate = true;
    this.form.append(...this.rows.map((row) => row.element), foot);
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("click", (event) => this.tapped(event));
    this.form.addEventListener("paste", (event) => this.pasted(event));
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.show();
  }

  changed() {
    this.keep();
    this.show();
    this.lookSoon();
  }

  /** What is typed and not stored yet stays on the device. */
  keep() {
    const touched = this.rows.filter((row) => row.answer.touched);
    this.hooks.onChange(Object.assign({}, ...touched.map((row) => row.answer.words)));
  }

  /** How much would be sent; texts grow with their words. */
  show() {
    const count = this.rows.filter((row) => row.answer.touched).length;
    this.button.textContent = count > 0 ? filled(this.texts.card_send_some, { count }) : this.texts.card_send;
    for (const row of this.rows) if ("show" in row.answer) row.answer.show(this.texts);
    this.missing.textContent = "";
  }

  lookSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), PAUSE_MS);
  }

  /** Ask the server how the card stands with what is typed into it; what was asked before that no longer counts. */
  async look() {
    const number = (this.asked += 1);
    const read = this.rows.filter((row) => row.answer.touched || row.line.computed);
    const said = read.map((row) => [row.line.field, row.answer.said]);
    try {
      const { rows } = await this.server.card(this.name, Object.fromEntries(said));
      if (number === this.asked) this.take(rows);
    } catch (error) {
      if (!(error instanceof Failure)) throw error; // without a line the card is filled in all the same
    }
  }

  /** @param {Look[]} looks */
  take(looks) {
    const byField = new Map(looks.map((look) => [look.field, look]));
    for (const row of this.rows) {
      const look = byField.get(row.line.field);
      row.element.hidden = look === undefined; // what was answered elsewhere may have made it needless
      if (look === undefined) continue;
      row.answer.update(look);
      row.note.textContent = look.note;
      row.note.className = "note " + look.grave;
      const kept = look.given && !row.answer.touched && look.grave !== "unread";
      row.element.classList.toggle("kept", kept);
    }
    this.keep();
    this.show();
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    const said = this.rows.map((row) => ({ row, words: row.element.hidden ? "" : row.answer.said }));
    if (!this.rows.some((row) => row.answer.touched)) {
      this.missing.textContent = this.texts.cells_same;
      return;
    }
    const lines = said.filter(({ words }) => words !== "").map(({ row, words }) => row.line.label + MARK + words);
    this.hooks.onSend(lines.join("\n"));
  }

  /** 无, 等统计局: one tap for words that a number keyboard does not have. @param {Event} event */
  tapped(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = this.rows.find((each) => each.element.contains(target));
    const word = target.dataset.put;
    if (row === undefined || word === undefined) return;
    row.answer.put(word);
    this.changed();
  }

  /** Enter goes on to the next input. @param {KeyboardEvent} event */
  pressed(event) {
    const inputs = this.rows.flatMap((row) => row.answer.inputs);
    const place = inputs.indexOf(/** @type {HTMLInputElement} */ (event.target));
    if (event.key !== "Enter" || place < 0 || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (place + 1 < inputs.length) inputs[place + 1].focus();
  }

  /** Rows of a spreadsheet fill the rows from here on. @param {ClipboardEvent} event */
  pasted(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const from = this.rows.findIndex((row) => row.answer.inputs.includes(input));
    const text = event.clipboardData === null ? "" : event.clipboardData.getData("text/plain");
    if (from < 0) return;
    const column = this.rows[from].answer.inputs.indexOf(input);
    const rooms = this.rows.slice(from).map((row) => row.answer.inputs.length);
    const parts = block(text, rooms, column);
    if (parts === null) return;
    event.preventDefault();
    parts.values.forEach((values, index) => {
      const inputs = this.rows[from + index].answer.inputs;
      values.forEach((value, place) => (inputs[column + place].value = value));
    });
    this.changed();
    const { left } = parts;
    this.missing.textContent = left > 0 ? filled(this.texts.card_left, { count: left }) : "";
  }
}

/**
 * @param {Line} line
 * @param {Texts} texts
 * @param {Server} server
 */
function makeRow(line, texts, server) {
  const element = make("section", "question-row");
  const answer = makeAnswer(line, texts);
  const help = makeHelp(texts, server, line.field, line.title);
  help.classList.add("about");
  const tools = make("div", "tools");
  for (const word of ["无", ...(line.department ? ["等" + line.department] : []), "稍后"]) {
    const tool = makeButton("tool", word, () => undefined);
    tool.dataset.put = word;
    tools.append(tool);
  }
  help.append(tools);
  const note = make("p", "note");
  note.setAttribute("role", "status");
  element.append(help, answer.element, note);
  if (line.computed) element.append(make("p", "hint", texts.card_computed));
  return { line, answer, element, note };
}
