// @ts-check
/**
 * What the person said and the server has not confirmed: kept on the device, one entry each, so that neither a reload
 * nor a second tab loses it. Every entry has a random id; sent twice, it counts once.
 *
 * @typedef {{ revision: number, numbers: number[], field: string | null }} Press
 * @typedef {{ id: string, at: number, text: string, press: Press | null }} Saying
 */

/** The device's storage, or a stand-in where the browser has switched it off. @returns {Storage} */
function deviceStorage() {
  try {
    window.localStorage.setItem("shenbao", "");
    window.localStorage.removeItem("shenbao");
    return window.localStorage;
  } catch {
    return memory();
  }
}

/** @returns {Storage} */
function memory() {
  const kept = new Map();
  return /** @type {Storage} */ ({
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => (kept.has(key) ? kept.get(key) : null),
    key: (index) => (index < kept.size ? [...kept.keys()][index] : null),
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  });
}

function randomId() {
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

  /**
   * @param {string} text
   * @param {Press | null} press
   * @returns {Saying}
   */
  add(text, press) {
    const last = this.list().pop();
    const at = Math.max(Date.now(), last ? last.at + 1 : 0);
    const saying = { id: randomId(), at, text, press };
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
