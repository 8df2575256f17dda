// @ts-check
/** A word in passing, of what others did: read out politely, gone by itself, in nobody's way. */
import { filled } from "./elements.js";
import { brief, summed } from "./finding.js";

const GATHER_MS = 800;
const SHOWN_MS = 7000;

export class Toast {
  /**
   * @param {HTMLElement} place
   * @param {import("./elements.js").Texts} texts
   */
  constructor(place, texts) {
    this.place = place;
    this.texts = texts;
    /** @type {import("./finding.js").Edit[]} */
    this.edits = [];
    this.timer = 0;
  }

  /** Several edits that come together are told together. @param {import("./finding.js").Edit} edit */
  tell(edit) {
    this.edits.push(edit);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), GATHER_MS);
  }

  show() {
    this.place.textContent = summed(this.edits).map((each) => this.sentence(each)).join("\n");
    this.timer = setTimeout(() => this.hide(), SHOWN_MS);
  }

  hide() {
    this.edits = [];
    this.place.textContent = "";
  }

  /** @param {ReturnType<typeof summed>[number]} sum */
  sentence({ by, ids, count, edit }) {
    if (edit === null) return filled(this.texts.edited_many, { by, ids, count });
    const { id, label, value } = edit;
    return filled(value ? this.texts.edited : this.texts.edited_blank, { by, id, label, value: brief(value) });
  }
}
