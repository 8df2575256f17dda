// @ts-check
/**
 * The overview of an application: what it is made of, and how a question is found in it.
 *
 * @typedef {"open" | "later" | "waiting" | "filled" | "doubted" | "wrong"} Standing
 * @typedef {{
 *   name: string, id: string, label: string, standing: Standing, word: string, value: string | null, by: string | null,
 *   at: string | null, door: string | null
 * }} Question
 * @typedef {{
 *   name: string, title: string, standing: Standing, tally: string, mine: boolean, questions: Question[]
 * }} Section
 * @typedef {{ name: string, sections: string[], here: boolean }} Person
 * @typedef {{ title: string, sections: Section[], people: Person[] }} Overview
 * @typedef {{ by: string, id: string, label: string, value: string, at: string }} Edit
 */

const LONGEST_VALUE = 40;
const MOST_IDS = 4;
/** China is eight hours before UTC, all year round and wherever the page is looked at. */
const CHINA_MS = 8 * 60 * 60 * 1000;

/** @param {string} text full-width figures and letters count as plain ones, blanks and marks not at all */
function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s（）()“”"、，,。：:；;]/g, "");
}

/**
 * The questions that carry these words: by number first (`2.7`, and `2` or `2.` for all of section 二), else by label.
 * Several words must all occur.
 *
 * @param {Overview} overview
 * @param {string} words
 * @returns {Question[]}
 */
export function search(overview, words) {
  /** @type {Question[]} */
  const all = [];
  for (const section of overview.sections) all.push(...section.questions);
  const wanted = words.normalize("NFKC").trim().toLowerCase();
  if (wanted === "") return [];
  const exact = all.filter((each) => each.id.toLowerCase() === wanted);
  if (exact.length > 0) return exact;
  const within = all.filter((each) => each.id.toLowerCase().startsWith(wanted));
  if (within.length > 0 && /\d\.?$/.test(wanted)) return within;
  const parts = wanted.split(/\s+/).map(folded).filter(Boolean);
  return all.filter((each) => parts.every((part) => folded(each.id + each.label).includes(part)));
}

/** A value in one short line. @param {string | null} value */
export function brief(value) {
  const line = (value || "").replace(/\s+/g, " ").trim();
  return line.length > LONGEST_VALUE ? line.slice(0, LONGEST_VALUE - 1) + "…" : line;
}

/**
 * When something was answered, as short as it is clear: the time of today, the day of this year, else the date.
 *
 * @param {string} at
 * @param {Date} now
 */
export function when(at, now) {
  const then = new Date(new Date(at).getTime() + CHINA_MS);
  const today = new Date(now.getTime() + CHINA_MS);
  if (Number.isNaN(then.getTime())) return "";
  const [day, time] = then.toISOString().split("T");
  if (day === today.toISOString().split("T")[0]) return time.slice(0, 5);
  return then.getUTCFullYear() === today.getUTCFullYear() ? day.slice(5) : day;
}

/** 2.9 stands before 2.10. @param {string} one @param {string} other */
function byNumber(one, other) {
  return one.localeCompare(other, "en", { numeric: true });
}

/**
 * Several edits as few sentences: one for each person, `ids` joined and cut short.
 *
 * @param {Edit[]} edits
 * @returns {{ by: string, ids: string, count: number, edit: Edit | null }[]} `edit` where it is a single one
 */
export function summed(edits) {
  /** @type {Map<string, Map<string, Edit>>} */
  const people = new Map();
  for (const edit of edits) people.set(edit.by, new Map([...(people.get(edit.by) || []), [edit.id, edit]]));
  return [...people].map(([by, questions]) => ({
    by,
    ids: [...questions.keys()].sort(byNumber).slice(0, MOST_IDS).join("、"),
    count: questions.size,
    edit: questions.size === 1 ? [...questions.values()][0] : null,
  }));
}
