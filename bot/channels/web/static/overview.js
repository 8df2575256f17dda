// @ts-check
/**
 * What the contents are made of: people, sections, questions with their state.
 *
 * @typedef {import("./finding.js").Question} Question
 * @typedef {import("./finding.js").Section} Section
 * @typedef {import("./finding.js").Person} Person
 * @typedef {import("./elements.js").Texts} Texts
 * @typedef {{
 *   current: string | null, unfolded: Set<string>, toggle: (name: string) => void, go: (id: string) => void
 * }} Press
 */
import { filled, make, makeButton } from "./elements.js";
import { brief, when } from "./finding.js";

const MARKS = { open: "○", later: "◷", waiting: "…", filled: "✓", doubtful: "?", error: "!" };

/**
 * @param {Person[]} people
 * @param {Texts} texts
 */
export function makePeople(people, texts) {
  const all = make("ul", "people");
  all.setAttribute("aria-label", texts.people);
  for (const person of people) {
    const line = make("li", person.here ? "here" : "");
    line.append(make("span", "name", person.name), make("span", "part", person.sections.join("、")));
    if (person.here) line.append(make("span", "presence", texts.here));
    all.append(line);
  }
  return all;
}

/**
 * @param {Section[]} sections
 * @param {Texts} texts
 * @param {Press} press
 */
export function makeSections(sections, texts, press) {
  const all = make("ul", "sections");
  const shared = sections.some((each) => !each.mine); // whose all of it is need not be told which part
  for (const section of sections) {
    const line = make("li");
    const open = press.unfolded.has(section.name);
    const button = makeButton("section", "", () => press.toggle(section.name));
    button.dataset.key = "section " + section.name;
    button.setAttribute("aria-expanded", String(open));
    const title = make("span", "title", section.title);
    if (shared && section.mine) title.append(make("span", "part", texts.mine));
    button.append(title, make("span", "tally " + tallyKind(section), tally(section, texts)));
    line.append(button);
    if (open) line.append(makeQuestions(section.questions, texts, press.current, press.go));
    all.append(line);
  }
  return all;
}

/** @param {Section} section */
function tallyKind(section) {
  if (section.errors > 0) return "error";
  return section.open > 0 ? "open" : "filled";
}

/**
 * @param {Section} section
 * @param {Texts} texts
 */
function tally(section, texts) {
  const figures = { errors: section.errors, open: section.open };
  if (section.errors > 0) return filled(section.open > 0 ? texts.tally_both : texts.tally_errors, figures);
  return section.open > 0 ? filled(texts.tally_open, figures) : texts.tally_filled;
}

/**
 * @param {Question[]} questions
 * @param {Texts} texts
 * @param {string | null} current
 * @param {(id: string) => void} go
 */
export function makeQuestions(questions, texts, current, go) {
  const all = make("ul", "questions");
  for (const question of questions) {
    const line = make("li");
    const button = makeButton("question " + question.state, "", () => go(question.id));
    button.dataset.key = "question " + question.name;
    if (question.name === current) button.setAttribute("aria-current", "step");
    const mark = make("span", "mark", MARKS[question.state]);
    mark.setAttribute("aria-hidden", "true");
    const label = make("span", "label", question.id + " " + question.label);
    button.append(mark, label, make("span", "fact", fact(question, texts)));
    if (question.by) button.append(make("span", "who", who(question, texts)));
    line.append(button);
    all.append(line);
  }
  return all;
}

/**
 * Who answered it, when, and through which door.
 *
 * @param {Question} question
 * @param {Texts} texts
 */
function who({ by, at, door }, texts) {
  const moment = at ? when(at, new Date()) : "";
  return [by, moment, door ? texts["door_" + door] || door : ""].filter(Boolean).join(" · ");
}

/**
 * The state in a word, and the value.
 *
 * @param {Question} question
 * @param {Texts} texts
 */
function fact(question, texts) {
  const value = brief(question.value);
  if (question.state === "filled" && value) return value;
  const state = texts["state_" + question.state];
  return value && value !== state ? state + "：" + value : state;
}
