// @ts-check

const PASSING = [0, 429, 502, 503, 504];
const HOPELESS = [400, 403, 413, 415];

/** A request that brought no answer; `status` is 0 where nothing came back at all. */
export class Failure extends Error {
  /**
   * @param {number} status
   * @param {string} [reason] in the person's language, where the server gave one
   */
  constructor(status, reason = "") {
    super("status " + status);
    this.status = status;
    this.reason = reason;
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
