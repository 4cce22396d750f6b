import type { LineConstruct } from './line-construct.js';

const OPEN = /^([ \t]*)<aside>[ \t]*$/;
const CLOSE = /^[ \t]*<\/aside>[ \t]*$/;
/** Its icon; other HTML in an `<aside>` is HTML. */
const TEXT = /^[ \t]*(?!<(?!img\b))\S/;

/** Notion exports a box as `<aside>` with its icon and its Markdown right below: a quote. */
export const notionBoxes: LineConstruct = {
  name: 'a box of Notion',
  sign: /^[ \t]*<aside>[ \t]*\n[ \t]*\S/m,
  rewrite({ lines, isCode }) {
    for (let at = 0; at < lines.length; at += 1) {
      const indent = isCode(at) ? undefined : OPEN.exec(lines[at] ?? '')?.[1];
      if (indent === undefined || !TEXT.test(lines[at + 1] ?? '')) continue;
      const end = lines.findIndex((line, index) => index > at && CLOSE.test(line));
      // Where none ends here, none ends below.
      if (end < 0) return;
      for (let index = at + 1; index < end; index += 1) {
        const line = lines[index] ?? '';
        lines[index] =
          `${indent}> ${line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()}`.trimEnd();
      }
      lines[at] = '';
      lines[end] = '';
      at = end;
    }
  },
};
