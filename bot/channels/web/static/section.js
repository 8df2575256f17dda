// @ts-check
/**
 * A whole section as a card: a field for each question, sent together in the words of the same section as a message.
 *
 * @typedef {{ label: string, words: string, long: boolean }} Line
 * @typedef {import("./elements.js").Texts} Texts
 * @typedef {import("./unsent.js").Words} Words
 * @typedef {{ onSend: (words: string) => void, onChange: (words: Words) => void }} Hooks
 */
import { make } from "./elements.js";

const MARK = "＝";

/**
 * @param {Line[]} lines
 * @param {Words} typed what was typed before a reload, by label
 * @param {Texts} texts
 * @param {Hooks} hooks
 */
export function makeSection(lines, typed, texts, hooks) {
  const form = make("form", "cells sheet");
  form.noValidate = true;
  const fields = lines.map((line) => makeField(line, line.label in typed ? typed[line.label] : line.words));
  const button = make("button", "primary", texts.card_send);
  const missing = make("p", "missing");
  const foot = make("div", "foot");
  button.type = "submit";
  foot.append(missing, button);
  lines.forEach((line, index) => {
    const label = make("label", "cell wide");
    label.append(make("span", "", line.label), fields[index]);
    form.append(label);
  });
  form.append(foot);
  form.addEventListener("input", (event) => {
    grow(/** @type {HTMLTextAreaElement} */ (event.target));
    hooks.onChange(Object.fromEntries(lines.map((line, index) => [line.label, fields[index].value])));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = fields.map((field) => field.value.trim());
    const changed = lines.some((line, index) => words[index] !== "" && words[index] !== line.words);
    const said = lines.map((line, index) => line.label + MARK + words[index]).filter((_, index) => words[index] !== "");
    missing.textContent = changed ? "" : texts.cells_same;
    if (changed) hooks.onSend(said.join("\n"));
  });
  return form;
}

/** @param {Line} line @param {string} words */
function makeField(line, words) {
  const field = make("textarea");
  field.value = words;
  field.rows = line.long ? 3 : 1;
  field.autocomplete = "off";
  return field;
}

/** @param {HTMLTextAreaElement} field */
function grow(field) {
  field.style.height = "auto";
  field.style.height = field.scrollHeight + 2 + "px";
}
