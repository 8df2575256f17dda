/** The page's modules, by name, and the few things of a browser that they touch. */

const STATIC = new URL("../../../bot/channels/web/static/", import.meta.url);

/** @param {string} name */
export const load = (name) => import(new URL(name + ".js", STATIC));

/** A storage as browsers have it; `full` makes it refuse. */
export class FakeStorage {
  kept = new Map();
  full = false;

  get length() {
    return this.kept.size;
  }
  key(index) {
    return [...this.kept.keys()][index] ?? null;
  }
  getItem(key) {
    return this.kept.get(key) ?? null;
  }
  setItem(key, value) {
    if (this.full) throw new Error("full");
    this.kept.set(key, String(value));
  }
  removeItem(key) {
    this.kept.delete(key);
  }
}

/** @returns {FakeStorage} the storage that the page will find */
export function furnish() {
  const localStorage = new FakeStorage();
  globalThis.window = { localStorage, addEventListener: () => undefined };
  return localStorage;
}

/** @param {string[]} slots @param {Partial<{ value: string, numeric: boolean, row: string }>[]} more */
export function cells(slots, more = []) {
  return slots.map((slot, index) => {
    const [, column, ...rest] = slot.split("/");
    return { slot, column, row: rest.join(" "), unit: "家", value: "", numeric: true, ...more[index] };
  });
}
