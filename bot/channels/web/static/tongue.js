// @ts-check

/**
 * The page's own words follow the language that one asked for: it is loaded anew, which loses nothing.
 *
 * @param {import("./server.js").Answer} answer what somebody's words were answered with
 */
export function follow(answer) {
  const spoken = answer.messages.map((message) => message.locale).filter((each) => each !== "");
  if (spoken.length > 0 && spoken[spoken.length - 1] !== document.body.dataset.locale) window.location.reload();
}
