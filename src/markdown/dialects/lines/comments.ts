import { splitCodeSpans } from '../../code-spans.js';
import type { LineConstruct, LineReading } from './line-construct.js';

/** Obsidian: `%%…%%`, in a line or over many, is no part of the text. */
export const comments: LineConstruct = {
  name: 'a comment',
  sign: /%%/,
  rewrite(reading) {
    const { lines, isCode, problems } = reading;
    const marks = lines.flatMap((line, index) =>
      isCode(index) ? [] : marksIn(line).map((at) => ({ index, at })),
    );
    const single = marks.length % 2 === 1 ? marks.at(-1) : undefined;
    if (single !== undefined && /(?:^|\s)%%(?=\s|$)|(?:^|\s)%%\p{L}/u.test(lines[single.index] ?? '')) {
      const hint = 'Add %% where the comment ends, or put it in backticks.';
      problems.warn(
        'a comment %% is never closed; it stays text',
        problems.firstLine + single.index,
        '%%',
        hint,
      );
    }
    // From the last to the first, so that places stay right.
    for (let pair = Math.floor(marks.length / 2) - 1; pair >= 0; pair -= 1) {
      const from = marks[2 * pair];
      const to = marks[2 * pair + 1];
      if (from !== undefined && to !== undefined) take(reading, from, to);
    }
  },
};

interface Mark {
  readonly index: number;
  readonly at: number;
}

function marksIn(line: string): readonly number[] {
  if (!line.includes('%%')) return [];
  const marks: number[] = [];
  let offset = 0;
  for (const piece of splitCodeSpans(line)) {
    const { isCode, text, raw } = piece;
    if (!isCode) for (const { index } of text.matchAll(/%%/g)) marks.push(offset + index);
    offset += (isCode ? raw : text).length;
  }
  return marks;
}

function take({ lines, problems }: LineReading, from: Mark, to: Mark): void {
  const first = lines[from.index] ?? '';
  const last = lines[to.index] ?? '';
  const behind = last.slice(to.at + 2);
  const inner =
    from.index === to.index
      ? first.slice(from.at + 2, to.at)
      : [first.slice(from.at + 2), ...lines.slice(from.index + 1, to.index), last.slice(0, to.at)].join(' ');
  problems.leaveOut('comment', problems.firstLine + from.index, inner);
  for (let at = from.index + 1; at <= to.index; at += 1) lines[at] = '';
  const before = first.slice(0, from.at);
  if (from.index === to.index) lines[from.index] = before.trimEnd() + (behind.trim() === '' ? '' : behind);
  else {
    lines[from.index] = before.trimEnd();
    lines[to.index] = behind.trimStart();
  }
}

/** ` ^id` at the end of a block: where a link `[[#^id]]` leads. */
const BLOCK_ID = /(^|[ \t])\^([A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*)[ \t]*$/;

export const blockIds: LineConstruct = {
  name: 'a block id',
  sign: /(?:^|[ \t])\^[A-Za-z0-9-]+[ \t]*$/m,
  rewrite({ lines, isCode, problems }) {
    const used = new Set([...lines.join('\n').matchAll(/#\^([\w-]{1,60})/g)].map(([, id]) => id));
    lines.forEach((line, index) => {
      const found = isCode(index) ? null : BLOCK_ID.exec(line);
      const id = found?.[2] ?? '';
      // `x ^n` is a power, unless something leads there.
      if (found === null || (id.length < 3 && !used.has(id)) || isInFormula(line, found.index)) return;
      problems.leaveOut('block id', problems.firstLine + index, id);
      const mark = used.has(id) ? `${found[1]}<a id="^${id}"></a>` : '';
      lines[index] = line.slice(0, found.index) + mark;
    });
  },
};

/** Behind `$$x$$` stands an id, in `$x ^n` a power. */
function isInFormula(line: string, index: number): boolean {
  return (line.slice(0, index).match(/\$+/g) ?? []).length % 2 === 1;
}
