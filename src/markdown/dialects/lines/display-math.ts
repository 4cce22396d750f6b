import type { LineConstruct, LineReading } from './line-construct.js';

const OPENER = /^((?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(\$\$|\\\\?\[)[ \t]*$/;
/** `\begin{align}` at the margin: what MathJax sets without another mark. */
const ENVIRONMENT =
  /^([ \t]*)\\begin\{(align|aligned|equation|gather|multline|cases|eqnarray|alignat|matrix|[pbvBV]matrix|array)(\*?)\}/;
/** `$$ {#eq-mean}`: Quarto's and Pandoc's name of a formula. */
const LABEL = /[ \t]+\{#[\w:-]+[^{}]*\}$/;
/** More lines are no formula. */
const MAX_LINES = 120;

/**
 * A formula on lines of its own between `$$` or `\[` and `\]` is a listing of math, so that no `=`, `-`
 * or `|` in it is Markdown, also right below a text, in a quote or an item.
 */
export const displayMath: LineConstruct = {
  name: 'a displayed formula',
  sign: /^[ \t>\-*+\d.)]*(?:\$\$|\\\\?\[)[ \t]*$|^[ \t]*\\begin\{/m,
  rewrite(reading) {
    const { lines, isCode } = reading;
    for (let at = 0; at < lines.length; at += 1) {
      if (!isCode(at) && ENVIRONMENT.test(lines[at] ?? '')) {
        at = readEnvironment(reading, at);
        continue;
      }
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
    const text = (lines[at] ?? '')
      .replace(/^[ \t>]*/, '')
      .trimEnd()
      .replace(LABEL, '');
    if (text === mark) return at - open > 1 ? at : null;
    if (text === '' || text.startsWith('#') || text.includes('```')) return null;
  }
  return null;
}

/** An environment has no line of its own for the fences, so the blank lines around it take them. */
function readEnvironment({ lines }: LineReading, at: number): number {
  const [, , name = '', star = ''] = ENVIRONMENT.exec(lines[at] ?? '') ?? [];
  const close = `\\end{${name}${star}}`;
  for (let end = at; end < lines.length && end <= at + MAX_LINES; end += 1) {
    const text = (lines[end] ?? '').trim();
    if (text === '') return at;
    if (!text.endsWith(close)) continue;
    const isAlone = (lines[at - 1] ?? '').trim() === '' && (lines[end + 1] ?? '').trim() === '';
    if (!isAlone || at === 0 || end + 1 >= lines.length) return end;
    lines[at - 1] = '```math';
    lines[end + 1] = '```';
    return end + 1;
  }
  return at;
}
