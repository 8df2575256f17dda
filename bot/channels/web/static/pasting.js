// @ts-check
/** Rows copied from a spreadsheet, on their way into the cells of a question. */

const FIGURE = /^[-+]?[\d０-９][\d０-９.,，．]*[%％]?$/;
const NO_FIGURE = /^(无|没有|暂无|稍后|待定|等\S+|[-—–/]+|)$/;
const THOUSANDS = /^0\d\d$/;
const YEAR = /20\d\d/;
const MARKS = /[\t\n]/;

/** Whether this names a row or a unit. @param {string} part */
function isLabel(part) {
  return !FIGURE.test(part) && !NO_FIGURE.test(part);
}

/**
 * What each cell from here on gets. `null` where the text is one value, which belongs into the cell itself; an empty
 * list where it is more than a row of these cells: the conversation reads that better than the page.
 *
 * @param {string} text
 * @param {number} room cells from here to the end
 * @returns {string[] | null}
 */
export function spread(text, room) {
  const plain = text.replace(/\r/g, "").replace(/^\n+|[\t\n \u3000]+$/g, "");
  if (!MARKS.test(plain)) return spreadFigures(plain.split(/[ \u3000]+/), room);
  const parts = plain.split(MARKS).map((part) => part.trim());
  let labels = 0;
  while (labels < parts.length && isLabel(parts[labels])) labels += 1;
  const figures = parts.slice(labels);
  if (figures.length > 0 && figures.length <= room && !figures.some(isLabel)) return figures;
  return withoutHeading(parts, room);
}

/**
 * The end of a row that begins with the number and the label of its question; a heading of years may turn their order.
 *
 * @param {string[]} parts
 * @param {number} room
 */
function withoutHeading(parts, room) {
  const [heading, figures] = [parts.slice(0, -room), parts.slice(-room)];
  const clear = heading.some(isLabel) && !heading.some((part) => YEAR.test(part)) && !figures.some(isLabel);
  return clear ? figures : [];
}

/**
 * @param {string[]} parts
 * @param {number} room
 */
function spreadFigures(parts, room) {
  const row = parts.length > 1 && parts.every((part) => FIGURE.test(part));
  if (!row || parts.slice(1).some((part) => THOUSANDS.test(part))) return null; // 1 184 000 is one figure
  return parts.length <= room ? parts : [];
}
