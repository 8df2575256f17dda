// @ts-check
/**
 * The chat page: shows what was said, sends what is said, and loses neither.
 *
 * Words leave the box for the device's storage, and leave that only when the server has confirmed them.
 */
import { Composer, withMouse } from "./composer.js";
import { element, filled, makeButton } from "./elements.js";
import { Failure } from "./failure.js";
import { Live } from "./live.js";
import { Log } from "./log.js";
import { Panel } from "./panel.js";
import { Parcels } from "./parcels.js";
import { Pause } from "./pause.js";
import { Screen } from "./screen.js";
import { Sender } from "./sender.js";
import { Server } from "./server.js";
import { Toast } from "./toast.js";
import { follow } from "./tongue.js";
import { Unsent } from "./unsent.js";
import { Uploads } from "./uploads.js";

const LONGEST_TEXT = 60000;
/** Another tab's words are shown as waiting until it has taken note that they are saved. */
const OTHER_TAB_MS = 400;

const { home = "/", address = "", texts: words = "{}" } = document.body.dataset;
/** @type {import("./elements.js").Texts} */
const texts = JSON.parse(words);
const server = new Server(home, address);
const unsent = new Unsent(address);
const notice = element("notice", HTMLElement);
const earlier = element("earlier", HTMLButtonElement);
const strip = element("commands", HTMLElement);

const [scroller, newer] = [element("scroller", HTMLElement), element("newer", HTMLButtonElement)];
const screen = new Screen(scroller, newer, () => void showEarlier());
const log = new Log(element("log", HTMLElement), element("unsent", HTMLElement), { texts, server, unsent }, {
  press: say,
  say: (text) => say(text, null),
  type: (text) => composer.restore(text),
  answered: goOn,
});
const composer = new Composer(element("composer", HTMLFormElement), unsent, submit);
const sender = new Sender(unsent, server, {
  last: () => log.last,
  took: (answer) => take(answer, true).then(() => follow(answer)),
  refused: (saying) => {
    if (saying.press === null) composer.restore(saying.text);
    tell(texts.refused);
  },
  changed: showWaiting,
  done: () => {
    log.release();
    reconnected();
    void catchUp();
  },
  failed: (failure) => {
    explain(failure);
    live.wait();
  },
});
const live = new Live({
  url: () => server.events(log.last),
  look,
  owing: () => sender.owing,
  opened: () => panel.refresh(),
  messages: hear,
  ...{ changed: (answer) => log.replace(answer.messages), edited },
});
const toast = new Toast(element("toast", HTMLElement), texts);
const panel = new Panel(texts, {
  overview: () => server.overview(),
  say: (text) => say(text, null),
  current: () => log.asked,
  failed: (error) => error instanceof Failure && (error.passing || error.signedOut) && explain(error),
});

let started = false;
let loadingEarlier = false;
/** Requests for what is new that are under way. */
let looking = 0;
/** The last message that was told of and not taken at once. */
let toldOf = 0;

// --- saying ----------------------------------------------------------------------------------------------------------

