import type { AttributeList } from './token.js';

const ID_NAME = '\\w[\\w-]*';
const PAIR = `(${ID_NAME})=("|')((?:\\\\\\}|\\\\\\2|[^}])*?)\\2`;
const ID_OR_CLASS = '#([A-Za-z][\\w:-]*)|\\.([^\\s.#]+)';
const ANY = new RegExp(`(?:^|\\s)(?:${PAIR}|(${ID_NAME})|((?:${ID_OR_CLASS})+))(?=\\s|$)`, 'g');
/** Definitions that refer to definitions that refer …: so many steps are followed. */
const MAX_REFERENCES = 50;

const ID_OR_CLASS_EACH = new RegExp(ID_OR_CLASS, 'g');

export function emptyList(): AttributeList {
  return { refs: [], attrs: new Map() };
}

function addClass(attrs: Map<string, string>, name: string): void {
  const known = attrs.get('class');
  // Nothing here may look at the text: a thousand lists in a row would copy it a thousand times.
  attrs.set('class', known === undefined || known === '' ? name : `${known} ${name}`);
}

function addIdsAndClasses(text: string, attrs: Map<string, string>): void {
  for (const [, id, name] of text.matchAll(ID_OR_CLASS_EACH)) {
    if (name !== undefined) addClass(attrs, name);
    else if (id !== undefined) attrs.set('id', id);
  }
}

/**
 * Adds what `text` (the inside of `{: … }`) says to `list`: references, `#id`, `.class`, `key="value"`.
 * Returns false where it says something that is none of these.
 */
export function readAttributeList(text: string, list: AttributeList): boolean {
  if (text.trim() === '' || text.trim() === ':') return true;
  let found = false;
  for (const [, key, quote, value, ref, idsAndClasses] of text.matchAll(ANY)) {
    found = true;
    if (ref !== undefined) list.refs.push(ref);
    else if (idsAndClasses !== undefined) addIdsAndClasses(idsAndClasses, list.attrs);
    else if (key !== undefined)
      list.attrs.set(key, (value ?? '').replaceAll(`\\${quote}`, quote ?? '').replaceAll('\\}', '}'));
  }
  return found;
}

/** Adds the attributes of `from` to `to`; classes add up, everything else is replaced. */
export function mergeLists(to: AttributeList, from: AttributeList): void {
  for (const ref of from.refs) to.refs.push(ref);
  for (const [key, value] of from.attrs) {
    if (key === 'class') addClass(to.attrs, value);
    else to.attrs.set(key, value);
  }
}

/**
 * Writes a list and the definitions that it refers to into `attr`. `{:a: b}` with `{:b: a}` is a
 * circle; `seen` ends it.
 */
export function applyList(
  attr: Map<string, string>,
  list: AttributeList,
  definitions: ReadonlyMap<string, AttributeList>,
  seen: ReadonlySet<AttributeList> = new Set(),
): void {
  if (seen.has(list) || seen.size > MAX_REFERENCES) return;
  for (const ref of list.refs) {
    const definition = definitions.get(ref);
    if (definition !== undefined) applyList(attr, definition, definitions, new Set([...seen, list]));
  }
  for (const [key, value] of list.attrs) {
    if (key === 'class') addClass(attr, value);
    else attr.set(key, value);
  }
}
