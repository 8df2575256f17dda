// @ts-check
/**
 * What the person said and the server has not confirmed: kept on the device, one entry each, so that neither a reload
 * nor a second tab loses it. Every entry has a random id; sent twice, it counts once.
 *
 * @typedef {{ revision: number, numbers: number[], field: string | null }} Press
 * @typedef {{ id: string, at: number, text: string, press: Press | null, seen?: number }} Saying
 * @typedef {{ [slot: string]: string }} Words what was typed into the cells of a question
 */
import { deviceStorage, memory } from "./storage.js";

export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Unsent {
  /** @param {string} address whose words these are: several people may share a computer */
  constructor(address) {
    this.storage = deviceStorage();
    this.prefix = "shenbao:" + address + ":";
  }

  /** What is being typed. */
  get draft() {
    return this.storage.getItem(this.prefix + "draft") || "";
  }

  set draft(text) {
    if (text) this.keep(this.prefix + "draft", text);
    else this.storage.removeItem(this.prefix + "draft");
  }

  /** What is being typed into the cells of the question with this number. @param {number} sequence @returns {Words} */
  cells(sequence) {
    const kept = this.storage.getItem(this.prefix + "cells");
    const { sequence: of, words } = kept === null ? { sequence: 0, words: {} } : JSON.parse(kept);
    return of === sequence ? words : {};
  }

  /**
   * @param {number} sequence
   * @param {Words} words
   */
  keepCells(sequence, words) {
    this.keep(this.prefix + "cells", JSON.stringify({ sequence, words }));
  }

  /** What is being typed into a section's card. @param {string} section @returns {Words} */
  card(section) {
    return JSON.parse(this.storage.getItem(this.prefix + "card:" + section) || "{}");
  }

  /**
   * @param {string} section
   * @param {Words} words
   */
  keepCard(section, words) {
    this.keep(this.prefix + "card:" + section, JSON.stringify(words));
  }

  /**
   * @param {string} text
   * @param {Press | null} press
   * @param {number} seen the last message on the page
   * @returns {Saying}
   */
  add(text, press, seen) {
    const last = this.list().pop();
    const at = Math.max(Date.now(), last ? last.at + 1 : 0);
    const saying = { id: randomId(), at, text, press, seen };
    this.keep(this.prefix + "say:" + saying.id, JSON.stringify(saying));
    return saying;
  }

  /** @param {string} id */
  remove(id) {
    this.storage.removeItem(this.prefix + "say:" + id);
  }

  /** In the order in which it was said. @returns {Saying[]} */
  list() {
    const found = [];
    for (let index = 0; index < this.storage.length; index += 1) {
      const key = this.storage.key(index) || "";
      const value = key.startsWith(this.prefix + "say:") ? this.storage.getItem(key) : null;
      if (value !== null) found.push(JSON.parse(value));
    }
    return found.sort((one, other) => one.at - other.at);
  }

  /**
   * Tell of what another tab of this browser changed.
   *
   * @param {() => void} onWaiting words wait, or wait no longer
   * @param {(before: string, now: string) => void} onDraft
   */
  listen(onWaiting, onDraft) {
    window.addEventListener("storage", (event) => {
      const key = event.key || "";
      if (key.startsWith(this.prefix + "say:")) onWaiting();
      if (key === this.prefix + "draft") onDraft(event.oldValue || "", event.newValue || "");
    });
  }

  /**
   * A full storage must not stop the conversation: then it goes on without the copy.
   *
   * @param {string} key
   * @param {string} value
   */
  keep(key, value) {
    try {
      this.storage.setItem(key, value);
    } catch {
      const copy = memory();
      for (let index = 0; index < this.storage.length; index += 1) {
        const old = this.storage.key(index);
        if (old !== null) copy.setItem(old, this.storage.getItem(old) || "");
      }
      copy.setItem(key, value);
      this.storage = copy;
    }
  }
}
