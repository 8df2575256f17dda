// @ts-check
/**
 * The buttons under a message: one tap each, or boxes that are sent together.
 *
 * @typedef {import("./server.js").Choice} Choice
 * @typedef {import("./server.js").Message} Message
 * @typedef {import("./unsent.js").Press} Press
 * @typedef {(text: string, press: Press) => void} OnPress
 * @typedef {import("./elements.js").Texts} Texts
 */
import { filled, make, makeButton } from "./elements.js";

/**
 * What stands on a button: its words, and the number that may be typed instead.
 *
 * @param {Choice} choice
 */
function caption(choice) {
  const numbered = /^[①-⑳]/.test(choice.label);
  const number = choice.number <= 20 ? String.fromCharCode("①".charCodeAt(0) + choice.number - 1) : choice.number + ".";
  return numbered ? choice.label : number + " " + choice.label;
}

/**
 * @param {Message} message
 * @param {Texts} texts
 * @param {OnPress} onPress
 * @returns {HTMLElement}
 */
export function makeKeyboard(message, texts, onPress) {
  const keyboard = message.multiple ? makeBoxes(message, texts, onPress) : makeButtons(message, onPress);
  keyboard.classList.add("keyboard");
  keyboard.setAttribute("role", "group");
  keyboard.setAttribute("aria-label", texts.choices);
  keyboard.dataset.revision = String(message.revision);
  return keyboard;
}

/**
 * Words that open a section in one way or another.
 *
 * @param {string[]} ways
 * @param {(word: string) => void} say
 */
export function makeWays(ways, say) {
  const group = make("div", "ways");
  group.append(...ways.map((word) => makeButton("choice", word, () => say(word))));
  return group;
}

/**
 * @param {Message} message
 * @param {OnPress} onPress
 */
function makeButtons(message, onPress) {
  const group = make("div", message.buttons.some((choice) => choice.group) ? "buttons rows" : "buttons");
  let heading = "";
  for (const choice of message.buttons) {
    if (choice.group && choice.group !== heading) group.append(make("p", "group", choice.group));
    heading = choice.group;
    const button = makeButton("choice", caption(choice), () => press(group, [choice], choice.label, onPress));
    if (message.ticked.includes(choice.number)) button.setAttribute("aria-pressed", "true");
    group.append(button);
  }
  return group;
}

/**
 * @param {Message} message
 * @param {Texts} texts
 * @param {OnPress} onPress
 */
function makeBoxes(message, texts, onPress) {
  const details = make("details", "boxes");
  details.open = true;
  const form = make("form");
  const boxes = message.buttons.map((choice) => makeBox(form, choice, message.ticked.includes(choice.number)));
  const confirm = make("button", "primary confirm");
  confirm.type = "submit";
  form.append(confirm);
  const chosen = () => message.buttons.filter((_, index) => boxes[index].checked);
  const show = () => {
    const count = String(chosen().length);
    confirm.textContent = count === "0" ? texts.confirm_none : filled(texts.confirm_some, { count });
  };
  form.addEventListener("change", show);
  show();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = chosen().map((choice) => choice.label);
    press(details, chosen(), said.join("；") || "无", onPress, message.buttons[0]);
  });
  details.append(make("summary", "", texts.choices + "（" + message.buttons.length + "）"), form);
  return details;
}

/**
 * @param {HTMLFormElement} form
 * @param {Choice} choice
 * @param {boolean} ticked
 */
function makeBox(form, choice, ticked) {
  const label = make("label", "box");
  const box = make("input");
  box.type = "checkbox";
  box.checked = ticked;
  label.append(box, make("span", "", caption(choice)));
  form.append(label);
  return box;
}

/**
 * A second tap before the answer is the same tap.
 *
 * @param {HTMLElement} keyboard
 * @param {Choice[]} choices
 * @param {string} text
 * @param {OnPress} onPress
 * @param {Choice} [about] tells revision and field where nothing was ticked
 */
function press(keyboard, choices, text, onPress, about = choices[0]) {
  if (keyboard.hasAttribute("aria-busy")) return;
  keyboard.setAttribute("aria-busy", "true");
  const numbers = choices.map((choice) => choice.number);
  onPress(text, { revision: about.revision, numbers, field: about.field });
}

/**
 * @param {HTMLElement} keyboard
 * @param {boolean} old an old keyboard still works, but no longer asks for attention
 */
export function setOld(keyboard, old) {
  keyboard.classList.toggle("old", old);
  if (!(keyboard instanceof HTMLDetailsElement)) return;
  const summary = keyboard.querySelector("summary");
  if (old && summary && keyboard.contains(document.activeElement)) summary.focus(); // what is folded loses the cursor
  keyboard.open = !old;
}
