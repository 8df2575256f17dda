// @ts-check
/** How long to wait before trying again: longer after every failure, and never in step with other pages. */

const SHORTEST_MS = 4000;
const LONGEST_MS = 30000;
const GROWTH = 1.6;

export class Pause {
  /** @param {() => number} random from 0 to 1 */
  constructor(random = Math.random) {
    this.random = random;
    this.length = SHORTEST_MS;
  }

  /** After a success. */
  reset() {
    this.length = SHORTEST_MS;
  }

  /** After a failure. */
  lengthen() {
    this.length = Math.min(LONGEST_MS, this.length * GROWTH);
  }

  /** In milliseconds, up to a quarter shorter, so that a thousand pages do not come back at once. */
  get next() {
    return Math.round(this.length * (1 - this.random() / 4));
  }
}
