import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';

/** Sanitised tree → HTML text. */
export function htmlOf(content: readonly ElementContent[] | ElementContent): string {
  const children = Array.isArray(content) ? [...content] : [content as ElementContent];
  return toHtml({ type: 'root', children }, { allowDangerousHtml: false });
}
