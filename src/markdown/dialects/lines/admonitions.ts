import { indentOf, type LineConstruct } from './line-construct.js';

const ADMONITION =
  /^(\s*)(!!!|\?\?\?\+?|===[!+]*)[ \t]+(?:([\w-]+(?: [\w-]+)*)[ \t]*)?(?:"(.*)"|'(.*)')?[ \t]*$/;

/** MkDocs: `!!! note "Title"`, `??? note`, `=== "Tab"`, whose text is indented by four. */
export const admonitions: LineConstruct = {
  name: 'an admonition',
  sign: /^[ \t]*(?:!!!|\?\?\?|===)[!+]*[ \t]/m,
  rewrite(reading) {
    const { lines } = reading;
    /** Indentations of the boxes around the line. */
    const open: number[] = [];
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      if (line.trim() === '') {
        lines[at] = isFollowedBy(lines, at, open) ? quoted(open, '') : '';
        continue;
      }
      while (open.length > 0 && indentOf(line) < (open.at(-1) ?? 0) + 4) open.pop();
      const found = open.length === 0 && reading.isCode(at) ? null : ADMONITION.exec(line);
      const text = withoutIndent(line, open);
      if (found === null || !hasBody(lines, at, indentOf(line) + 4)) {
        if (open.length > 0) lines[at] = quoted(open, text);
        continue;
      }
      const [, , mark = '', kind = '', title = found[5] ?? ''] = found;
      const name = mark.startsWith('=') ? 'tab' : (kind.split(' ')[0] ?? '') || 'note';
      lines[at] = `${quoted(open, '> ')}[!${name.toLowerCase()}] ${title}`.trimEnd();
      open.push(indentOf(line));
    }
  },
};

function hasBody(lines: readonly string[], at: number, indent: number): boolean {
  for (let next = at + 1; next < lines.length && next < at + 4; next += 1)
    if ((lines[next] ?? '').trim() !== '') return indentOf(lines[next] ?? '') >= indent;
  return false;
}

/** Blank lines in a row are looked over once, since each looks no further than the next text. */
function isFollowedBy(lines: readonly string[], at: number, open: readonly number[]): boolean {
  if (open.length === 0) return false;
  for (let next = at + 1; next < lines.length && next < at + 20; next += 1)
    if ((lines[next] ?? '').trim() !== '') return indentOf(lines[next] ?? '') >= (open[0] ?? 0) + 4;
  return false;
}

function withoutIndent(line: string, open: readonly number[]): string {
  const own = open.length === 0 ? 0 : (open.at(-1) ?? 0) + 4;
  return ' '.repeat(Math.max(0, indentOf(line) - own)) + line.trimStart();
}

/** `> > text`, at the outermost box's own indentation. */
function quoted(open: readonly number[], text: string): string {
  const [first] = open;
  return first === undefined ? text : `${' '.repeat(first)}${'> '.repeat(open.length)}${text}`.trimEnd();
}
