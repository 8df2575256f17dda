// @ts-check
/**
 * The page of an upload link. Without this script its form sends everything in one go; with it files come in pieces, go
 * on where they were after whatever came between, and are kept by the browser until they are there.
 */
import { element } from "./elements.js";
import { Parcels } from "./parcels.js";
import { Server } from "./server.js";
import { Uploads } from "./uploads.js";

const { home = "/", texts: words = "{}" } = document.body.dataset;
const server = new Server(home, "");
const button = element("choose", HTMLButtonElement);
const form = element("upload", HTMLFormElement);

const uploads = new Uploads(
  { list: element("uploads", HTMLElement), button, input: element("files", HTMLInputElement) },
  JSON.parse(words),
  new Parcels(home),
  { send: (id, file, onProgress) => server.uploadInPieces(id, file, onProgress), done: arrived },
);

form.hidden = true;
button.hidden = false;
element("resumes", HTMLElement).hidden = false;
void uploads.begin();

/** When all that was chosen is there, the page says what came; what did not get through is tried here. */
function arrived() {
  if (uploads.all.length === 0) window.location.reload();
}
