import { emptyList, readAttributeList } from '../attribute-list.js';
import {
  type ExtensionTag,
  handleExtension,
  isExtension,
  readExtensionTag,
  reportUnknownExtension,
} from '../extension.js';
import type { TextScanner } from '../text-scanner.js';
import { lastOf } from '../token.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { behindIndent, matchAt, readBlockList } from './boundary.js';

const DEFINITION = /\{:(\w[\w-]*):((?:\\\}|[^}]){1,2000})\}[ \t\r\f\v]*(?:\n|$)/y;
const LINE_REST = /[ \t\r\f\v]*(?:\n|$)/y;
const KEEPS_LIST: ReadonlySet<string | undefined> = new Set(['link_def', 'abbrev_def', 'footnote_def']);

/** Lines that begin with `{:`: definitions of attribute lists, attribute lists, extensions. */
export function readBlockExtension(run: BlockRun): RuleResult {
  const { src } = run;
  const at = behindIndent(src.text, src.pos);
  if (!src.text.startsWith('{:', at)) return false;
  return readDefinition(run, at) || readExtension(run, at) || readList(run, at);
}

/** `{:name: .class key="value"}` */
function readDefinition(run: BlockRun, at: number): boolean {
  const match = matchAt(DEFINITION, run.src.text, at);
  if (match === null) return false;
  const { attributeLists } = run.lexing;
  const list = attributeLists.get(match[1] ?? '') ?? emptyList();
  attributeLists.set(match[1] ?? '', list);
  readAttributeList(match[2] ?? '', list);
  const line = run.src.lineAt();
  run.src.pos = at + match[0].length;
  run.tree.tokens.push(newBlock(run, 'eob', line, { name: 'ald' }));
  return true;
}

/** `{: .class}` on its own line: for the block before it, or for the one after. */
function readList(run: BlockRun, at: number): boolean {
  const { src, tree, lexing } = run;
  const found = readBlockList(src, at);
  if (found === null) return false;
  const line = src.lineAt();
  src.pos = found.end;
  const last = lastOf(tree.tokens);
  const attaches =
    last !== undefined && last.type !== 'space' && (last.type !== 'eob' || KEEPS_LIST.has(last.name));
  const list = attaches ? (last.ial ?? emptyList()) : (run.pendingList ?? emptyList());
  if (!readAttributeList(found.content, list)) {
    lexing.warn(
      'Attribute list has no attribute that can be read',
      line,
      '{:',
      'Write it like {: .class #id key="value"}.',
    );
  }
  if (attaches) {
    last.ial = list;
    if (readBlockList(src, behindIndent(src.text, src.pos)) === null) {
      tree.tokens.push(newBlock(run, 'eob', line, { name: 'ial' }));
    }
  } else {
    run.pendingList = list;
    run.pendingLine = line;
  }
  return true;
}

/** `{::name options}` … `{:/name}`, each tag on its own line. */
function readExtension(run: BlockRun, at: number): boolean {
  const { src, lexing } = run;
  const tag = readExtensionTag(src, at);
  if (tag === null) return false;
  const rest = matchAt(LINE_REST, src.text, tag.end);
  if (rest === null) return false;
  const line = src.lineAt();
  if (!tag.isStop && !isExtension(tag.name)) return reportUnknownExtension(lexing, tag, line);
  if (tag.isStop) {
    lexing.warn('End tag of an extension that was not opened', line, '{:/', 'Remove it.');
    return false;
  }
  const bodyStart = tag.end + rest[0].length;
  const stop = tag.closed ? null : findBlockStop(src, tag, bodyStart);
  if (!tag.closed && stop === null) {
    lexing.fail(`Extension "${tag.name}" is never closed`, line, '{::', `Add a line with {:/${tag.name}}.`);
    return false;
  }
  const body = stop === null ? null : src.text.slice(bodyStart, stop.start).replace(/\n$/, '');
  const token = handleExtension(lexing, tag, body, 'block', line);
  src.pos = stop === null ? bodyStart : stop.end;
  if (token !== 'options') run.tree.tokens.push(token);
  else run.tree.tokens.push(newBlock(run, 'eob', line, { name: 'extension' }));
  return true;
}

function findBlockStop(src: TextScanner, tag: ExtensionTag, from: number) {
  const stop = new RegExp(`(?<![^\\n]) {0,3}\\{:/(?:${tag.name})?\\}[ \\t\\r\\f\\v]*(?:\\n|$)`, 'g');
  return src.search(`{:/${tag.name}`, stop, from);
}
