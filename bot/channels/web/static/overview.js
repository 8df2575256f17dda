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
import { make, makeButton } from "./elements.js";
import { brief, when } from "./finding.js";

const MARKS = { open: "○", later: "◷", waiting: "…", filled: "✓", doubted: "?", wrong: "!" };

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
    button.append(title, make("span", "tally " + section.standing, section.tally));
    line.append(button);
    if (open) line.append(makeQuestions(section.questions, texts, press.current, press.go));
    all.append(line);
  }
  return all;
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
    const button = makeButton("question " + question.standing, "", () => go(question.id));
    button.dataset.key = "question " + question.name;
    if (question.name === current) button.setAttribute("aria-current", "step");
    const mark = make("span", "mark", MARKS[question.standing]);
    mark.setAttribute("aria-hidden", "true");
    const label = make("span", "label", question.id + " " + question.label);
    button.append(mark, label, make("span", "fact", fact(question)));
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

/** The standing in a word, and the value. @param {Question} question */
function fact(question) {
  const value = brief(question.value);
  if (question.standing === "filled" && value) return value;
  return value && value !== question.word ? question.word + "：" + value : question.word;
}
