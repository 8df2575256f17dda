// @ts-check
/**
 * The chat page: shows what was said, sends what is said, and loses neither.
 *
 * Words leave the box for the device's storage, and leave that only when the server has confirmed them. They are sent
 * one after the other; while one is not through, the next ones wait behind it.
 */
import { Composer } from "./composer.js";
import { make } from "./keyboard.js";
import { Log } from "./log.js";
import { Failure, Server } from "./server.js";
import { Unsent } from "./unsent.js";

const LONGEST_TEXT = 60000;
const PAUSE_MS = 4000;
const NEAR_PX = 120;

const { home = "/", address = "", texts: words = "{}" } = document.body.dataset;
/** @type {import("./keyboard.js").Texts} */
const texts = JSON.parse(words);
const server = new Server(home, address);
const unsent = new Unsent(address);

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error("no " + id);
  return found;
}

const scroller = element("scroller", HTMLElement);
const notice = element("notice", HTMLElement);
const newer = element("newer", HTMLButtonElement);
const earlier = element("earlier", HTMLButtonElement);
const strip = element("commands", HTMLElement);
const log = new Log(element("log", HTMLElement), element("unsent", HTMLElement), texts, server, say);
const composer = new Composer(element("composer", HTMLFormElement), unsent, submit);

let sending = false;
/** @type {Failure | null} */
let failed = null;
let started = false;
let loadingEarlier = false;
let following = true;

// --- saying ----------------------------------------------------------------------------------------------------------

/** @param {string} text */
function submit(text) {
  if (text.length > LONGEST_TEXT) {
    tell(texts.too_long.replace("{count}", String(text.length)));
    return false;
  }
  say(text, null);
  return true;
}

/**
 * @param {string} text
 * @param {import("./unsent.js").Press | null} press
 */
function say(text, press) {
  unsent.add(text, press);
  showWaiting();
  toEnd();
  void flush();
}

async function flush() {
  if (sending) return;
  sending = true;
  failed = null;
  try {
    for (let next = unsent.list()[0]; next; next = unsent.list()[0]) {
      showWaiting();
      await deliver(next);
    }
    log.release();
  } catch (error) {
    explain(error);
    failed = /** @type {Failure} */ (error);
  } finally {
    sending = false;
    showWaiting();
  }
}

/** @param {import("./unsent.js").Saying} saying */
async function deliver(saying) {
  const said = saying.press || { text: saying.text };
  try {
    const answer = await server.say({ id: saying.id, after: log.last, ...said });
    unsent.remove(saying.id);
    showWaiting();
    await take(answer, true);
    tell("");
  } catch (error) {
    if (!(error instanceof Failure) || !error.hopeless) throw error;
    unsent.remove(saying.id);
    if (saying.press === null) composer.restore(saying.text);
    tell(texts.refused);
  }
}

function showWaiting() {
  log.showWaiting(unsent.list(), failed !== null, () => void flush());
}

// --- hearing ---------------------------------------------------------------------------------------------------------

/**
 * @param {import("./server.js").Answer} answer
 * @param {boolean} asked the person waits for it
 */
async function take(answer, asked) {
  const inSight = asked || atEnd();
  const added = log.append(answer.messages);
  showCommands();
  if (added.length > 0 && inSight) showFrom(added[0]);
  newer.hidden = atEnd();
  if (answer.more && added.length > 0) await take(await server.after(log.last), asked);
}

async function poll() {
  if (document.hidden || sending || !started) return;
  try {
    const answer = await server.after(log.last);
    if (sending) return; // what is being sent brings its own answer
    await take(answer, false);
    reconnected();
    if (unsent.list().length > 0 && (failed === null || failed.passing)) await flush();
  } catch (error) {
    explain(error);
  }
}

/** Come again and again, while anybody looks. */
async function keepPolling() {
  await poll();
  setTimeout(() => void keepPolling(), PAUSE_MS);
}

async function showEarlier() {
  if (loadingEarlier || log.first <= 1) return;
  loadingEarlier = true;
  try {
    const answer = await server.before(log.first);
    const fromEnd = scroller.scrollHeight - scroller.scrollTop;
    log.prepend(answer.messages);
    earlier.hidden = log.first <= 1;
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
  } catch (error) {
    explain(error);
  } finally {
    loadingEarlier = false;
  }
}

// --- showing ---------------------------------------------------------------------------------------------------------

/** @param {unknown} error */
function explain(error) {
  if (!(error instanceof Failure)) throw error;
  if (error.someoneElse) window.location.reload();
  else tell(error.signedOut ? texts.signed_out : texts.offline);
}

/** @param {string} text nothing takes the notice away */
function tell(text) {
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = text === "";
}

/** Takes away what was said about the connection, and nothing else. */
function reconnected() {
  if ([texts.offline, texts.signed_out].includes(notice.textContent || "")) tell("");
}

function showCommands() {
  const present = [...strip.children].map((button) => button.textContent);
  if (present.join("\n") === log.commands.join("\n")) return;
  strip.textContent = "";
  for (const command of log.commands) {
    const button = make("button", "command", command);
    button.type = "button";
    button.addEventListener("click", () => say(command, null));
    strip.append(button);
  }
  strip.scrollLeft = 0;
  strip.hidden = log.commands.length === 0;
}

function atEnd() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
}

function toEnd() {
  scroller.scrollTop = scroller.scrollHeight;
}

/** To the end, but not so far that the first new message leaves the screen. @param {HTMLElement} first */
function showFrom(first) {
  const top = first.offsetTop - scroller.offsetTop - 8;
  scroller.scrollTop = Math.min(top, scroller.scrollHeight - scroller.clientHeight);
}

/** The keyboard of a phone covers the page's lower half: stay above it. Who has zoomed in is left alone. */
function fitScreen() {
  const view = window.visualViewport;
  if (!view || view.scale > 1.01) return;
  document.body.style.height = view.height + "px";
  window.scrollTo(0, 0);
  stayAtEnd();
}

/** Whatever takes room from the messages (the box grows, a keyboard opens), the last one stays in sight. */
function stayAtEnd() {
  if (following) toEnd();
}

/** The latest messages, however long it takes to get them. @returns {Promise<import("./server.js").Answer>} */
async function latest() {
  for (;;) {
    try {
      return await server.latest();
    } catch (error) {
      explain(error);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function start() {
  log.append((await latest()).messages);
  started = true;
  reconnected();
  element("loading", HTMLElement).hidden = true;
  earlier.hidden = log.first <= 1 || log.first === Infinity;
  showCommands();
  showWaiting();
  toEnd();
  const turn = log.lastTurn();
  if (turn) showFrom(turn);
  newer.hidden = atEnd();
  log.said.setAttribute("aria-busy", "false");
  void flush();
  setTimeout(() => void keepPolling(), PAUSE_MS);
}

scroller.addEventListener("scroll", () => {
  following = atEnd();
  newer.hidden = following;
  if (scroller.scrollTop < NEAR_PX) void showEarlier();
});
newer.addEventListener("click", toEnd);
earlier.addEventListener("click", () => void showEarlier());
document.addEventListener("visibilitychange", () => void poll());
window.addEventListener("pageshow", () => void poll());
window.addEventListener("online", () => void poll());
if (window.visualViewport) window.visualViewport.addEventListener("resize", fitScreen);
if (window.ResizeObserver) new ResizeObserver(stayAtEnd).observe(scroller);
void start();
