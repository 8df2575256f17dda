// @ts-check
/**
 * Sends what was said, one after the other: while one is not through, the next ones wait behind it. Of several tabs of
 * one browser, one sends at a time.
 *
 * @typedef {import("./unsent.js").Saying} Saying
 * @typedef {{
 *   last: () => number,
 *   took: (answer: import("./server.js").Answer) => Promise<void>,
 *   refused: (saying: Saying) => void,
 *   changed: () => void,
 *   done: () => void,
 *   failed: (error: Failure) => void,
 * }} Hooks what the page does about it; `changed` when something waits, waits no longer, or failed
 */
import { Failure } from "./failure.js";

/** Longer than a request may take: a tab that was put to sleep in the middle does not stop the others for ever. */
const PATIENCE_MS = 25000;

export class Sender {
  /**
   * @param {import("./unsent.js").Unsent} unsent
   * @param {import("./server.js").Server} server
   * @param {Hooks} hooks
   */
  constructor(unsent, server, hooks) {
    this.unsent = unsent;
    this.server = server;
    this.hooks = hooks;
    this.busy = false;
    /** @type {Failure | null} */
    this.failure = null;
  }

  /** Whether anything waits that may get through if it is tried again. */
  get owing() {
    return this.unsent.list().length > 0 && (this.failure === null || this.failure.passing);
  }

  /** Send all that waits. @returns {Promise<boolean>} whether nothing waits any more */
  async flush() {
    if (this.busy) return true;
    this.busy = true;
    this.failure = null;
    this.hooks.changed();
    try {
      await alone(this.unsent.prefix + "sending", () => this.drain());
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.failure = error;
    } finally {
      this.busy = false;
      this.hooks.changed();
    }
    if (this.failure !== null) this.hooks.failed(this.failure);
    else if (this.unsent.list().length > 0) return this.flush(); // said in the very last moment
    else this.hooks.done();
    return this.failure === null;
  }

  async drain() {
    for (let next = this.unsent.list()[0]; next; next = this.unsent.list()[0]) await this.deliver(next);
  }

  /** @param {Saying} saying */
  async deliver(saying) {
    const answer = await this.offer(saying);
    this.unsent.remove(saying.id);
    this.hooks.changed();
    if (answer === null) this.hooks.refused(saying);
    else await this.hooks.took(answer);
  }

  /** @param {Saying} saying @returns {Promise<import("./server.js").Answer | null>} nothing where it is refused */
  async offer(saying) {
    const seen = saying.seen === undefined ? this.hooks.last() : saying.seen; // kept by an older page
    const said = saying.press || { text: saying.text, seen };
    try {
      return await this.server.say({ id: saying.id, after: this.hooks.last(), ...said });
    } catch (error) {
      if (error instanceof Failure && error.hopeless) return null;
      throw error;
    }
  }
}

/**
 * Do something while no other tab does it. Browsers without locks do it anyway, and the ids keep it harmless.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function alone(name, work) {
  if (!navigator.locks) return work();
  const patience = new AbortController();
  const alarm = setTimeout(() => patience.abort(), PATIENCE_MS);
  let begun = false;
  try {
    return await navigator.locks.request(name, { signal: patience.signal }, () => {
      begun = true;
      clearTimeout(alarm);
      return work();
    });
  } catch (error) {
    if (begun || error instanceof Failure) throw error;
    return work();
  }
}
