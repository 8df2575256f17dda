// @ts-check

/** The device's storage, or a stand-in where the browser has switched it off. @returns {Storage} */
export function deviceStorage() {
  try {
    window.localStorage.setItem("shenbao", "");
    window.localStorage.removeItem("shenbao");
    return window.localStorage;
  } catch {
    return memory();
  }
}

/** A storage that lasts as long as the page. @returns {Storage} */
export function memory() {
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
