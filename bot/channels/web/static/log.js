// @ts-check
/**
 * The conversation on the page. Words only ever become text, never HTML.
 *
 * @typedef {import("./server.js").Document} Document
 * @typedef {import("./server.js").Message} Message
 * @typedef {import("./server.js").Server} Server
 * @typedef {import("./unsent.js").Saying} Saying
 * @typedef {import("./keyboard.js").OnPress} OnPress
 * @typedef {import("./keyboard.js").Texts} Texts
 */
import { make, makeKeyboard, setOld } from "./keyboard.js";

/** A question begins with its number (C1, 2.7, 核3) and official label, on a line of their own that is no sentence. */
const QUESTION = /^(?:[CS]|核)?\d+(?:\.\d+)? [^\n]*[^\n。](?=\n|$)/;

/** @param {number} size in bytes */
function readable(size) {
  return size < 1024 * 1024 ? Math.max(1, Math.round(size / 1024)) + " KB" : (size / 1024 / 1024).toFixed(1) + " MB";
}

export class Log {
  /**
   * @param {HTMLElement} said where confirmed messages stand
   * @param {HTMLElement} waiting where unconfirmed ones stand, below
   * @param {Texts} texts
   * @param {Server} server
   * @param {OnPress} onPress
   */
  constructor(said, waiting, texts, server, onPress) {
    this.said = said;
    this.waiting = waiting;
    this.texts = texts;
    this.server = server;
    this.onPress = onPress;
    this.first = Infinity;
    this.last = 0;
    /** @type {string[]} */
    this.commands = [];
  }

  /**
   * New messages at the end; those that are there already are left out.
   *
   * @param {Message[]} messages
   * @returns {HTMLElement[]} what was added
   */
  append(messages) {
    const fresh = messages.filter((message) => message.sequence > this.last);
    const elements = fresh.map((message) => this.make(message));
    this.said.append(...elements);
    for (const message of fresh) {
      this.first = Math.min(this.first, message.sequence);
      this.last = message.sequence;
      if (message.commands.length > 0) this.commands = message.commands;
    }
    this.markOld();
    return elements;
  }

  /** Earlier messages at the beginning. @param {Message[]} messages */
  prepend(messages) {
    const earlier = messages.filter((message) => message.sequence < this.first);
    if (earlier.length > 0) this.first = earlier[0].sequence;
    this.said.setAttribute("aria-live", "off");
    this.said.prepend(...earlier.map((message) => this.make(message)));
    this.markOld();
    setTimeout(() => this.said.setAttribute("aria-live", "polite"), 500);
  }

  /** @param {Message} message */
  make(message) {
    const named = message.file !== null && message.file.name === message.text; // the card says it
    const element = this.makeBubble(message.mine, named ? "" : message.text);
    if (message.file) element.append(this.makeCard(message.file));
    if (message.buttons.length > 0) element.append(makeKeyboard(message, this.texts, this.onPress));
    return element;
  }

  /**
   * @param {boolean} mine
   * @param {string} text
   */
  makeBubble(mine, text) {
    const element = make("div", "message " + (mine ? "mine" : "theirs"));
    const words = make("div", "words");
    words.append(make("span", "unseen", mine ? this.texts.you : this.texts.assistant));
    const title = mine ? null : QUESTION.exec(text);
    if (title) words.append(make("strong", "", title[0]));
    words.append(text.slice(title ? title[0].length : 0));
    if (text) element.append(words);
    return element;
  }

  /** @param {Document} file */
  makeCard(file) {
    const card = make("a", "file");
    card.href = this.server.link(file);
    card.download = file.name;
    const dot = file.name.lastIndexOf(".");
    card.append(make("span", "kind", dot < 0 ? "" : file.name.slice(dot + 1, dot + 5).toUpperCase()));
    const about = make("span", "about");
    about.append(make("span", "name", file.name), make("span", "size", readable(file.size)));
    card.append(about, make("span", "get", this.texts.download));
    return card;
  }

  /**
   * What the server has not confirmed, with a way to send it again.
   *
   * @param {Saying[]} sayings
   * @param {boolean} failed
   * @param {() => void} onRetry
   */
  showWaiting(sayings, failed, onRetry) {
    this.waiting.textContent = "";
    for (const saying of sayings) {
      const element = this.makeBubble(true, saying.text);
      element.classList.add("waiting");
      const state = failed ? make("button", "state", this.texts.unsent) : make("span", "state", this.texts.sending);
      if (failed) state.addEventListener("click", onRetry);
      element.append(state);
      this.waiting.append(element);
    }
    this.markOld();
  }

  /** Where the machine's last turn begins. @returns {HTMLElement | undefined} */
  lastTurn() {
    const messages = /** @type {HTMLElement[]} */ ([...this.said.children]);
    return messages[messages.map((each) => each.classList.contains("mine")).lastIndexOf(true) + 1];
  }

  /** Keyboards may be pressed (again) once nothing of this page is on its way. */
  release() {
    for (const keyboard of this.said.querySelectorAll(".keyboard[aria-busy]")) keyboard.removeAttribute("aria-busy");
  }

  /** Only the last keyboard, and only until the person says something, asks for attention. */
  markOld() {
    const messages = [...this.said.children];
    const answered = this.waiting.childElementCount > 0;
    const lastMine = answered ? messages.length : messages.map((each) => each.classList.contains("mine")).lastIndexOf(true);
    const keyboards = /** @type {NodeListOf<HTMLElement>} */ (this.said.querySelectorAll(".keyboard"));
    keyboards.forEach((keyboard, index) => {
      const place = messages.indexOf(/** @type {Element} */ (keyboard.parentElement));
      const old = index < keyboards.length - 1 || place < lastMine;
      if (keyboard.classList.contains("old") !== old) setOld(keyboard, old);
    });
  }
}
