import type { Element, ElementContent, Text } from 'hast';

/** A digit, `#` or `*` under U+20E3, with or without the sign that asks for a picture. */
const KEYCAP = /([0-9#*])\uFE0F?\u20E3/g;

export function hasKeycap({ value }: Text): boolean {
  return value.includes('\u20E3');
}

/**
 * `1️⃣` as a digit in a frame, which style sheets draw: the digit would come from the text face and the cap
 * from another, which is set over the letters beside it.
 */
export function withKeycaps({ value }: Text): Element {
  const children: ElementContent[] = [];
  let from = 0;
  for (const match of value.matchAll(KEYCAP)) {
    if (match.index > from) children.push({ type: 'text', value: value.slice(from, match.index) });
    children.push(span(['keycap'], [{ type: 'text', value: match[1] ?? '' }]));
    from = match.index + match[0].length;
  }
  if (from < value.length) children.push({ type: 'text', value: value.slice(from) });
  return span([], children);
}

function span(className: string[], children: ElementContent[]): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: className.length > 0 ? { className } : {},
    children,
  };
}
