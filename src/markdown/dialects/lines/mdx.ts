import { splitCodeSpans } from '../../code-spans.js';
import { isKnownElement } from '../../html-elements.js';
import type { LineConstruct, LineReading } from './line-construct.js';

const IMPORT = /^import\s+(?:[\w*{][^'"]*\sfrom\s+)?["'][^"']+["'];?\s*$/;
const IMPORT_OVER_LINES = /^import\s+(?:\w+\s*,\s*)?\{[^}'"]*$/;
const EXPORT = /^export\s+(?:const|let|default|function|async|\{)/;
const ATTRIBUTES =
  /(?:\s+(?:[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}))?|\{\.\.\.[\w.]+\}))*/.source;
const TAG = new RegExp(`<(/?)([A-Z][\\w.]*)(${ATTRIBUTES})\\s*(/?)>`, 'g');
const ONLY_TAG = new RegExp(`^\\s*<[A-Z][\\w.]*${ATTRIBUTES}\\s*/?>\\s*$`);
const OPEN_TAG = /^\s*<[A-Z][\w.]*(?:\s[^<>]*)?$/;
const FRAGMENT = /^\s*<\/?>\s*$/;
/** A tag or a comment over more lines is none. */
const MAX_LINES = 40;

/** `<TabItem`, `value="a">`: a tag over several lines, written on its first, so that others find it. */
export const tagsOverLines: LineConstruct = {
  name: 'a tag over several lines',
  sign: /^[ \t]*<[A-Z][\w.]*[^>\n]*$/m,
  rewrite({ lines, isCode }) {
    lines.forEach((line, index) => {
      if (isCode(index) || !OPEN_TAG.test(line)) return;
      for (let end = index + 1; end < lines.length && end <= index + MAX_LINES; end += 1) {
        const last = lines[end] ?? '';
        if (last.trim() === '') return;
        if (!last.includes('>') || last.includes('=>')) continue;
        const tag = lines.slice(index, end + 1).map((part, i) => (i === 0 ? part.trimEnd() : part.trim()));
        if (!ONLY_TAG.test(tag.join(' '))) return;
        lines.fill('', index, end + 1);
        lines[index] = tag.join(' ');
        return;
      }
    });
  },
};

/** MDX: lines of `import` and `export` and the tags of components go; the text between them stays. */
export const mdx: LineConstruct = {
  name: 'MDX',
  sign: /^(?:import|export)\s|\{\/\*|<\/?[A-Z]|^[ \t]*<\/?>[ \t]*$/m,
  rewrite(reading) {
    leaveOutModules(reading);
    leaveOutComments(reading);
    leaveOutTags(reading);
  },
};

/** Only a line that begins a block is JavaScript: `import taxes from "X"` may go on with a sentence. */
function leaveOutModules({ lines, isCode, problems }: LineReading): void {
  let begins = true;
  /** True up to the next blank line, where MDX ends a module. */
  let inModule = false;
  lines.forEach((line, index) => {
    if (line.trim() === '') {
      begins = true;
      inModule = false;
      return;
    }
    if (isCode(index)) return;
    if (begins && !inModule) inModule = EXPORT.test(line) || isImportOverLines(lines, index);
    if (inModule || (begins && IMPORT.test(line))) {
      problems.leaveOut('tag', problems.firstLine + index, line);
      lines[index] = '';
    } else begins = false;
  });
}

function isImportOverLines(lines: readonly string[], from: number): boolean {
  if (!IMPORT_OVER_LINES.test(lines[from] ?? '')) return false;
  for (let at = from + 1; at < lines.length && at <= from + MAX_LINES; at += 1) {
    if (/\}\s+from\s+["'][^"']+["'];?\s*$/.test(lines[at] ?? '')) return true;
    if ((lines[at] ?? '').trim() === '') return false;
  }
  return false;
}

/** `{/* … *\/}`, in a line or over several. */
function leaveOutComments({ lines, isCode, problems }: LineReading): void {
  lines.forEach((_, index) => {
    if (isCode(index)) return;
    for (let rounds = 0; rounds < MAX_LINES; rounds += 1) {
      const line = lines[index] ?? '';
      const from = line.indexOf('{/*');
      if (from < 0) return;
      let end = index;
      while (
        end <= index + MAX_LINES &&
        end < lines.length &&
        !closesComment(lines[end], end === index ? from : 0)
      )
        end += 1;
      const last = lines[end];
      if (last === undefined || end > index + MAX_LINES) return;
      const to = last.indexOf('*/}', end === index ? from : 0) + 3;
      const said = end === index ? line.slice(from, to) : lines.slice(index, end + 1).join('\n');
      problems.leaveOut('tag', problems.firstLine + index, said);
      if (end > index) lines[end] = last.slice(to);
      if (end > index + 1) lines.fill('', index + 1, end);
      lines[index] = `${line.slice(0, from)}${end === index ? line.slice(to) : ''}`.trimEnd();
    }
  });
}

function closesComment(line: string | undefined, from: number): boolean {
  return line?.includes('*/}', from) === true;
}

/**
 * `<Card title="x">`, `<Card/>` and `</Card>` are tags, also within a line; `<T>` and `List<String>` are types:
 * nothing closes them.
 */
function leaveOutTags({ lines, isCode, problems }: LineReading): void {
  const closed = new Set<string>();
  lines.forEach((line, index) => {
    if (!isCode(index)) for (const [, name = ''] of line.matchAll(/<\/([A-Z][\w.]*)>/g)) closed.add(name);
  });
  const hasFragments = lines.some((line) => line.trim() === '</>');
  lines.forEach((line, index) => {
    if (isCode(index) || !line.includes('<')) return;
    if (FRAGMENT.test(line) && hasFragments) {
      problems.leaveOut('tag', problems.firstLine + index, line);
      lines[index] = '';
      return;
    }
    if (!/<\/?[A-Z]/.test(line)) return;
    const read = (text: string): string =>
      text.replace(TAG, (tag: string, end: string, name: string, attributes: string, self: string) => {
        const isSure = end + self !== '' || attributes.includes('=') || closed.has(name);
        // `<TabItem>` alone on its line is a tag, `Vec<HashMap>` within one is a type.
        const isAlone = /[a-z]\w*[A-Z]/.test(name) && line.trim() === tag;
        if (isKnownElement(name) || !(isSure || isAlone)) return tag;
        problems.leaveOut('tag', problems.firstLine + index, tag);
        const title = /\s(?:title|label)=(?:"([^"]*)"|'([^']*)')/.exec(attributes);
        return title === null ? '' : `**${title[1] ?? title[2]}** `;
      });
    const text = splitCodeSpans(line)
      .map((piece) => (piece.isCode ? piece.raw : read(piece.text)))
      .join('');
    if (text !== line) lines[index] = text.trim() === '' ? '' : text.trimEnd();
  });
}
