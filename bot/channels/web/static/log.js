// @ts-check
/**
 * The conversation on the page, and below it what the server has not confirmed yet.
 *
 * @typedef {import("./server.js").Message} Message
 * @typedef {import("./server.js").Server} Server
 * @typedef {import("./unsent.js").Saying} Saying
 * @typedef {import("./unsent.js").Unsent} Unsent
 * @typedef {import("./elements.js").Texts} Texts
 * @typedef {{
 *   press: import("./keyboard.js").OnPress,
 *   say: (text: string) => void,
 *   type: (text: string) => void,
 *   answered: (question: HTMLElement, inCells: boolean) => void,
 * }} Hooks `type` puts words into the box, `answered` tells that the cursor stands in a question that has made way
 * @typedef {{ failed: boolean, stuck: boolean, onRetry: () => void, onTakeBack: (saying: Saying) => void }} Fate
 *   what became of the words that wait; `stuck` where trying again by itself will not help
 */
import { Cells } from "./cells.js";
import { make, makeButton } from "./elements.js";
import { makeKeyboard, makeWays, setOld } from "./keyboard.js";
import { Section } from "./section.js";
import { Editing } from "./editing.js";
import { idOf, makeBubble, makeCard, makeHelp, makePictures } from "./message.js";

export class Log {
  /**
   * @param {HTMLElement} said where confirmed messages stand
   * @param {HTMLElement} waiting where unconfirmed ones stand, below
   * @param {{ texts: Texts, server: Server, unsent: Unsent }} house
   * @param {Hooks} hooks
   */
  constructor(said, waiting, { texts, server, unsent }, hooks) {
    this.said = said;
    this.waiting = waiting;
    this.texts = texts;
    this.server = server;
    this.unsent = unsent;
    this.hooks = hooks;
    this.first = Infinity;
    this.last = 0;
    /** @type {string[]} */
    this.commands = [];
    /** Where the conversation is, in few words. */
    this.place = "";
    /** @type {string | null} the name of the question that was put last */
    this.asked = null;
    /** The number of the newest keyboard. */
    this.revision = 0;
    /** @type {Cells | Editing | null} its inputs */
    this.cells = null;
    /** @type {Map<string, { sequence: number, section: Section }>} the newest card of each section */
    this.sections = new Map();
    this.saved = make("span", "state saved", texts.saved);
  }

  /**
   * New messages at the end; those that are there already are left out.
   *
   * @param {Message[]} messages
   * @returns {HTMLElement[]} what was added
   */
  append(messages) {
    const fresh = messages.filter((message) => message.sequence > this.last);
    const asking = fresh.filter((message) => message.field !== null).pop();
    const from = document.activeElement;
    const stood = from !== null && this.said.contains(from) ? from.closest(".keyboard, .cells") : null;
    if (asking !== undefined) this.makeWay(asking);
    const elements = fresh.map((message) => this.make(message, message === asking));
    this.said.append(...elements);
    for (const message of fresh) this.note(message);
    this.markOld();
    if (stood !== null && asking !== undefined) {
      this.hooks.answered(elements[fresh.indexOf(asking)], stood.classList.contains("cells"));
    }
    return elements;
  }

  /** Messages that say something else now, each in its place. @param {Message[]} messages */
  replace(messages) {
    this.said.setAttribute("aria-live", "off");
    for (const message of messages) {
      const stood = this.said.querySelector(`[data-sequence="${message.sequence}"]`);
      if (stood !== null) stood.replaceWith(this.make(message, false));
    }
    this.markOld();
    setTimeout(() => this.said.setAttribute("aria-live", "polite"), 500);
  }

  /** How far the messages reach, quick replies, what became of the last words. @param {Message} message */
  note(message) {
    this.first = Math.min(this.first, message.sequence);
    this.last = message.sequence;
    if (message.commands.length > 0) this.commands = message.commands;
    if (message.place) this.place = message.place;
    this.revision = Math.max(this.revision, message.revision);
    if (message.took) for (const { section } of this.sections.values()) section.lookSoon();
    if (message.mine || message.took) this.saved.textContent = message.took ? this.texts.taken : this.texts.saved;
  }

  /** Earlier messages at the beginning. @param {Message[]} messages */
  prepend(messages) {
    const earlier = messages.filter((message) => message.sequence < this.first);
    if (earlier.length > 0) this.first = earlier[0].sequence;
    this.said.setAttribute("aria-live", "off");
    this.said.prepend(...earlier.map((message) => this.make(message, false)));
    this.markOld();
    setTimeout(() => this.said.setAttribute("aria-live", "polite"), 500);
  }

  /**
   * @param {Message} message
   * @param {boolean} asking whether this question is the open one
   */
  make(message, asking) {
    const named = message.file !== null && message.file.name === message.text; // the card says it
    if (message.card.length > 0) return this.makeSection(message);
    const element = makeBubble(this.texts, message.mine, named ? "" : message.text);
    element.dataset.sequence = String(message.sequence);
    if (message.pictures.length > 0) element.append(makePictures(this.texts, this.server, message.pictures));
    if (message.file) element.append(makeCard(this.texts, this.server, message.file));
    if (message.field !== null) element.append(makeHelp(this.texts, this.server, message.field));
    if (asking) element.append(...this.makeInputs(message, element));
    element.append(...this.makeKeys(message));
    return element;
  }

