import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Section } from '../../model.js';

/** The closing recap: a row for each section, its name a link, its terms in the order of the text. */
export function recapBody(sections: readonly Section[]): Element[] {
  return sections.flatMap((section, index) => {
    const terms = termsOf(section);
    return terms.length === 0 ? [] : [row(section, terms, index)];
  });
}

/**
 * Terms without repetition; "EMR" and "emr" are one. Code blocks are no terms, nor are single letters:
 * they are variables.
 */
export function termsOf(section: Section): string[] {
  const terms = new Map<string, string>();
  const points = section.points.filter((point) => point.kind !== 'code');
  for (const term of points.flatMap((point) => point.terms)) {
    const key = term.toLowerCase();
    if (!terms.has(key) && term.length > 1 && /[\p{L}\p{N}]/u.test(term)) terms.set(key, term);
  }
  return [...terms.values()];
}

function row(section: Section, terms: readonly string[], index: number): Element {
  const listed = terms.flatMap((term, i): ElementContent[] => {
    const separator: ElementContent[] = i === 0 ? [] : [{ type: 'text', value: ' · ' }];
    return [...separator, h('strong', { className: ['term'] }, term)];
  });
  return h('p', { className: ['recap-row'], dataPoint: `recap-${index}` }, [
    h('a', { className: ['recap-name'], href: `#${section.id}` }, section.shortName),
    { type: 'text', value: ' ' },
    ...listed,
  ]);
}
