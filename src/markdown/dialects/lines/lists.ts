import { indentOf, type LineConstruct, type LineReading } from './line-construct.js';

const ITEM =
  /^([ \t]*)(?:(\d{1,9})([.)])(?=[ \t]|$)|([A-Za-z]|[ivxIVX]{2,6})([.)])(?=[ \t]+\S)|\((\d{1,3}|[A-Za-z]|[ivxIVX]{2,6})\)(?=[ \t]+\S))([ \t]*)(.*)$/;
const BULLET = /^([ \t]*)[-*+](?:[ \t]+\S|[ \t]*$)/;
const ROMANS = [
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
  'xiii',
  'xiv',
  'xv',
];

/** There is no twenty-seventh letter. */
const MAX_LETTERS = 26;

interface Entry {
  readonly index: number;
  readonly lead: string;
  readonly mark: string;
  /** `)` of `8)` and of `(8)`. */
  readonly delimiter: string;
  readonly gap: string;
  readonly text: string;
}

interface Group {
  readonly indent: number;
  /** `1.`, `a.`, `(a)`. */
  readonly kind: 'number' | 'letter' | 'bracket';
  /** True where a list of the other kind ends right here. */
  readonly follows: boolean;
  /** True where a text stands right above the first entry. */
  readonly isBelowText: boolean;
  readonly entries: Entry[];
}

/**
 * Numbered lists as they are written: `8)`, `a.`, `ii)`, `(b)`, and numbers that start elsewhere or leave one out.
 * An item whose mark Markdown would not give it carries the mark in a comment, which the tree turns into
 * the mark of the item.
 */
export const numberedLists: LineConstruct = {
  name: 'a numbered list',
  sign: /^[ \t]*\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]{2,6})[.)][ \t]+\S/m,
  rewrite(reading) {
    const { lines, isCode } = reading;
    const open: Group[] = [];
    const close = (indent: number): void => {
      while ((open.at(-1)?.indent ?? -1) > indent) settle(reading, open.pop());
    };
    let afterBlank = true;
    let isBelowText = false;
    lines.forEach((line, index) => {
      if (line.trim() === '') {
        afterBlank = true;
        return;
      }
      const indent = indentOf(line);
      const item = isCode(index) ? null : ITEM.exec(line);
      if (item !== null) {
        close(indent);
        const [, lead = '', number, point, letter, behind, inside, gap = '', text = ''] = item;
        const mark = number ?? letter ?? inside ?? '';
        const delimiter = point ?? behind ?? ')';
        const entry = { index, lead, mark, delimiter, gap, text };
        const kind = number !== undefined ? 'number' : letter !== undefined ? 'letter' : 'bracket';
        const known = open.at(-1);
        if (known?.indent === indent && known.kind === kind) known.entries.push(entry);
        else {
          const follows = known?.indent === indent;
          close(indent - 1);
          open.push({ indent, kind, follows, isBelowText: isBelowText && !afterBlank, entries: [entry] });
        }
      } else if (BULLET.test(line) || /^\s*#/.test(line)) close(indent - 1);
      else if (afterBlank) close(indent === 0 ? -1 : indent);
      isBelowText = true;
      afterBlank = false;
    });
    close(-1);
  },
};

function settle(reading: LineReading, group: Group | undefined): void {
  if (group === undefined) return;
  const [first] = group.entries;
  // A comment ends the list above, to which this one would be added.
  if (group.follows && first !== undefined && reading.lines[first.index - 1]?.trim() === '')
    reading.lines[first.index - 1] = `${first.lead}<!-- -->`;
  if (group.kind === 'number') settleNumbers(reading, group);
  else settleRuns(reading, group);
}

function settleNumbers(reading: LineReading, { entries, isBelowText }: Group): void {
  const numbers = entries.map(({ mark }) => Number(mark));
  const [first = 1] = numbers;
  const isCounted = entries.length > 1 && numbers.every((number) => number === first);
  let expected = first;
  entries.forEach((entry, i) => {
    const number = isCounted ? first + i : Number(entry.mark);
    // A list that does not begin with 1 does not end the text above it.
    const begins = i === 0 && isBelowText && number !== 1 && entries.length > 1;
    if (entry.text === '') expected = number;
    else if (begins || number !== expected) write(reading, entry, i === 0 ? '1' : entry.mark, `${number}.`);
    else if (reading.dialect === 'kramdown' && entry.delimiter === ')')
      write(reading, entry, entry.mark, null);
    expected = number + 1;
  });
}

