import type { Element, ElementContent } from 'hast';
import { fill, messagesFor } from '../../html/messages.js';
import { classesOf, isElement } from '../../markdown/tree.js';

/** Says on the slide that a picture is not shown, and which; its alt text stands below. */
export function sayMissingPictures(body: readonly Element[], lang: string): Element[] {
  return body.map((element) => {
    const children = element.children.map(
      (child): ElementContent => (isElement(child) ? (sayMissingPictures([child], lang)[0] ?? child) : child),
    );
    return classesOf(element).includes('missing-image') ? said(element, lang) : { ...element, children };
  });
}

function said(place: Element, lang: string): Element {
  const { dataName, ...properties } = place.properties;
  const name: Element = {
    type: 'element',
    tagName: 'span',
    properties: { className: ['missing-name'] },
    children: [{ type: 'text', value: fill(messagesFor(lang).noPicture, { name: String(dataName ?? '') }) }],
  };
  return { ...place, properties, children: [name, ...place.children] };
}
