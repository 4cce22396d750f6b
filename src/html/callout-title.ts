import type { Element } from 'hast';
import { classesOf, isElement, plainText } from '../markdown/tree.js';
import { messagesFor } from './messages.js';

const WORDS = {
  note: 'calloutNote',
  tip: 'calloutTip',
  important: 'calloutImportant',
  warning: 'calloutWarning',
  caution: 'calloutCaution',
} as const;

/** A box whose author gave it no title (`> [!warning]`) has its kind for one, in the note's language. */
export function withCalloutTitle(box: Element, lang: string): Element {
  const kind = String(box.properties.dataCallout);
  if (!Object.hasOwn(WORDS, kind)) return box;
  const word = messagesFor(lang)[WORDS[kind as keyof typeof WORDS]];
  const children = box.children.map((child) => {
    const isTitle = isElement(child) && classesOf(child).includes('markdown-alert-title');
    if (!isTitle || plainText(child).toLowerCase() !== kind) return child;
    return { ...child, children: [{ type: 'text' as const, value: word }] };
  });
  return { ...box, children };
}
