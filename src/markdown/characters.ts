import { parseFragment } from 'parse5';

/** `&eacute;` → `é`, in a text without tags. */
export function charactersOf(text: string): string {
  if (!text.includes('&')) return text;
  const [node] = parseFragment(text.replaceAll('<', '&lt;')).childNodes;
  return node !== undefined && 'value' in node ? node.value : '';
}