/** @param {string} text */
function submit(text) {
  if (text.length > LONGEST_TEXT) {
    tell(filled(texts.too_long, { count: text.length }));
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
  unsent.add(text, press, log.last);
  showWaiting();
  screen.toEnd();
  if (started) void sender.flush();
}

function showWaiting() {
  const { failure } = sender;
  const fate = { failed: failure !== null, stuck: failure !== null && !failure.passing && !failure.signedOut };
  log.showWaiting(unsent.list(), { ...fate, onRetry: () => void sender.flush(), onTakeBack: takeBack });
}

/** What the server cannot take in need not block what comes after it. @param {import("./unsent.js").Saying} saying */
function takeBack(saying) {
  unsent.remove(saying.id);
  if (saying.press === null) composer.restore(saying.text);
  showWaiting();
  void sender.flush();
}

// --- hearing ---------------------------------------------------------------------------------------------------------

/**
 * @param {import("./server.js").Answer} answer
 * @param {boolean} asked the person waits for it
 */
async function take(answer, asked) {
  const inSight = asked || screen.atEnd;
  const added = log.append(answer.messages);
  showCommands();
  if (added.length > 0) {
    if (inSight) screen.showFrom(added[0]);
    panel.refresh();
  }
  screen.look();
  if (answer.more && added.length > 0) await take(await server.after(log.last), asked);
}

/**
 * The stream brings messages. They follow what it brought before; while an answer is awaited that may hold the same and
 * more, they only tell that there is something, so that none is left out between.
 *
 * @param {import("./server.js").Answer} answer
 */
function hear(answer) {
  const others = !sender.busy && unsent.list().length > 0; // another tab is sending
  if (sender.busy || looking > 0 || toldOf > log.last || others || answer.more) {
    note(answer);
    setTimeout(() => void catchUp(), others ? OTHER_TAB_MS : 0);
  } else {
    void take(answer, false);
  }
}

/** @param {import("./server.js").Answer} answer */
function note(answer) {
  for (const message of answer.messages) toldOf = Math.max(toldOf, message.sequence);
}

async function catchUp() {
  if (toldOf > log.last && looking === 0) await look();
}

/** Ask what is new, then send what waits. @returns {Promise<import("./live.js").Found>} */
async function look() {
  if (sender.busy) return "nothing";
  const [before, told] = [log.last, toldOf];
  looking += 1;
  try {
    const answer = await server.after(before);
    if (sender.busy) note(answer); // what is being sent brings its own answer
    else await take(answer, false);
    if (answer.messages.length === 0 && toldOf === told) toldOf = before; // there is none; never ask in a circle
    reconnected();
  } catch (error) {
    explain(error);
    return "failed";
  } finally {
    looking -= 1;
  }
  if (sender.owing && !(await sender.flush())) return "failed";
  void catchUp();
  return log.last > before ? "news" : "nothing";
}

/** @param {import("./finding.js").Edit} edit */
function edited(edit) {
  toast.tell(edit);
  panel.refresh();
}

async function showEarlier() {
  if (loadingEarlier || log.first <= 1) return;
  loadingEarlier = true;
  try {
    const answer = await server.before(log.first);
    screen.above(() => {
      log.prepend(answer.messages);
      earlier.hidden = log.first <= 1;
    });
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
  else if (error.signedOut) tell(texts.signed_out);
  else tell(error.reason || (error.passing ? texts.offline : texts.trouble));
}

/** @param {string} text nothing takes the notice away */
function tell(text) {
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = text === "";
}

/** Takes away what was said about the connection, and nothing else; words that are stuck stay spoken of. */
function reconnected() {
  const gone = sender.failure === null ? [texts.trouble] : [];
  if ([texts.offline, texts.signed_out, ...gone].includes(notice.textContent || "")) tell("");
}

function showCommands() {
  element("place", HTMLElement).textContent = log.place;
  const present = [...strip.children].map((button) => button.textContent);
  if (present.join("\n") === log.commands.join("\n")) return;
  strip.textContent = "";
  for (const command of log.commands) strip.append(makeButton("command", command, () => say(command, null)));
  strip.scrollLeft = 0;
  strip.hidden = log.commands.length === 0;
}

/**
 * The cursor follows from an answered question to the next one: into its cells, or into the box where there are real
 * keys. A phone's keyboard does not open unasked.
 *
 * @param {HTMLElement} question
 * @param {boolean} inCells whether that keyboard is open
 */
function goOn(question, inCells) {
  const input = question.querySelector(".cells input");
  if (!withMouse.matches && !inCells) return;
  if (!withMouse.matches && !input) question.tabIndex = -1;
  const place = input instanceof HTMLInputElement ? input : withMouse.matches ? composer.box : question;
  place.focus({ preventScroll: true });
}

/** The latest messages, however long it takes to get them. @returns {Promise<import("./server.js").Answer>} */
async function latest() {
  const pause = new Pause();
  for (;;) {
    try {
      return await server.latest();
    } catch (error) {
      explain(error);
      await new Promise((resolve) => setTimeout(resolve, pause.next));
      pause.lengthen();
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
  screen.toEnd();
  const turn = log.lastTurn();
  if (turn) screen.showFrom(turn);
  screen.look();
  log.said.setAttribute("aria-busy", "false");
  void sender.flush();
  live.begin();
  panel.begin();
  void uploads.begin();
  if (withMouse.matches) composer.box.focus();
}

earlier.addEventListener("click", () => void showEarlier());
unsent.listen(showWaiting, (before, now) => composer.follow(before, now));
const [attach, files] = [element("attach", HTMLButtonElement), element("files", HTMLInputElement)];
const uploads = new Uploads(
  { list: element("uploads", HTMLElement), button: attach, input: files },
  texts,
  new Parcels(address),
  { send: (id, file, onProgress) => server.upload(id, file, onProgress), done: () => void look() },
);
void start();
