import { LIMITS } from '../../bounds/limits.js';
import { emptyList, readAttributeList } from './attribute-list.js';
import type { Lexing } from './lexing.js';
import { IGNORED_OPTIONS, OPTION_SETTERS } from './options.js';
import type { TextScanner } from './text-scanner.js';
import { type AttributeList, type KdToken, newToken } from './token.js';

const START = /\{::(\w+)(?:[ \t\r\n\f\v]((?:\\\}|[^}]){0,2000}?))?(\/)?\}/y;
const STOP = /\{:\/(\w[\w-]*)?\}/y;

export interface ExtensionTag {
  readonly name: string;
  readonly options: string;
  /** `{::name /}`: no body. */
  readonly closed: boolean;
  /** `{:/name}` */
  readonly isStop: boolean;
  readonly end: number;
}

/** Reads `{::name options}` or `{:/name}` at `pos`; null where there is neither. */
export function readExtensionTag(src: TextScanner, pos: number): ExtensionTag | null {
  if (src.indexOf('}', pos) < 0) return null;
  START.lastIndex = pos;
  const start = START.exec(src.text);
  if (start !== null) {
    const [whole, name = '', options = '', slash] = start;
    return { name, options, closed: slash !== undefined, isStop: false, end: pos + whole.length };
  }
  STOP.lastIndex = pos;
  const stop = STOP.exec(src.text);
  if (stop === null) return null;
  return { name: stop[1] ?? '', options: '', closed: false, isStop: true, end: pos + stop[0].length };
}

function applyOptions(lexing: Lexing, list: AttributeList, line: number): void {
  for (const [key, value] of list.attrs) {
    const set = OPTION_SETTERS.get(key);
    if (set !== undefined) set(lexing.settings, value.slice(0, LIMITS.optionChars));
    else if (!IGNORED_OPTIONS.has(key))
      lexing.warn(`Unknown kramdown option "${key}"`, line, key, 'Remove it or check its spelling.');
  }
}

/** The token of an extension, or `options` for one that leaves none. */
export function handleExtension(
  lexing: Lexing,
  tag: ExtensionTag,
  body: string | null,
  category: 'block' | 'span',
  line: number,
): KdToken | 'options' {
  const list = emptyList();
  readAttributeList(tag.options, list);
  switch (tag.name) {
    case 'comment':
      return body === null ? 'options' : newToken('comment', line, { text: body, category });
    case 'nomarkdown':
      return body === null
        ? 'options'
        : newToken('raw', line, { text: body, category, name: list.attrs.get('type') ?? '' });
    default:
      applyOptions(lexing, list, line);
      return 'options';
  }
}

export function isExtension(name: string): boolean {
  return name === 'comment' || name === 'nomarkdown' || name === 'options';
}

export function reportUnknownExtension(lexing: Lexing, tag: ExtensionTag, line: number): false {
  lexing.warn(
    `Unknown extension "${tag.name}"`,
    line,
    '{::',
    'kramdown knows comment, nomarkdown and options.',
  );
  return false;
}
