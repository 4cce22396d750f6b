import { parseFragment } from 'parse5';

/** `&eacute;` → `é`, in a text without tags. */
export function charactersOf(text: string): string {
  const [node] = parseFragment(text.replaceAll('<', '&lt;')).childNodes;
  return node !== undefined && 'value' in node ? node.value : '';
}
