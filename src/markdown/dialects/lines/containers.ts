import { type Opening, readOpening } from './container-openings.js';
import { indentOf, type LineConstruct, type LineReading } from './line-construct.js';

/** Boxes within boxes; what nests deeper stays text. */
const MAX_DEPTH = 12;

const STRAY_END = /^[ \t]*:{3,}[ \t]*$/;
/** `:class: tip` at the head of a box, as MyST writes options. */
const BOX_OPTION = /^[ \t]*:[a-z][\w-]*:(?:[ \t].*)?$/;

/** Quarto: `## Python` in a tabset is a tab. */
const TAB = /^(#{1,6})[ \t]+(.*?)(?:[ \t]+\{[^{}]*\})?[ \t]*#*$/;

/** The openings that have an end, by line, and the lines of their ends. */
interface Pairs {
  readonly openings: ReadonlyMap<number, Opening>;
  readonly ends: ReadonlySet<number>;
}

function pairs({ lines, isCode, problems }: LineReading): Pairs {
  const open: { readonly line: number; readonly opening: Opening }[] = [];
  const openings = new Map<number, Opening>();
  const ends = new Set<number>();
  lines.forEach((line, index) => {
    if (isCode(index)) return;
    const end = open.findLastIndex(({ opening }) => opening.closes.test(line));
    const closed = open[end];
    if (closed !== undefined) {
      openings.set(closed.line, closed.opening);
      ends.add(index);
      open.length = end;
      return;
    }
    const opening = readOpening(line);
    if (opening === null) {
      if (STRAY_END.test(line)) {
        problems.leaveOut('tag', problems.firstLine + index, line);
        lines[index] = '';
      }
      return;
    }
    if (open.length < MAX_DEPTH) open.push({ line: index, opening });
    else
      problems.warn('boxes nest too deep; this one stays text', problems.firstLine + index, '', 'Nest less.');
  });
  // A shortcode without an end is whole.
  for (const { line } of open)
    if (!openings.has(line) && !/\{\{[<%]/.test(lines[line] ?? ''))
      problems.warn('a box is never closed; its mark stays text', problems.firstLine + line, '', 'Close it.');
  return { openings, ends };
}

/** Boxes whose end is a line of its own. */
export const containers: LineConstruct = {
  name: 'a container',
  sign: /^[ \t]*(?::::|\/\/\/[ \t]|\{%-?\s*(?:hint|tab|step|columns|content-ref|admonition)|\{\{[<%]|<[A-Z])/m,
  rewrite(reading) {
    const { lines } = reading;
    const { openings, ends } = pairs(reading);
    /** The quote mark of each box around the line, '' for those that only place what they hold. */
    const open: string[] = [];
    /** How deep the tabset lies whose headings are tabs, and their rank. */
    let tabset: { readonly depth: number; rank: number } | null = null;
    let waitsForTitle = -1;
    let isHead = false;
    lines.forEach((line, index) => {
      if (ends.has(index)) {
        open.pop();
        if (tabset !== null && open.length < tabset.depth) tabset = null;
        lines[index] = open.join('').trimEnd();
        return;
      }
      const prefix = open.join('');
      const opening = openings.get(index);
      if (opening !== undefined) {
        const { kind, title, indent } = opening;
        const own = kind === null ? '' : prefix === '' ? `${indent}> ` : '> ';
        open.push(own);
        lines[index] = (kind === null ? prefix : `${prefix}${own}[!${kind}] ${title}`).trimEnd();
        waitsForTitle = kind !== null && title === '' ? index : -1;
        isHead = true;
        if (/\bpanel-tabset\b/.test(line)) tabset = { depth: open.length, rank: 0 };
        return;
      }
      const isParted = /^[>\s]*$/.test(lines[index - 1] ?? '');
      if (tabset?.depth === open.length && isParted) {
        const [, marks = '', title = ''] = TAB.exec(line) ?? [];
        if (marks !== '' && (tabset.rank === 0 || marks.length === tabset.rank)) {
          tabset.rank = marks.length;
          open[open.length - 1] = '> ';
          const around = open.slice(0, -1).join('');
          lines[index - 1] = around.trimEnd();
          lines[index] = `${around}> [!tab] ${title}`;
          return;
        }
      }
      if (prefix === '') return;
      if (isHead && BOX_OPTION.test(line)) {
        reading.problems.leaveOut('property', reading.problems.firstLine + index, line);
        lines[index] = prefix.trimEnd();
        return;
      }
      isHead = false;
      const { indent, text } = cut(line, prefix);
      const heading = waitsForTitle >= 0 ? /^#{1,6}[ \t]+(.*?)[ \t]*#*$/.exec(text) : null;
      if (heading !== null) {
        // Quarto: a heading at the head of a box is its title.
        lines[index] = `${lines[waitsForTitle]} ${heading[1]}`;
        lines[waitsForTitle] = prefix.replace(/> $/, '').trimEnd();
      } else lines[index] = `${prefix}${indent}${text}`.trimEnd();
      if (text !== '') waitsForTitle = -1;
    });
  },
};

/** A line without the indentation that its box has. */
function cut(line: string, prefix: string): { indent: string; text: string } {
  const own = /^ */.exec(prefix)?.[0].length ?? 0;
  const text = line.trimStart();
  return { indent: ' '.repeat(Math.max(0, indentOf(line) - own)), text };
}
