// @ts-check
/** Seconds after which a file that did not get through is tried again, longer each time. */
const PATIENCE = [8, 15, 30, 60];

/**
 * Files on their way to the conversation, one after the other. One that did not get through stays in the list with a
 * way to try again, and tries by itself when the network is back, and after a while. The browser keeps them, so that a
 * page which was closed goes on when it is opened again; where it cannot, the page asks before it is left.
 *
 * @typedef {"waiting" | "sending" | "failed"} State
 * @typedef {{
 *   id: string, file: File, line: HTMLElement, state: State, failures: number, kept: boolean, gone: () => void
 * }} Upload
 * @typedef {{
 *   send: (id: string, file: File, onProgress: (part: number) => void) => Promise<unknown>,
 *   done: () => void,
 * }} Hooks
 */
import { filled, make, makeButton, readable } from "./elements.js";
import { Failure } from "./failure.js";
import { alone } from "./parcels.js";
import { randomId } from "./unsent.js";

export class Uploads {
  /**
   * @param {{ list: HTMLElement, button: HTMLButtonElement, input: HTMLInputElement }} places
   * @param {import("./elements.js").Texts} texts
   * @param {import("./parcels.js").Parcels} parcels
   * @param {Hooks} hooks
   */
  constructor({ list, button, input }, texts, parcels, hooks) {
    this.list = list;
    this.parcels = parcels;
    this.texts = texts;
    this.hooks = hooks;
    /** @type {Upload[]} */
    this.all = [];
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      for (const file of input.files || []) this.add(file);
      input.value = "";
    });
    window.addEventListener("online", () => this.again());
    window.addEventListener("beforeunload", (event) => {
      if (this.all.every((each) => each.kept)) return;
      event.preventDefault();
      event.returnValue = ""; // what older browsers go by
    });
    takeDrops((file) => this.add(file));
  }

  /** Go on with what an earlier page left, unless another tab is at it. */
  async begin() {
    for (const { id, file } of await this.parcels.all()) {
      if (this.all.some((each) => each.id === id)) continue;
      alone(id, async () => {
        if (await this.parcels.has(id)) await this.carry(id, file, true);
      });
    }
  }

  /** @param {File} file */
  add(file) {
    const id = randomId();
    alone(id, () => this.carry(id, file, false));
  }

  /**
   * Have a file in the list until it is delivered, or given up.
   *
   * @param {string} id
   * @param {File} file
   * @param {boolean} kept
   * @returns {Promise<void>}
   */
  carry(id, file, kept) {
    return new Promise((gone) => {
      /** @type {Upload} */
      const upload = { id, file, line: make("li"), state: "waiting", failures: 0, kept, gone };
      this.all.push(upload);
      this.list.append(upload.line);
      this.list.hidden = false;
      this.show(upload, this.texts.upload_waiting);
      if (!kept) void this.keep(upload);
      void this.work();
    });
  }

  /** @param {Upload} upload */
  async keep(upload) {
    upload.kept = await this.parcels.keep(upload.id, upload.file);
    if (!this.all.includes(upload)) await this.parcels.drop(upload.id); // it was faster
  }

  async work() {
    if (this.all.some((each) => each.state === "sending")) return;
    for (let next = this.next; next; next = this.next) await this.send(next);
  }

  get next() {
    return this.all.find((each) => each.state === "waiting");
  }

  /** @param {Upload} upload */
  async send(upload) {
    upload.state = "sending";
    const progress = this.show(upload, this.texts.uploading);
    try {
      await this.hooks.send(upload.id, upload.file, (part) => (progress.value = part));
      await this.remove(upload); // what is done may load the page anew, which would find the file still kept
      this.hooks.done();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      upload.state = "failed";
      this.show(upload, this.reason(error), error);
      if (!error.hopeless && !error.signedOut) this.later(upload);
    }
  }

  /**
   * The server may come back without the network having been away: nobody has to tap for that.
   * @param {Upload} upload
   */
  later(upload) {
    const seconds = PATIENCE[Math.min(upload.failures, PATIENCE.length - 1)];
    upload.failures += 1;
    window.setTimeout(() => {
      if (upload.state === "failed" && this.all.includes(upload)) this.retry(upload);
    }, seconds * 1000);
  }

  /** Try all that failed once more. */
  again() {
    for (const upload of this.all) if (upload.state === "failed") this.retry(upload);
  }

  /** @param {Upload} upload */
  retry(upload) {
    upload.state = "waiting";
    this.show(upload, this.texts.upload_waiting);
    void this.work();
  }

  /** @param {Upload} upload @returns {Promise<void>} when the browser keeps it no longer */
  remove(upload) {
    this.all = this.all.filter((each) => each !== upload);
    upload.line.remove();
    this.list.hidden = this.all.length === 0;
    return this.parcels.drop(upload.id).then(upload.gone);
  }

  /** @param {Failure} error */
  reason(error) {
    if (error.reason) return error.reason;
    if (error.status === 413) return this.texts.upload_too_large;
    if (error.status === 415) return this.texts.upload_refused;
    return error.signedOut ? this.texts.signed_out : this.texts.upload_failed;
  }

  /**
   * @param {Upload} upload
   * @param {string} state
   * @param {Failure} [error]
   */
  show(upload, state, error) {
    const { file, line } = upload;
    const progress = make("progress");
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", filled(this.texts.upload_progress, { name: file.name }));
    line.textContent = "";
    const about = make("span", "about");
    about.append(make("span", "name", file.name), make("span", "size", readable(file.size) + " · " + state));
    line.append(about);
    if (upload.state === "sending") line.append(progress);
    if (upload.state === "failed" && !(error && error.hopeless)) {
      line.append(makeButton("choice", this.texts.retry, () => this.retry(upload)));
    }
    const remove = () => void this.remove(upload);
    if (upload.state !== "sending") line.append(makeButton("choice", this.texts.remove, remove));
    return progress;
  }
}

/** Files that are dragged onto the page. @param {(file: File) => void} take */
function takeDrops(take) {
  const { classList } = document.body;
  const over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault(); // the browser would leave the page and show the file
    classList.add("dropping");
  };
  window.addEventListener("dragenter", over);
  window.addEventListener("dragover", over);
  window.addEventListener("dragleave", (event) => event.relatedTarget === null && classList.remove("dropping"));
  window.addEventListener("drop", (event) => {
    classList.remove("dropping");
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    for (const file of event.dataTransfer.files) take(file);
  });
}
