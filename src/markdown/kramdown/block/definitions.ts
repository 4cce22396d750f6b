import { footnoteName } from '../../footnote-name.js';
import { linkId } from '../lexing.js';
import { TextScanner } from '../text-scanner.js';
import { newToken } from '../token.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { matchAt } from './boundary.js';
import { indentedLinesEnd, withoutIndent } from './code-block.js';

const LINK = / {0,3}\[([^\n\]]+)\]:[ \t]*/y;
const ANGLE_URL = /<([^\n>]*)>/y;
const TITLE_LINE = /[ \t]*(["'])([^\n]+)\1[ \t]*(?:\n|$)/y;
const FOOTNOTE = / {0,3}\[\^([^\]\n]{1,200})\]:[ \t\f\v]*/y;
const ABBREVIATION = / {0,3}\*\[([^\n]+?)\]:([^\n]*)(?:\n|$)/y;

interface Target {
  readonly url: string;
  readonly title: string | null;
  /** The title may stand on the next line. */
  readonly open: boolean;
}

/** `url "title"` to the end of the line; null where that is no link target. */
function readTarget(text: string, pos: number, lineEnd: number): Target | null {
  const angle = matchAt(ANGLE_URL, text, pos);
  const from = angle === null ? pos : pos + angle[0].length;
  const line = text.slice(from, lineEnd).trimEnd();
  const quote = line.at(-1) ?? '';
  const start = quote === '"' || quote === "'" ? line.search(quote === '"' ? /[ \t]"/ : /[ \t]'/) : -1;
  if (start >= 0 && start + 2 < line.length - 1) {
    const url = angle?.[1] ?? line.slice(0, start).trim();
    const title = line.slice(start + 2, -1);
    return url === '' || (angle === null && /[ \t]["']/.test(url)) ? null : { url, title, open: false };
  }
  if (angle !== null) return line === '' ? { url: angle[1] ?? '', title: null, open: true } : null;
  return line === '' || /[ \t]["']/.test(line) ? null : { url: line.trim(), title: null, open: true };
}

/** `[id]: url "title"` */
export function readLinkDefinition(run: BlockRun): RuleResult {
  const { src, lexing } = run;
  const open = src.check(LINK);
  if (open === null) return false;
  const lineEnd = src.lineEnd();
  const target = readTarget(src.text, src.pos + open[0].length, lineEnd);
  if (target === null) return false;
  const line = src.lineAt();
  const next = target.open ? matchAt(TITLE_LINE, src.text, lineEnd) : null;
  src.pos = lineEnd + (next?.[0].length ?? 0);
  const token = newBlock(run, 'eob', line, { name: 'link_def' });
  run.tree.tokens.push(token);
  lexing.links.set(linkId(open[1] ?? ''), { url: target.url, title: next?.[2] ?? target.title, token });
  return true;
}

/** `[^name]: text`, with indented lines that go on. */
export function readFootnoteDefinition(run: BlockRun): RuleResult {
  const { src, lexing } = run;
  const open = src.check(FOOTNOTE);
  if (open === null || lexing.isTooDeep(src.lineAt())) return false;
  const line = src.lineAt();
  const name = footnoteName(open[1] ?? '');
  const start = src.pos + open[0].length;
  src.pos = indentedLinesEnd(src, src.lineEnd());
  const content = newToken('root', line);
  lexing.parseBlocks(content, new TextScanner(withoutIndent(src.text.slice(start, src.pos)), line));
  const first = lexing.footnotes.get(name);
  if (first !== undefined) {
    const message = `Footnote "${name}" is defined again on line ${line}; this one is left out`;
    lexing.warn(message, first.content.line, `[^${name}]`, 'Rename one of them.');
  }
  const marker = newBlock(run, 'eob', line, { name: 'footnote_def' });
  run.tree.tokens.push(marker);
  lexing.footnotes.set(name, { content, marker });
  return true;
}

/** `*[HTML]: Hyper Text Markup Language` */
export function readAbbreviation(run: BlockRun): RuleResult {
  const { src, lexing } = run;
  const match = src.check(ABBREVIATION);
  if (match === null) return false;
  const token = newBlock(run, 'eob', src.lineAt(), { name: 'abbrev_def' });
  src.pos += match[0].length;
  run.tree.tokens.push(token);
  lexing.abbreviations.set((match[1] ?? '').replace(/\s+/g, ' '), { title: (match[2] ?? '').trim(), token });
  return true;
}
