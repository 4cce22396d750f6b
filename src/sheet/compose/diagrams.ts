/** Corners of boxes as they are drawn with signs; a tree of files has others. */
const DRAWN = /[┌┐┘╔╗╝╭╮╯┏┓┛]/;
const TYPED = /\+[-=]{2,}[-=+]*\+/;
/** A box has a line above and one below. */
const LEAST_LINES = 2;
/** Taller ones are cut like any listing. */
const MOST_LINES = 48;

/** Whether a listing is a drawing of boxes: its lines only mean something below one another, unbroken. */
export function isDiagram(listing: string): boolean {
  const lines = listing.trimEnd().split('\n');
  const boxed = lines.filter((line) => DRAWN.test(line) || TYPED.test(line));
  return boxed.length >= LEAST_LINES && lines.length <= MOST_LINES;
}
