import { indentOf, type LineConstruct, type LineReading } from './line-construct.js';

/** Boxes that only place what they hold. */
const LAYOUT = new Set(
  'columns column incremental nonincremental fragment fragments code-group tabs panel-tabset grid row col center center-block content-visible content-hidden block left right'.split(
    ' ',
  ),
);

interface Opening {
  readonly closes: RegExp;
  /** null for layout. */
  readonly kind: string | null;
  readonly title: string;
  readonly indent: string;
}

type Reader = (line: string) => Opening | null;

const COLONS = /^(\s*)(:{3,})[ \t]*(\{[^}]*\}|[\p{L}][\w-]*)?[ \t]*(.*?)[ \t]*:*$/u;
const HINT = /^(\s*)\{%-?\s*(hint|tabs?|stepper|step|columns?|content-ref|admonition)\b([^%]*)-?%\}\s*$/;
const TAG =
  /^(\s*)<(TabItem|Tab|Tabs|Admonition|Callout|Note|Tip|Info|Warning|Danger|Caution|Card|CardGroup|Steps|Step|Accordion|AccordionGroup|CodeGroup|Aside)\b([^<>]*)>\s*$/;

/** `:::note Title`, `::: {.callout-tip title="x"}`; as many colons or more end it. */
function readColons(line: string): Opening | null {
  const [, indent = '', colons = '', name = '', rest = ''] = COLONS.exec(line) ?? [];
  if (name === '') return null;
  const closes = new RegExp(`^\\s*:{${Math.min(3, colons.length)},}\\s*$`);
  if (!name.startsWith('{')) {
    const title =
      /\btitle=(["'])(.*?)\1/.exec(rest)?.[2] ?? rest.replace(/\{[^}]*\}/g, '').replace(/^\[(.*)\]$/, '$1');
    return {
      closes,
      kind: LAYOUT.has(name.toLowerCase()) ? null : name.toLowerCase(),
      title: title.trim(),
      indent,
    };
  }
  const kind = /\.callout-([\w-]+)/.exec(name)?.[1] ?? (/\.(notes)\b/.exec(name)?.[1] || null);
  return { closes, kind: kind ?? plainKind(name), title: attributeOf(name, 'title'), indent };
}

/** `{#thm-x .theorem}` and `{.callout}` are boxes; `{.columns}` places what it holds. */
function plainKind(attributes: string): string | null {
  if (/\.callout\b/.test(attributes)) return 'note';
  const kind =
    /\.(theorem|lemma|definition|proof|example|exercise|solution|remark|note|tip|info|warning|important|caution|danger)\b/.exec(
      attributes,
    );
  return kind?.[1] ?? null;
}

/** GitBook: `{% hint style="info" %}` … `{% endhint %}`. */
function readHint(line: string): Opening | null {
  const [, indent = '', name = '', rest = ''] = HINT.exec(line) ?? [];
  if (name === '') return null;
  const closes = new RegExp(`^\\s*\\{%-?\\s*end${name}\\s*-?%\\}\\s*$`);
  const title = attributeOf(rest, 'title');
  const kind = name === 'hint' ? attributeOf(rest, 'style') || 'note' : title === '' ? null : 'tab';
  return { closes, kind, title, indent };
}

/** MDX: `<TabItem label="A">`, `<Admonition type="note">`; the tags go, what they hold stays. */
function readTag(line: string): Opening | null {
  const [, indent = '', name = '', rest = ''] = TAG.exec(line) ?? [];
  if (name === '' || rest.trimEnd().endsWith('/')) return null;
  const title = attributeOf(rest, 'title') || attributeOf(rest, 'label');
  const box = /^(?:Admonition|Callout)$/.test(name)
    ? attributeOf(rest, 'type') || 'note'
    : /^(?:Note|Tip|Info|Warning|Danger|Caution|Aside)$/.test(name)
      ? name.toLowerCase()
      : null;
  const kind = box ?? (title === '' ? null : 'tab');
  return { closes: new RegExp(`^\\s*</${name}>\\s*$`), kind, title, indent };
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|\\{["']([^"']*)["']\\})`).exec(
    attributes,
  );
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
}

const READERS: readonly Reader[] = [readColons, readHint, readTag];

/** Boxes within boxes; what nests deeper stays text. */
const MAX_DEPTH = 12;

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
    const opening = READERS.map((read) => read(line)).find((found) => found !== null);
    if (opening === undefined) return;
    if (open.length < MAX_DEPTH) open.push({ line: index, opening });
    else
      problems.warn('boxes nest too deep; this one stays text', problems.firstLine + index, '', 'Nest less.');
  });
  for (const { line } of open)
    if (!openings.has(line))
      problems.warn('a box is never closed; its mark stays text', problems.firstLine + line, '', 'Close it.');
  return { openings, ends };
}

/** Boxes whose end is a line of its own. */
export const containers: LineConstruct = {
  name: 'a container',
  sign: /^[ \t]*(?::::|\{%-?\s*(?:hint|tab|step|columns|content-ref|admonition)|<[A-Z])/m,
  rewrite(reading) {
    const { lines } = reading;
    const { openings, ends } = pairs(reading);
    /** The quote mark of each box around the line, '' for those that only place what they hold. */
    const open: string[] = [];
    let waitsForTitle = -1;
    lines.forEach((line, index) => {
      if (ends.has(index)) {
        open.pop();
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
        return;
      }
      if (prefix === '') return;
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
