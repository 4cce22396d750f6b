import { indentOf, type LineConstruct, type LineReading } from './line-construct.js';

const PROPERTY = /^(\s*(?:[-*+][ \t]+)?)([A-Za-z][\w.-]{0,40}):: ?(.*)$/;
/** Properties that only Logseq itself needs. */
const INTERNAL =
  /^(?:id|collapsed|heading|created-at|updated-at|card-[\w-]+|query-[\w-]+|logseq\.[\w.-]+|ls-type|hl-[\w-]+|file-path|public|icon|template|template-including-parent|background-color)$/;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const REFERENCE = new RegExp(`\\{\\{embed \\(\\((${UUID})\\)\\)\\}\\}|\\(\\((${UUID})\\)\\)`, 'g');
/** `[words](((id)))` leads to the block. */
const LINK = new RegExp(`\\[([^[\\]\\n]{1,200})\\]\\(\\(\\((${UUID})\\)\\)\\)`, 'g');
const QUERY = /\{\{(?:query|renderer|cards|function)\b[^}]*\}\}(?:\})?/g;
const TASK =
  /^(\s*[-*+][ \t]+)(TODO|LATER|NOW|DOING|WAITING|DONE|CANCELED|CANCELLED)[ \t]+(\[#[A-C]\][ \t]+)?(?=\S)/;
/** `SCHEDULED: <2026-11-26 Thu>` below a task. */
const DATE = /^([ \t]*)(SCHEDULED|DEADLINE|CLOSED):[ \t]*[<[]([^<>[\]\n]{1,60})[>\]][ \t]*$/;
/** Macros that stand for a page, an address or words. */
const EMBED = /\{\{embed[ \t]+\[\[([^[\]\n]{1,200})\]\][ \t]*\}\}/g;
const ADDRESS =
  /\{\{(?:video|youtube|vimeo|bilibili|tweet|twitter|pdf|iframe)[ \t]+(https?:[^\s{}]{1,400})[ \t]*\}\}/g;
const BARE = /^[ \t]+[-*+][ \t]*$|^[-*+][ \t]*$/;

/** Logseq: `key:: value`, `id::`, `((uuid))`, `{{query}}`, bullets without a word. */
export const logseq: LineConstruct = {
  name: 'an outline of Logseq',
  sign: /^[ \t]*(?:[-*+][ \t]+)?[A-Za-z][\w.-]*::(?: |$)|\(\([0-9a-f]{8}-|\{\{(?:query|embed|renderer|cards|function|video|youtube|vimeo|bilibili|tweet|twitter|pdf|iframe)\b|^[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):|^[ \t]*(?:[-*+][ \t]+)(?:TODO|DOING|LATER|NOW|DONE|WAITING|CANCELL?ED) /m,
  rewrite(reading) {
    const { lines, isCode } = reading;
    const words = wordsById(lines);
    let isHead = true;
    lines.forEach((_, index) => {
      if (isCode(index)) return;
      const line = lines[index] ?? '';
      if (isHead && line.trim() !== '' && !PROPERTY.test(line)) isHead = false;
      rewriteProperty(reading, index, isHead);
      rewriteDate(lines, index);
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

/** The words of each block that has an id: those of the line above its `id::`, or below where that comes first. */
function wordsById(lines: readonly string[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  let own = '';
  let waiting: string | null = null;
  for (const line of lines) {
    const [, lead = '', key = '', value = ''] = PROPERTY.exec(line) ?? [];
    if (key === 'id' && lead.trim() !== '') waiting = value.trim();
    else if (key === 'id') words.set(value.trim(), own);
    else if (key === '' && line.trim() !== '') {
      own = line.replace(/^\s*(?:[-*+]|#+)\s+/, '').trim();
      if (waiting !== null) words.set(waiting, own);
      waiting = null;
    }
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
  writeLabel(lines, index, lead, key, value);
}

function rewriteDate(lines: string[], index: number): void {
  const [, lead, word = '', date = ''] = DATE.exec(lines[index] ?? '') ?? [];
  if (lead === undefined) return;
  writeLabel(lines, index, lead, word.charAt(0) + word.slice(1).toLowerCase(), date);
}

/** What the author wrote for readers stays, as a label and its text on a line of its own. */
function writeLabel(lines: string[], index: number, lead: string, key: string, value: string): void {
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
    .replace(TASK, (_, lead: string, state: string, priority?: string) => {
      if (priority !== undefined) problems.leaveOut('property', at, priority);
      return `${lead}[${/^(?:DONE|CANCELL?ED)$/.test(state) ? 'x' : ' '}] `;
    })
    .replace(EMBED, '![[$1]]')
    .replace(ADDRESS, '<$1>')
    .replace(LINK, (_, said: string, id: string) => (words.has(id) ? `[${said}](#${id})` : said))
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
