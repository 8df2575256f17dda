// @ts-check
/**
 * Talking to the server. A request ends with an answer or with a `Failure` that says what to do next.
 *
 * @typedef {{ label: string, group: string, revision: number, number: number, field: string | null }} Choice
 * @typedef {{ name: string, id: string, size: number }} Document
 * @typedef {import("./sentence.js").Cell} Cell
 * @typedef {{
 *   sequence: number, text: string, mine: boolean, buttons: Choice[], multiple: boolean, commands: string[],
 *   file: Document | null, field: string | null, cells: Cell[], card: import("./answers.js").Line[],
 *   section: string, pictures: Document[], took: boolean, place: string, ways: string[],
 *   ticked: number[], locale: string, line: import("./answers.js").Line | null, revision: number
 * }} Message
 * @typedef {{ messages: Message[], more: boolean }} Answer
 */
import { Failure } from "./failure.js";

const PATIENCE_MS = 20000;
/** A document may take longer than a sentence: this long without any progress ends it. */
const UPLOAD_PATIENCE_MS = 60000;
/** Bytes of a large file that go at once: on a slow line this is what a break costs. */
const PIECE = 512 * 1024;
/** Letters of a file's name that the server hears, from its end. */
const NAME_END = 200;

export class Server {
  /**
   * @param {string} home the path of the page, with a slash at its end
   * @param {string} address whose page this is; the server refuses if the browser has become somebody else's since
   */
  constructor(home, address) {
    this.home = home;
    this.address = address;
    /** Tells this page from others of the same browser, so that the stream does not repeat what an answer brought. */
    this.page = Math.random().toString(36).slice(2);
  }

  /** @returns {Promise<Answer>} the latest messages */
  latest() {
    return this.request("messages");
  }

  /** @param {number} sequence @returns {Promise<Answer>} */
  after(sequence) {
    return this.request("messages?after=" + sequence);
  }

  /** @param {number} sequence @returns {Promise<Answer>} */
  before(sequence) {
    return this.request("messages?before=" + sequence);
  }

  /** @param {object} body @returns {Promise<Answer>} */
  say(body) {
    return this.request("say", { method: "POST", body: JSON.stringify(body) });
  }

  /** @returns {Promise<import("./finding.js").Overview>} all questions, and who works on them */
  overview() {
    return this.request("overview");
  }

  /**
   * How a section's card stands with these words in it; nothing is stored.
   *
   * @param {string} section
   * @param {{ [field: string]: string }} rows
   * @returns {Promise<{ rows: import("./answers.js").Look[] }>}
   */
  card(section, rows) {
    return this.request("card", { method: "POST", body: JSON.stringify({ section, rows }) });
  }

  /** @param {string} field @returns {Promise<{ text: string }>} */
  help(field) {
    return this.request("help?field=" + encodeURIComponent(field));
  }

  /** Where news comes from, for an `EventSource`, which can send no headers. @param {number} sequence */
  events(sequence) {
    return `${this.home}events?address=${encodeURIComponent(this.address)}&page=${this.page}&after=${sequence}`;
  }

  /** @param {Document} file */
  link(file) {
    return this.home + "files/" + encodeURIComponent(file.id);
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   */
  async request(path, init) {
    const stop = new AbortController();
    const alarm = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const headers = { "Content-Type": "application/json", ...this.ours };
      const response = await fetch(this.home + path, { headers, signal: stop.signal, ...init });
      if (!response.ok) throw new Failure(response.status, reasonIn(await response.text()));
      return await response.json();
    } catch (error) {
      throw error instanceof Failure ? error : new Failure(0);
    } finally {
      clearTimeout(alarm);
    }
  }

  /**
   * Hand over a file: a small one at once, a large one piece by piece, from where the server has it already.
   *
   * @param {string} id the same file under the same id counts once
   * @param {File} file
   * @param {(part: number) => void} onProgress from 0 to 1
   * @returns {Promise<void>}
   */
  async upload(id, file, onProgress) {
    if (file.size > PIECE) return this.uploadInPieces(id, file, onProgress);
    const form = new FormData();
    form.append("file", file, file.name);
    await this.post("upload", { "X-Upload-Id": id }, form, onProgress);
  }

  /**
   * @param {string} id
   * @param {File} file
   * @param {(part: number) => void} onProgress
   */
  async uploadInPieces(id, file, onProgress) {
    const about = { "X-Upload-Id": id, "X-Upload-Size": String(file.size) };
    const name = encodeURIComponent(file.name.slice(-NAME_END));
    let { offset, kept } = await this.request("upload/piece", { headers: { ...this.ours, ...about } });
    while (!kept) {
      const before = offset;
      const headers = { ...about, "X-Upload-Name": name, "X-Upload-Offset": String(before) };
      const piece = file.slice(before, before + PIECE);
      const answer = await this.post("upload/piece", headers, piece, (part) =>
        onProgress((before + part * piece.size) / file.size),
      );
      ({ offset, kept } = JSON.parse(answer));
      if (!kept && offset <= before) throw new Failure(503); // another page is at it: look again later
    }
  }

  /** What tells the server whose page is asking, and which. */
  get ours() {
    return { "X-Conversation": this.address, "X-Page": this.page };
  }

  /**
   * `fetch` cannot tell how far it is; the older way can.
   *
   * @param {string} path
   * @param {{ [name: string]: string }} headers
   * @param {FormData | Blob} body
   * @param {(part: number) => void} onProgress from 0 to 1
   * @returns {Promise<string>} the body of the answer
   */
  post(path, headers, body, onProgress) {
    const request = new XMLHttpRequest();
    request.open("POST", this.home + path);
    for (const [name, value] of Object.entries({ ...this.ours, ...headers })) request.setRequestHeader(name, value);
    let alarm = 0;
    const wait = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => request.abort(), UPLOAD_PATIENCE_MS);
    };
    return new Promise((resolve, reject) => {
      request.upload.addEventListener("progress", (event) => {
        wait();
        if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
      });
      request.addEventListener("loadend", () => {
        clearTimeout(alarm);
        if (request.status === 200) resolve(request.responseText);
        else reject(new Failure(request.status, reasonIn(request.responseText)));
      });
      wait();
      request.send(body);
    });
  }
}

/** Why the server refused something, if it said so to a person. @param {string} body */
function reasonIn(body) {
  try {
    return String(JSON.parse(body).text || "");
  } catch {
    return "";
  }
}
