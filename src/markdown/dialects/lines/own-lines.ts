import { indentOf, type LineConstruct } from './line-construct.js';

const LEGAL = /^[ \t]*\d{1,3}(?:\.\d{1,3})+\.?[ \t]+\S/;
/** `①`, `✅`, `→`: signs that stand for a bullet where one line after the other begins with one. */
const SIGN = /^[ \t]*(?:[\u2460-\u2473\u24EA\u2776-\u2793]|\p{Extended_Pictographic}|[→⇒➔➜✓✗✘–—][ \t])/u;
const BLOCK = /^\s*(?:#|>|\||`{3}|~{3}|:{3}|<)/;

/** A line that begins with `2.1`, or one of several that begin with a sign, is a line of its own. */
export const ownLines: LineConstruct = {
  name: 'a line of its own',
  sign: /^[ \t]*(?:\d{1,3}(?:\.\d{1,3})+\.?[ \t]+\S|[^\s -~])/m,
  rewrite({ lines, isCode }) {
    lines.forEach((line, index) => {
      const above = lines[index - 1] ?? '';
      if (isCode(index) || isCode(index - 1) || above.trim() === '') return;
      if (BLOCK.test(above) || / {2}$/.test(above)) return;
      const isLegal = LEGAL.test(line) && (indentOf(line) > 0 || LEGAL.test(above));
      if (isLegal || (SIGN.test(line) && SIGN.test(above))) lines[index - 1] = `${above.trimEnd()}  `;
    });
  },
};

const DRAWN = /^([ \t]*)[•◦▪▫‣⁃●○∙](?=[ \t\u00A0]+\S)[ \t\u00A0]+/;

/** `• words`, as word processors copy their bullets. */
export const drawnBullets: LineConstruct = {
  name: 'a drawn bullet',
  sign: /^[ \t]*[•◦▪▫‣⁃●○∙][ \t\u00A0]/m,
  rewrite({ lines, isCode }) {
    lines.forEach((line, index) => {
      if (!isCode(index)) lines[index] = line.replace(DRAWN, '$1- ');
    });
  },
};
