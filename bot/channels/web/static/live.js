// @ts-check
/**
 * News as it happens. While somebody looks, one `EventSource` brings it; where that is missing or fails, the page asks
 * again and again, more rarely while the network is bad. What the stream might have missed is asked for now and then.
 *
 * @typedef {"news" | "nothing" | "failed"} Found
 * @typedef {{
 *   url: () => string,
 *   look: () => Promise<Found>,
 *   owing: () => boolean,
 *   opened: () => void,
 *   messages: (answer: import("./server.js").Answer) => void,
 *   changed: (answer: import("./server.js").Answer) => void,
 *   edited: (edit: import("./finding.js").Edit) => void,
 * }} Listener `look` asks for what is new, `owing` tells whether words still wait to be sent; what the stream did not
 *   carry while it was down, and nobody can ask for by number, is looked at when it is `opened`
 */
import { Pause } from "./pause.js";

const UNSEEN_MS = 60000;
const CHECK_MS = 60000;
const OPEN = 1;
const CLOSED = 2;
/** A stream that let so many checks find what it should have brought is held up on its way. */
const DISTRUST = 2;

export class Live {
  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    this.pause = new Pause();
    /** @type {EventSource | null} */
    this.source = null;
    this.missed = 0;
    this.timer = 0;
    this.looking = false;
    this.unseenSince = 0;
  }

  /** Begin, and go on as the page is hidden, shown, kept for the back button and taken out again. */
  begin() {
    document.addEventListener("visibilitychange", () => (document.hidden ? this.rest() : this.wake()));
    window.addEventListener("pagehide", () => this.close());
    window.addEventListener("pageshow", (event) => event.persisted && this.wake());
    window.addEventListener("online", () => this.renew());
    this.open();
    this.wait();
  }

  /** Nobody looks: let go of the connection, unless they come back soon. A phone asleep runs no timers. */
  rest() {
    this.unseenSince = Date.now();
    setTimeout(() => document.hidden && this.close(), UNSEEN_MS);
  }

  /** Somebody looks: ask what is new, over a new connection if the old one may have died meanwhile. */
  wake() {
    if (Date.now() - this.unseenSince > UNSEEN_MS) this.close();
    this.pause.reset();
    this.open();
    void this.beat(false);
  }

  renew() {
    this.close();
    this.wake();
  }

  close() {
    if (this.source !== null) this.source.close();
    this.source = null;
  }

  open() {
    if (document.hidden || !window.EventSource || (this.source !== null && this.source.readyState !== CLOSED)) return;
    const source = new EventSource(this.listener.url());
    this.source = source;
    source.addEventListener("messages", (event) => {
      this.missed = 0;
      this.listener.messages(JSON.parse(event.data));
    });
    source.addEventListener("changed", (event) => this.listener.changed(JSON.parse(event.data)));
    source.addEventListener("edited", (event) => this.listener.edited(JSON.parse(event.data)));
    // The browser opens it again by itself; what waits to be sent is sent then, without waiting for the next round.
    source.addEventListener("open", () => {
      this.listener.opened();
      void this.beat(false);
    });
    source.addEventListener("error", () => this.wait());
  }

  /**
   * Look, and come back later.
   *
   * @param {boolean} routine nothing but the time has passed
   */
  async beat(routine) {
    if (this.looking || document.hidden) return;
    this.looking = true;
    try {
      this.weigh(await this.listener.look(), routine);
    } finally {
      this.looking = false;
      this.wait();
    }
  }

  /**
   * @param {Found} found
   * @param {boolean} routine
   */
  weigh(found, routine) {
    if (found === "failed") this.pause.lengthen();
    else this.pause.reset();
    if (found !== "news" || !routine || !this.connected) return;
    this.missed += 1;
    this.close();
    this.open();
  }

  /** Come back after a while; soon where there is no trusted stream, or where words wait. */
  wait() {
    const quiet = this.connected && this.missed < DISTRUST && !this.listener.owing();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), quiet ? CHECK_MS : this.pause.next);
  }

  again() {
    this.open();
    void this.beat(true);
    if (document.hidden) this.wait();
  }

  get connected() {
    return this.source !== null && this.source.readyState === OPEN;
  }
}