/** Letters, and what stands in brackets, count only where they follow each other: `A. Smith wrote` is no list. */
function settleRuns(reading: LineReading, { kind, entries }: Group): void {
  const opening = kind === 'bracket' ? '(' : '';
  let from = 0;
  for (let end = 1; end <= entries.length; end += 1) {
    if (end < entries.length && end - from < MAX_LETTERS && isRun(entries.slice(from, end + 1))) continue;
    if (end - from > 1)
      entries.slice(from, end).forEach((entry, i) => {
        write(reading, entry, String(i + 1), `${opening}${entry.mark}${entry.delimiter}`);
      });
    from = end;
  }
}

/** `a`, `b`, `c`, or `i`, `ii`, `iii`, or `3`, `4`. */
function isRun(entries: readonly Entry[]): boolean {
  const last = entries.length - 1;
  const isAt = (i: number, order: (index: number) => string): boolean =>
    entries[i]?.mark.toLowerCase() === order(i);
  const first = Number(entries[0]?.mark);
  const orders = [
    (i: number) => ROMANS[i] ?? '',
    (i: number) => String.fromCharCode(97 + i),
    (i: number) => String(first + i),
  ];
  return orders.some((order) => isAt(0, order) && isAt(last - 1, order) && isAt(last, order));
}

function write({ lines, dialect }: LineReading, entry: Entry, number: string, shown: string | null): void {
  const { index, lead, delimiter, gap, text } = entry;
  const mark = shown === null ? '' : ` <!--mark ${shown}-->`;
  const hardBreak = /(?: {2}|\\)$/.exec(text)?.[0] ?? '';
  const words = text.slice(0, text.length - hardBreak.length);
  lines[index] =
    `${lead}${number}${dialect === 'kramdown' ? '.' : delimiter}${gap}${words}${mark}${hardBreak}`;
}

/** Any item: its indentation, mark and the white space behind that. */
const ANY_ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)\S/;

/**
 * Two spaces under `1.` are a level to the eye: what stands so is indented as far as CommonMark asks for.
 */
export const shallowItems: LineConstruct = {
  name: 'an item indented by two',
  sign: /^[ \t]*(?:\d{1,9}[.)]|[-*+] {2,})[ \t]*\S[^\n]*\n(?:[ \t]*\n)? {2,3}(?:[-*+]|\d{1,9}[.)])[ \t]/m,
  rewrite({ lines, isCode, dialect }) {
    if (dialect === 'kramdown') return;
    /** Items around the line: written indentation, column of the text, columns that its lines move. */
    const open: { indent: number; content: number; shift: number; mark: string }[] = [];
    lines.forEach((line, index) => {
      if (line.trim() === '') return;
      const indent = indentOf(line);
      const item = isCode(index) ? null : ANY_ITEM.exec(line);
      while (open.length > 0 && indent <= (open.at(-1)?.indent ?? 0)) open.pop();
      const parent = open.at(-1);
      let shift = parent?.shift ?? 0;
      if (item !== null && parent !== undefined) {
        const [, , mark = ''] = item;
        const lacks = parent.content - indent;
        if (lacks > 0 && indent >= parent.indent + 2 && isLevel(parent.mark, mark)) shift += lacks;
      }
      if (item !== null) {
        const [, , mark = '', gap = ''] = item;
        const width = mark.length + (gap.length > 4 ? 1 : gap.length);
        open.push({ indent, content: indent + width, shift, mark });
      }
      if (shift > 0) lines[index] = ' '.repeat(indent + shift) + line.trimStart();
    });
  },
};

/** A bullet under a number, or the other way; `2.` two columns right of `1.` goes on with the list. */
function isLevel(above: string, mark: string): boolean {
  const number = Number.parseInt(mark, 10);
  if (Number.isNaN(number)) return true;
  const before = Number.parseInt(above, 10);
  return !Number.isNaN(before) && number !== before + 1;
}
