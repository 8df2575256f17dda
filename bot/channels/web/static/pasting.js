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
  const fits = labels < parts.length && parts.length - labels <= room;
  return row(parts, fits ? labels : Math.max(0, parts.length - room));
}

/**
 * The figures after so many words of heading. A heading of years may turn their order: that is not for the page to see.
 *
 * @param {string[]} parts
 * @param {number} begin
 */
function row(parts, begin) {
  const [heading, figures] = [parts.slice(0, begin), parts.slice(begin)];
  const labelled = heading.length === 0 || heading.some(isLabel); // else there are more figures than cells
  return labelled && !heading.some((part) => YEAR.test(part)) && !figures.some(isLabel) ? figures : [];
}

/**
 * @param {string[]} parts
 * @param {number} room
 */
function spreadFigures(parts, room) {
  const several = parts.length > 1 && parts.every((part) => FIGURE.test(part));
  if (!several || parts.slice(1).some((part) => THOUSANDS.test(part))) return null; // 1 184 000 is one figure
  return parts.length <= room ? parts : [];
}