  /** What one may press under a message. @param {Message} message */
  makeKeys(message) {
    const keys = message.buttons.length > 0 ? [makeKeyboard(message, this.texts, this.hooks.press)] : [];
    return message.ways.length > 0 ? [makeWays(message.ways, this.hooks.say), ...keys] : keys;
  }

  /** A section as a card: of the message only its heading is shown. @param {Message} message */
  makeSection(message) {
    const heading = message.text.split("（")[0];
    const element = makeBubble(this.texts, message.mine, heading);
    const { section: name } = message;
    const section = new Section(name, message.card, this.unsent.card(name), this, {
      onSend: (words) => this.hooks.say(heading + "\n" + words),
      onChange: (words) => this.unsent.keepCard(name, words),
    });
    const newest = this.sections.get(name);
    if (newest !== undefined && newest.sequence > message.sequence) return element; // further down it goes on
    if (newest !== undefined) newest.section.form.remove();
    this.sections.set(name, { sequence: message.sequence, section });
    element.append(section.form);
    setTimeout(() => void section.look());
    return element;
  }

  /**
   * What the open question's answer is typed into.
   *
   * @param {Message} message
   * @param {HTMLElement} element
   */
  makeInputs(message, element) {
    if (message.cells.length > 0) return [this.makeCells(message, element)];
    if (message.line === null) return [];
    this.cells = new Editing(message.line, this.unsent.cells(message.sequence), this.texts, {
      onSend: (text) => this.hooks.say(text),
      onChange: (words) => this.unsent.keepCells(message.sequence, words),
    });
    return [this.cells.form];
  }

  /**
   * @param {Message} message
   * @param {HTMLElement} element
   */
  makeCells(message, element) {
    const id = idOf(message.text);
    const cells = new Cells(message.cells, this.unsent.cells(message.sequence), this.texts, {
      // Once something was said since, the question may no longer be the open one: then its number goes with the words.
      onSend: (text) => {
        const change = id !== null && this.saidSince(element);
        this.hooks.say(change ? "改 " + id + " " + text.replace(/\n/g, " ") : text);
      },
      onChange: (words) => this.unsent.keepCells(message.sequence, words),
      onOverflow: this.hooks.type,
    });
    this.cells = cells;
    return cells.form;
  }

  /** @param {Element | null} element a message, or one on its way into the log */
  saidSince(element) {
    const messages = [...this.said.children];
    const after = element === null ? [] : messages.slice(messages.indexOf(element) + 1);
    return this.waiting.childElementCount > 0 || after.some((each) => each.classList.contains("mine"));
  }

  /** Another question is open now. @param {Message} asking */
  makeWay(asking) {
    this.asked = asking.field;
    if (this.cells !== null) this.cells.form.remove();
    this.cells = null;
  }

  /**
   * What the server has not confirmed, and what can be done about it.
   *
   * @param {Saying[]} sayings
   * @param {Fate} fate
   */
  showWaiting(sayings, fate) {
    this.waiting.textContent = "";
    for (const saying of sayings) {
      const element = makeBubble(this.texts, true, saying.text);
      element.classList.add("waiting");
      const line = make("div", "states");
      if (fate.failed) line.append(makeButton("state", this.texts.unsent, fate.onRetry));
      else line.append(make("span", "state", this.texts.sending));
      if (fate.stuck) line.append(makeButton("state", this.texts.take_back, () => fate.onTakeBack(saying)));
      element.append(line);
      this.waiting.append(element);
    }
    this.markOld();
  }

  /** Where the machine's last turn begins. @returns {HTMLElement | undefined} */
  lastTurn() {
    const messages = /** @type {HTMLElement[]} */ ([...this.said.children]);
    return messages[messages.map((each) => each.classList.contains("mine")).lastIndexOf(true) + 1];
  }

  /** Keyboards and cells may be used (again) once nothing of this page is on its way. */
  release() {
    for (const keyboard of this.said.querySelectorAll(".keyboard[aria-busy]")) keyboard.removeAttribute("aria-busy");
    if (this.cells !== null) this.cells.release();
  }

  /**
   * Only the newest keyboard asks for attention, and not while words are on their way: after a refusal it is live
   * again. The last words are saved.
   */
  markOld() {
    const messages = [...this.said.children];
    const waiting = this.waiting.childElementCount > 0;
    const mine = messages.map((each) => each.classList.contains("mine")).lastIndexOf(true);
    const keyboards = /** @type {NodeListOf<HTMLElement>} */ (this.said.querySelectorAll(".keyboard"));
    keyboards.forEach((keyboard, index) => {
      const newest = index === keyboards.length - 1 && Number(keyboard.dataset.revision) >= this.revision;
      if (keyboard.classList.contains("old") !== (waiting || !newest)) setOld(keyboard, waiting || !newest);
    });
    if (this.cells !== null) this.cells.form.classList.toggle("old", this.saidSince(this.cells.form.parentElement));
    if (mine >= 0 && this.saved.parentElement !== messages[mine]) messages[mine].append(this.saved);
  }
}
