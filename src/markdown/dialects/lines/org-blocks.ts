import type { LineConstruct, LineReading } from './line-construct.js';

const BEGIN = /^([ \t>]*(?:[-*+][ \t]+)?)#\+BEGIN_([A-Za-z]+)[ \t]*(.*?)[ \t]*$/i;
const DRAWER = /^[ \t]*:(?:LOGBOOK|PROPERTIES):[ \t]*$/i;
/** Longer blocks are none. */
const MAX_LINES = 500;

const CODE = new Set(['src', 'example', 'export', 'latex']);
const BOX = new Set(['note', 'tip', 'important', 'caution', 'warning', 'pinned']);

/**
 * Blocks as Org and Logseq write them: `#+BEGIN_QUOTE` … `#+END_QUOTE` is a quote, `#+BEGIN_NOTE` a box,
 * `#+BEGIN_SRC js` a listing; queries, comments and drawers (`:LOGBOOK:` … `:END:`) are left out.
 */
export const orgBlocks: LineConstruct = {
  name: 'a block of Org',
  sign: /^[ \t>]*(?:[-*+][ \t]+)?#\+BEGIN_|^[ \t]*:(?:LOGBOOK|PROPERTIES):/im,
  rewrite(reading) {
    const { lines, isCode } = reading;
    for (let at = 0; at < lines.length; at += 1) {
      if (DRAWER.test(lines[at] ?? '') && !isCode(at))
        at = leaveOut(reading, 'property', at, /^\s*:END:\s*$/i);
      else at = readBlock(reading, at);
    }
  },
};

/** Index of the block's last line, or `at` where none begins there. */
function readBlock(reading: LineReading, at: number): number {
  const { lines, problems } = reading;
  const [, lead, name = '', rest = ''] = BEGIN.exec(lines[at] ?? '') ?? [];
  if (lead === undefined) return at;
  const kind = name.toLowerCase();
  const closes = new RegExp(`^[ \\t>]*#\\+END_${name}[ \\t]*$`, 'i');
  if (kind === 'query' || kind === 'comment') return leaveOut(reading, kind, at, closes);
  const end = closingLine(lines, at, closes);
  if (end < 0) {
    problems.warn(`the block ${name} is never closed`, problems.firstLine + at, '', `Add #+END_${name}.`);
    return at;
  }
  const isCode = CODE.has(kind);
  lines[end] = isCode ? `${/^[ \t>]*/.exec(lines[end] ?? '')?.[0] ?? ''}\`\`\`` : '';
  lines[at] =
    `${lead}${isCode ? `\`\`\`${/^[\w+#-]*/.exec(rest)?.[0]}` : BOX.has(kind) ? `> [!${kind}]` : '>'}`;
  if (!isCode)
    for (let index = at + 1; index < end; index += 1)
      lines[index] = (lines[index] ?? '').replace(/^[ \t]*/, (indent) => `${indent}> `);
  return end;
}

function closingLine(lines: readonly string[], from: number, closes: RegExp): number {
  for (let at = from + 1; at < lines.length && at <= from + MAX_LINES; at += 1)
    if (closes.test(lines[at] ?? '')) return at;
  return -1;
}

function leaveOut(
  { lines, problems }: LineReading,
  kind: 'property' | 'query' | 'comment',
  from: number,
  closes: RegExp,
): number {
  const end = closingLine(lines, from, closes);
  if (end < 0) return from;
  problems.leaveOut(kind, problems.firstLine + from, lines.slice(from, end + 1).join('\n'));
  for (let at = from; at <= end; at += 1) lines[at] = '';
  return end;
}
