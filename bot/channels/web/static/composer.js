// @ts-check
/**
 * The box that one types in. It grows with its words, and keeps them over a reload.
 *
 * @typedef {import("./unsent.js").Unsent} Unsent
 */

/** A mouse stands for a real keyboard: there Enter sends. On a phone it begins a new line. */
export const withMouse = window.matchMedia("(hover: hover) and (pointer: fine)");

export class Composer {
  /**
   * @param {HTMLFormElement} form
   * @param {Unsent} unsent
   * @param {(text: string) => boolean} onSubmit whether the words were taken
   */
  constructor(form, unsent, onSubmit) {
    this.box = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("words"));
    this.unsent = unsent;
    this.onSubmit = onSubmit;
    form.addEventListener("submit", (event) => this.submit(event));
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("keydown", (event) => this.pressed(event, form));
    // The button takes no focus, so that a phone's keyboard stays where it is.
    form.addEventListener("mousedown", (event) => event.target !== this.box && event.preventDefault());
    this.box.value = unsent.draft;
    this.grow();
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    const text = this.box.value;
    if (text.trim() === "" || !this.onSubmit(text)) return;
    this.box.value = "";
    this.changed();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLFormElement} form
   */
  pressed(event, form) {
    // While an input method is open, Enter chooses a word; some browsers say so by 229 only.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing || !withMouse.matches) return;
    event.preventDefault();
    form.dispatchEvent(new Event("submit", { cancelable: true }));
  }

  /**
   * Another tab changed the draft. Where this one shows the same words, it follows: sent there, they are gone here.
   *
   * @param {string} before
   * @param {string} now
   */
  follow(before, now) {
    if (this.box.value !== before) return;
    this.box.value = now;
    this.grow();
  }

  /** Words that could not be sent come back, before what was typed since. @param {string} text */
  restore(text) {
    this.box.value = this.box.value ? text + "\n" + this.box.value : text;
    this.changed();
  }

  changed() {
    this.unsent.draft = this.box.value;
    this.grow();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = this.box.scrollHeight + 2 + "px";
  }
}
