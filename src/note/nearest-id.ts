import { closest, distance } from 'fastest-levenshtein';
import type { Nodes } from 'hast';
import { plainText } from '../markdown/tree.js';

/** Bounds for the search: a note of a hundred thousand headings gets no hint worth its time. */
const MAX_CANDIDATES = 2000;
const MAX_CHARS = 120;

/** The id most like `target`, or null where none is like it. */
export function nearestId(target: string, ids: Iterable<string>): string | null {
  if (target === '' || target.length > MAX_CHARS) return null;
  const candidates: string[] = [];
  for (const id of ids) {
    if (candidates.length >= MAX_CANDIDATES) break;
    if (id !== '' && id.length <= MAX_CHARS) candidates.push(id);
  }
  if (candidates.length === 0) return null;
  // `#esb` is `#ebs` with two letters swapped, which counts as two changes, as many as to `#s3`.
  const swapped = candidates.find((id) => id.length === target.length && letters(id) === letters(target));
  if (swapped !== undefined) return swapped;
  const id = closest(target, candidates);
  return distance(target, id) <= Math.max(3, target.length / 2) ? id : null;
}

function letters(id: string): string {
  return [...id].sort().join('');
}

/** Letters and digits only, in lower case: `open-search` and `OpenSearch` are the same name. */
export function squeezed(text: string | Nodes): string {
  const plain = typeof text === 'string' ? text : plainText(text);
  return plain.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** `#caf%C3%A9` → `café`; what cannot be decoded stays as it is. */
export function fragmentOf(href: string): string {
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}
