// @ts-check
/**
 * The contents beside the conversation: sections, questions, people, documents. On a phone it lies over the page and
 * keeps the cursor until it is closed; on a wide screen it stands beside the messages.
 *
 * @typedef {import("./finding.js").Overview} Overview
 * @typedef {{
 *   overview: () => Promise<Overview>,
 *   say: (text: string) => void,
 *   current: () => string | null,
 *   failed: (error: unknown) => void,
 * }} Hooks `current` names the open question
 */
import { element, filled, make, makeButton } from "./elements.js";
import { search } from "./finding.js";
import { makePeople, makeQuestions, makeSections } from "./overview.js";

const WIDE_PX = 1100;
const PAUSE_MS = 1500;
const TO_FOCUS = "button:not([hidden]), a[href], input";

export class Panel {
  /**
   * @param {import("./elements.js").Texts} texts
   * @param {Hooks} hooks
   */
  constructor(texts, hooks) {
    this.texts = texts;
    this.hooks = hooks;
    this.panel = element("panel", HTMLElement);
    this.shade = element("shade", HTMLElement);
    this.opener = element("contents", HTMLButtonElement);
    this.wanted = element("wanted", HTMLInputElement);
    this.found = element("found", HTMLElement);
    this.content = element("overview", HTMLElement);
    /** @type {Overview | null} */
    this.known = null;
    /** @type {Set<string>} names of the sections whose questions are shown */
    this.unfolded = new Set();
    this.timer = 0;
    this.listen();
  }

  /** The conversation is there: stand beside it, where there is room. */
  begin() {
    if (this.wide) this.open();
  }

  listen() {
    this.opener.addEventListener("click", () => (this.panel.hidden ? this.open(true) : this.close()));
    element("close", HTMLButtonElement).addEventListener("click", () => this.close());
    this.shade.addEventListener("click", () => this.close());
    this.panel.addEventListener("keydown", (event) => this.pressed(event));
    this.wanted.addEventListener("input", () => this.show());
    element("search", HTMLFormElement).addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("resize", () => this.resized());
    for (const button of this.panel.querySelectorAll("button")) {
      const words = button.dataset.say;
      if (words !== undefined) button.addEventListener("click", () => this.go(words));
    }
  }

  get wide() {
    return window.innerWidth >= WIDE_PX;
  }

  /** @param {boolean} [asked] somebody pressed the button */
  open(asked = false) {
    this.unfold();
    this.panel.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.place();
    this.show();
    if (asked) this.panel.focus();
    void this.load();
  }

  close() {
    this.hide();
    this.opener.focus();
  }

  hide() {
    this.panel.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    this.place();
  }

  /** A window that becomes narrow is not to be covered by what stood beside the messages. */
  resized() {
    const stoodBeside = document.body.classList.contains("with-panel");
    if (stoodBeside && !this.wide) this.hide();
    else this.place();
  }

  /** Beside the messages or over them. */
  place() {
    const over = !this.panel.hidden && !this.wide;
    document.body.classList.toggle("with-panel", !this.panel.hidden && this.wide);
    this.shade.hidden = !over;
    this.panel.setAttribute("role", over ? "dialog" : "complementary");
    if (over) this.panel.setAttribute("aria-modal", "true");
    else this.panel.removeAttribute("aria-modal");
  }

  /** Escape closes; over the page the cursor goes round and round in here. @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key === "Escape") this.close();
    if (event.key !== "Tab" || this.wide) return;
    const all = /** @type {HTMLElement[]} */ ([...this.panel.querySelectorAll(TO_FOCUS)]);
    const places = all.filter((each) => each.offsetParent !== null);
    const [first, last] = [places[0], places[places.length - 1]];
    const from = document.activeElement;
    if (event.shiftKey ? from !== first && from !== this.panel : from !== last) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }

  /** Something was answered, here or elsewhere: look again, but not for every word. */
  refresh() {
    if (this.panel.hidden || this.timer !== 0) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      void this.load();
    }, PAUSE_MS);
  }

  async load() {
    try {
      const first = this.known === null;
      this.known = await this.hooks.overview();
      if (first) this.unfold();
      this.show();
    } catch (error) {
      if (this.known === null) this.sayFailed();
      this.hooks.failed(error);
    }
  }

  /** Show the questions of the section that the open one stands in. */
  unfold() {
    const current = this.hooks.current();
    const sections = this.known === null ? [] : this.known.sections;
    const here = sections.find((each) => each.questions.some((question) => question.name === current));
    if (here) this.unfolded.add(here.name);
  }

  sayFailed() {
    this.content.textContent = "";
    this.content.append(makeButton("choice", this.texts.overview_failed, () => void this.load()));
  }

  /** Everything anew; the cursor stays where it was. */
  show() {
    if (this.known === null) {
      this.content.textContent = this.texts.loading_overview;
      return;
    }
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    const scrolled = this.panel.scrollTop;
    this.content.textContent = "";
    if (this.wanted.value.trim()) this.showFound(this.known);
    else this.showAll(this.known);
    this.panel.scrollTop = scrolled;
    if (focused === undefined) return;
    for (const each of this.content.querySelectorAll("button")) if (each.dataset.key === focused) each.focus();
  }

  /** @param {Overview} known */
  showAll(known) {
    this.found.textContent = "";
    const current = this.hooks.current();
    const toggle = (/** @type {string} */ name) => {
      if (!this.unfolded.delete(name)) this.unfolded.add(name);
      this.show();
    };
    const press = { current, unfolded: this.unfolded, toggle, go: (/** @type {string} */ id) => this.go("改 " + id) };
    this.content.append(make("p", "about", known.title), makePeople(known.people, this.texts));
    this.content.append(makeSections(known.sections, this.texts, press));
  }

  /** @param {Overview} known */
  showFound(known) {
    const questions = search(known, this.wanted.value);
    this.found.textContent = filled(this.texts.found, { count: questions.length });
    this.content.append(makeQuestions(questions, this.texts, this.hooks.current(), (id) => this.go("改 " + id)));
  }

  /** Enter takes what was found, if that is one question; else the cursor goes there. @param {Event} event */
  submit(event) {
    event.preventDefault();
    const questions = this.content.querySelectorAll("button");
    if (this.wanted.value.trim() === "" || questions.length === 0) return;
    if (questions.length === 1) questions[0].click();
    else questions[0].focus();
  }

  /** @param {string} text what the conversation is told */
  go(text) {
    this.wanted.value = "";
    if (this.wide) this.show();
    else this.close();
    this.hooks.say(text);
  }
}
