import { indentOf, type LineConstruct, type LineReading } from './line-construct.js';

const PROPERTY = /^(\s*(?:[-*+][ \t]+)?)([A-Za-z][\w.-]{0,40}):: ?(.*)$/;
/** Properties that only Logseq itself needs. */
const INTERNAL =
  /^(?:id|collapsed|heading|created-at|updated-at|card-[\w-]+|query-[\w-]+|logseq\.[\w.-]+|ls-type|hl-[\w-]+|file-path|public|icon|template|template-including-parent|background-color)$/;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const REFERENCE = new RegExp(`\\{\\{embed \\(\\((${UUID})\\)\\)\\}\\}|\\(\\((${UUID})\\)\\)`, 'g');
const QUERY = /\{\{(?:query|renderer|cards|function)\b[^}]*\}\}(?:\})?/g;
const TASK = /^(\s*[-*+][ \t]+)(TODO|LATER|NOW|DOING|WAITING|DONE|CANCELED|CANCELLED)[ \t]+(?=\S)/;
const BARE = /^[ \t]+[-*+][ \t]*$|^[-*+][ \t]*$/;

/** Logseq: `key:: value`, `id::`, `((uuid))`, `{{query}}`, bullets without a word. */
export const logseq: LineConstruct = {
  name: 'an outline of Logseq',
  sign: /^[ \t]*(?:[-*+][ \t]+)?[A-Za-z][\w.-]*::(?: |$)|\(\([0-9a-f]{8}-|\{\{(?:query|embed|renderer|cards)\b|^[ \t]*(?:[-*+][ \t]+)(?:TODO|DOING|LATER|NOW|DONE) /m,
  rewrite(reading) {
    const { lines, isCode } = reading;
    const words = wordsById(lines);
    let isHead = true;
    lines.forEach((_, index) => {
      if (isCode(index)) return;
      const line = lines[index] ?? '';
      if (isHead && line.trim() !== '' && !PROPERTY.test(line)) isHead = false;
      rewriteProperty(reading, index, isHead);
      rewriteInline(reading, index, words);
    });
  },
};

/** A bullet without a word right below a text: it would make a heading of it, and says nothing. */
export const bareBullets: LineConstruct = {
  name: 'a bare bullet',
  sign: /^[ \t]*-[ \t]*$/m,
  rewrite({ lines, isCode, dialect }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !BARE.test(line)) return;
      const above = lines[index - 1] ?? '';
      const below = lines[index + 1] ?? '';
      const isItem = (text: string): boolean => /^\s*[-*+](?:\s|$)/.test(text);
      const goesOn = /^\s/.test(below) && below.trim() !== '' && !isItem(below);
      // To kramdown a mark without a text is no item.
      const isBelowItem = dialect === 'kramdown' || indentOf(above) < indentOf(line);
      const isBelow = isItem(above) ? isBelowItem : /^\s+\S/.test(above);
      if (!goesOn && isBelow) lines[index] = '';
    });
  },
};

/** The words of each block that has an id: those of the line above its `id::`. */
function wordsById(lines: readonly string[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  let own = '';
  for (const line of lines) {
    const [, , key = '', value = ''] = PROPERTY.exec(line) ?? [];
    if (key === 'id') words.set(value.trim(), own);
    else if (key === '' && line.trim() !== '') own = line.replace(/^\s*(?:[-*+]|#+)\s+/, '').trim();
  }
  return words;
}

function rewriteProperty({ lines, problems }: LineReading, index: number, isHead: boolean): void {
  const found = PROPERTY.exec(lines[index] ?? '');
  if (found === null) return;
  const [, lead = '', key = '', value = ''] = found;
  if (isHead || INTERNAL.test(key.toLowerCase())) {
    problems.leaveOut('property', problems.firstLine + index, `${key}:: ${value}`);
    lines[index] =
      key === 'id' && value.trim() !== ''
        ? `${lead}<a id="${value.trim().replace(/[^\w-]/g, '')}"></a>`
        : lead.trim() === ''
          ? ''
          : lead;
    return;
  }
  // What the author wrote for readers stays, as a label and its text on a line of its own.
  lines[index] = `${lead}**${key}:** ${value}`.trimEnd();
  const above = lines[index - 1] ?? '';
  if (lead.trim() === '' && above.trim() !== '' && !above.endsWith('  ')) lines[index - 1] = `${above}  `;
}

function rewriteInline(
  { lines, problems }: LineReading,
  index: number,
  words: ReadonlyMap<string, string>,
): void {
  const line = lines[index] ?? '';
  const at = problems.firstLine + index;
  lines[index] = line
    .replace(
      TASK,
      (_, lead: string, state: string) => `${lead}[${/^(?:DONE|CANCELL?ED)$/.test(state) ? 'x' : ' '}] `,
    )
    .replace(REFERENCE, (_, embedded?: string, id = embedded ?? '') => {
      const said = words.get(id);
      if (said === undefined) problems.leaveOut('block id', at, id);
      return said === undefined ? '' : said.replace(REFERENCE, '');
    })
    .replace(QUERY, (query) => {
      problems.leaveOut('query', at, query);
      return '';
    })
    .replace(/^(\s*[-*+])[ \t]+$/, '$1');
}
