const NO_END = 'HTML that never ends would hide the rest of the note: it stays text';
const BARE = 'a bare address is a link, as GFM adds to CommonMark';

/** The examples of CommonMark and GFM that come out otherwise, each with its reason. */
export const REASONS: ReadonlyMap<string, string> = new Map([
  ['CommonMark 156', NO_END],
  ['CommonMark 157', NO_END],
  ['CommonMark 158', NO_END],
  ['CommonMark 163', 'a box of MDX is a box with a title'],
  ['CommonMark 173', NO_END],
  ['CommonMark 297', 'a bullet that is indented below a number stands in its item'],
  ['CommonMark 590', 'between ![[ and ]] stands the name of a file, as in Obsidian'],
  ['CommonMark 602', BARE],
  ['CommonMark 608', BARE],
  ['CommonMark 611', BARE],
  ['CommonMark 612', BARE],
  ['GFM 657', 'emphasis in HTML that is left open ends with its paragraph'],
]);
