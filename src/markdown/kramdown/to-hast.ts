import type { Element, Root, RootContent } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { parseFragment } from 'parse5';
import { LINE_ATTRIBUTE } from './html/html-writer.js';
import type { Lexing } from './lexing.js';

/** `data-kd-line` as hast spells it. */
const LINE_PROPERTY = 'dataKdLine';

/** HTML with line attributes → tree whose elements have their place in the note's file. */
export function toHast(html: string, lexing: Lexing): Root {
  // Without parse5's own places, which are those of the HTML: a third of the time.
  const tree = fromParse5(parseFragment(html));
  const root: Root = tree.type === 'root' ? tree : { type: 'root', children: [] };
  place(root.children, lexing.settings.firstLine, lexing);
  return root;
}

function place(nodes: readonly RootContent[], line: number, lexing: Lexing): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    const own = Number(node.properties[LINE_PROPERTY] ?? Number.NaN);
    const start = Number.isInteger(own) && own >= lexing.settings.firstLine ? own : line;
    delete node.properties[LINE_PROPERTY];
    delete node.properties[LINE_ATTRIBUTE];
    setPlace(node, start, lexing.columnOf(start));
    checkId(node, start, lexing);
    place(node.children, start, lexing);
    if (node.content !== undefined) {
      place(node.content.children, start, lexing);
    }
  }
}

function setPlace(node: Element, line: number, column: number): void {
  const point = { line, column };
  node.position = { start: point, end: point };
}

function checkId(node: Element, line: number, lexing: Lexing): void {
  const { id } = node.properties;
  if (typeof id !== 'string') return;
  const first = lexing.ids.get(id);
  if (first === undefined) lexing.ids.set(id, line);
  else
    lexing.warn(`Id "${id}" is used twice, first on line ${first}`, line, id, 'Give one of them another id.');
}
