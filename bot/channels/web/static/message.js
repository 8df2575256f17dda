// @ts-check
/**
 * One message as the page shows it: words, small inputs, help, buttons, documents, pictures.
 *
 * @typedef {import("./server.js").Document} Document
 * @typedef {import("./server.js").Message} Message
 * @typedef {import("./server.js").Server} Server
 * @typedef {import("./elements.js").Texts} Texts
 */
import { filled, make, readable } from "./elements.js";

/** A question begins with its number (C1, 2.7, 核3) and official label, on a line of their own that is no sentence. */
const QUESTION = /^((?:[CS]|核)?\d+(?:\.\d+)?) [^\n]*[^\n。](?=\n|$)/;

/** What a section begins with that is sent as a whole. */
const SECTION = /^整节 /;

/** An answer that was taken down with others: the number of its question, and the answer. */
const ANSWER = /^(?:[CS]|核)?\d+(?:\.\d+)? \S/;

/** So many answers are read at a glance. */
const MOST_ROWS = 8;

/** The number of the question that a message puts, if it puts one. @param {string} text */
export function idOf(text) {
  const title = QUESTION.exec(text);
  return title === null ? null : title[1];
}

/**
 * @param {Texts} texts
 * @param {boolean} mine
 * @param {string} text nothing where a card says it all
 */
export function makeBubble(texts, mine, text) {
  const element = make("div", "message " + (mine ? "mine" : "theirs"));
  const words = make("div", "words");
  words.append(make("span", "unseen", mine ? texts.you : texts.assistant));
  const title = mine ? null : QUESTION.exec(text);
  if (title) words.append(make("strong", "", title[0]));
  if (mine) words.append(folded(text));
  else words.append(...echoed(text.slice(title ? title[0].length : 0)));
  if (text) element.append(words);
  return element;
}

/** A section that was sent takes one line, until one wants to read it. @param {string} text */
function folded(text) {
  const [heading, ...lines] = text.split("\n");
  if (!SECTION.test(heading) || lines.length === 0) return text;
  const all = make("details");
  all.append(make("summary", "", heading), lines.join("\n"));
  return all;
}

/**
 * The echo of many answers takes one line as well; what there is to be said about them stands below it.
 *
 * @param {string} text
 * @returns {(string | Node)[]}
 */
function echoed(text) {
  const [heading, ...lines] = text.split("\n");
  const end = lines.findIndex((line) => !ANSWER.test(line));
  const rows = end < 0 ? lines : lines.slice(0, end);
  if (rows.length <= MOST_ROWS) return [text];
  const all = make("details", "rows");
  all.append(make("summary", "", heading), "\n" + rows.join("\n"));
  return [all, lines.slice(rows.length).join("\n")];
}

/**
 * @param {Texts} texts
 * @param {Server} server
 * @param {Document} file
 */
export function makeCard(texts, server, file) {
  const card = make("a", "file");
  card.href = server.link(file);
  card.download = file.name;
  const dot = file.name.lastIndexOf(".");
  card.append(make("span", "kind", dot < 0 ? "" : file.name.slice(dot + 1, dot + 5).toUpperCase()));
  const about = make("span", "about");
  about.append(make("span", "name", file.name), make("span", "size", readable(file.size)));
  card.append(about, make("span", "get", texts.download));
  return card;
}

/**
 * Pages to look at: the first one large, the others as a strip beside each other. A tap opens one in full.
 *
 * @param {Texts} texts
 * @param {Server} server
 * @param {Document[]} pictures
 */
export function makePictures(texts, server, pictures) {
  const [first, ...others] = pictures.map((picture, index) => makePicture(texts, server, picture, index));
  const all = make("div", "pictures");
  first.classList.add("first");
  all.append(first);
  if (others.length === 0) return all;
  const strip = make("div", "strip");
  strip.tabIndex = 0; // scrolled by keyboard
  strip.setAttribute("role", "group");
  strip.setAttribute("aria-label", filled(texts.other_pages, { count: others.length }));
  strip.append(...others);
  all.append(strip);
  return all;
}

/**
 * @param {Texts} texts
 * @param {Server} server
 * @param {Document} picture its name ends with the number of the page
 * @param {number} index
 */
function makePicture(texts, server, picture, index) {
  const named = /(\d+)\D*$/.exec(picture.name.replace(/\.\w+$/, ""));
  const page = named === null ? index + 1 : Number(named[1]);
  const link = make("a", "picture");
  link.href = server.link(picture);
  link.target = "_blank";
  link.rel = "noopener";
  const caption = make("span", "number", String(page));
  caption.setAttribute("aria-hidden", "true"); // the picture's own words say it
  const image = make("img");
  image.loading = "lazy";
  image.alt = filled(texts.page, { page });
  image.addEventListener("error", () => {
    image.hidden = true;
    link.append(make("span", "gone", texts.picture_gone));
  });
  image.src = link.href;
  link.append(image, caption);
  return link;
}

/**
 * The explanation of a question, folded; fetched when it is opened for the first time.
 *
 * @param {Texts} texts
 * @param {Server} server
 * @param {string} field
 * @param {string} [title] what to tap on
 */
export function makeHelp(texts, server, field, title = texts.help) {
  const help = make("details", "help");
  const words = make("p", "", texts.loading_help);
  let state = "unknown";
  help.addEventListener("toggle", async () => {
    if (!help.open || state !== "unknown") return;
    state = "asked";
    words.textContent = texts.loading_help;
    try {
      words.textContent = (await server.help(field)).text;
      state = "known";
    } catch {
      words.textContent = texts.help_failed;
      state = "unknown";
    }
  });
  help.append(make("summary", "", title), words);
  return help;
}
