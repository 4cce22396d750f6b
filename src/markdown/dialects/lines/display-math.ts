import type { LineConstruct, LineReading } from './line-construct.js';

const OPENER = /^((?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(\$\$|\\\\?\[)[ \t]*$/;
/** More lines are no formula. */
const MAX_LINES = 120;

/**
 * A formula on lines of its own between `$$` or `\[` and `\]` is a listing of math, so that no `=`, `-`
 * or `|` in it is Markdown, also right below a text, in a quote or an item.
 */
export const displayMath: LineConstruct = {
  name: 'a displayed formula',
  sign: /^[ \t>\-*+\d.)]*(?:\$\$|\\\\?\[)[ \t]*$/m,
  rewrite(reading) {
    const { lines, isCode } = reading;
    for (let at = 0; at < lines.length; at += 1) {
      const open = isCode(at) ? null : OPENER.exec(lines[at] ?? '');
      if (open === null) continue;
      const end = closingLine(reading, at, (open[2] ?? '').replace('[', ']'));
      if (end === null) continue;
      lines[at] = `${open[1]}\`\`\`math`;
      lines[end] = `${/^[ \t>]*/.exec(lines[end] ?? '')?.[0] ?? ''}\`\`\``;
      at = end;
    }
  },
};

function closingLine({ lines }: LineReading, open: number, mark: string): number | null {
  for (let at = open + 1; at < lines.length && at <= open + MAX_LINES; at += 1) {
    const text = (lines[at] ?? '').replace(/^[ \t>]*/, '').trimEnd();
    if (text === mark) return at - open > 1 ? at : null;
    if (text === '' || text.startsWith('#') || text.includes('```')) return null;
  }
  return null;
}
