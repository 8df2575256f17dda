// @ts-check
/**
 * A text or a list that stands, opened in place: what is sent takes its place, and nothing changes until then.
 *
 * @typedef {import("./answers.js").Line} Line
 * @typedef {import("./elements.js").Texts} Texts
 * @typedef {import("./unsent.js").Words} Words
 */
import { makeAnswer } from "./answers.js";
import { make } from "./elements.js";

export class Editing {
  /**
   * @param {Line} line
   * @param {Words} typed what was typed before a reload
   * @param {Texts} texts
   * @param {{ onSend: (text: string) => void, onChange: (words: Words) => void }} hooks
   */
  constructor(line, typed, texts, hooks) {
    const answer = makeAnswer(line, texts);
    const missing = make("p", "missing");
    const button = make("button", "primary", texts.edit_send);
    const foot = make("div", "foot");
    button.type = "submit";
    foot.append(missing, button);
    answer.restore(typed);
    this.form = make("form", "cells sheet one");
    this.form.append(answer.element, foot);
    this.form.addEventListener("input", () => {
      hooks.onChange(answer.words);
      if ("show" in answer) answer.show(texts);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      missing.textContent = answer.said === "" ? texts.cells_same : "";
      if (answer.said !== "") hooks.onSend("整节\n" + line.label + "＝" + answer.said);
    });
    setTimeout(() => "show" in answer && answer.show(texts)); // it has its height once it stands on the page
  }

  release() {
    this.form.removeAttribute("aria-busy");
  }
}
