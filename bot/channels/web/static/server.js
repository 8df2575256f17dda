// @ts-check
/**
 * Talking to the server. A request ends with an answer or with a `Failure` that says what to do next.
 *
 * @typedef {{ label: string, revision: number, number: number, field: string | null }} Choice
 * @typedef {{ name: string, id: string, size: number }} Document
 * @typedef {{
 *   sequence: number, text: string, mine: boolean, buttons: Choice[], multiple: boolean, commands: string[],
 *   file: Document | null
 * }} Message
 * @typedef {{ messages: Message[], more: boolean }} Answer
 */

const PATIENCE_MS = 20000;
const PASSING = [0, 429, 502, 503, 504];
const HOPELESS = [400, 403, 413, 415];

/** A request that brought no answer; `status` is 0 where nothing came back at all. */
export class Failure extends Error {
  /** @param {number} status */
  constructor(status) {
    super("status " + status);
    this.status = status;
  }

  /** Trying again later will do. */
  get passing() {
    return PASSING.includes(this.status);
  }

  /** Sending the same again will never do. */
  get hopeless() {
    return HOPELESS.includes(this.status);
  }

  get signedOut() {
    return this.status === 401;
  }

  /** The browser belongs to somebody else by now. */
  get someoneElse() {
    return this.status === 409;
  }
}

export class Server {
  /**
   * @param {string} home the path of the page, with a slash at its end
   * @param {string} address whose page this is; the server refuses if the browser has become somebody else's since
   */
  constructor(home, address) {
    this.home = home;
    this.address = address;
  }

  /** @returns {Promise<Answer>} the latest messages */
  latest() {
    return this.request("messages");
  }

  /** @param {number} sequence */
  after(sequence) {
    return this.request("messages?after=" + sequence);
  }

  /** @param {number} sequence */
  before(sequence) {
    return this.request("messages?before=" + sequence);
  }

  /** @param {object} body */
  say(body) {
    return this.request("say", { method: "POST", body: JSON.stringify(body) });
  }

  /** @param {Document} file */
  link(file) {
    return this.home + "files/" + encodeURIComponent(file.id);
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   * @returns {Promise<Answer>}
   */
  async request(path, init) {
    const stop = new AbortController();
    const alarm = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const headers = { "Content-Type": "application/json", "X-Conversation": this.address };
      const response = await fetch(this.home + path, { headers, signal: stop.signal, ...init });
      if (!response.ok) throw new Failure(response.status);
      return await response.json();
    } catch (error) {
      throw error instanceof Failure ? error : new Failure(0);
    } finally {
      clearTimeout(alarm);
    }
  }
}
