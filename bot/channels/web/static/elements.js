// @ts-check
/**
 * Making and finding elements. Words only ever become text, never HTML.
 *
 * @typedef {{ [name: string]: string }} Texts
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * A button that does one thing; it never submits a form that it happens to stand in.
 *
 * @param {string} className
 * @param {string} text
 * @param {() => void} onClick
 */
export function makeButton(className, text, onClick) {
  const button = make("button", className, text);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}

/**
 * The element of the page with this id; the template and its script belong together, so it is there.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error("no " + id);
  return found;
}

/**
 * A text with its figures: `{count}` stands for one.
 *
 * @param {string} text
 * @param {{ [name: string]: string | number }} figures
 */
export function filled(text, figures) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in figures ? String(figures[name]) : all));
}

/** @param {number} size in bytes */
export function readable(size) {
  return size < 1024 * 1024 ? Math.max(1, Math.round(size / 1024)) + " KB" : (size / 1024 / 1024).toFixed(1) + " MB";
}
