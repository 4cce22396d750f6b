import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** What can be shown and voted on in a deck. */
export interface DeckOutline {
  readonly title: string;
  /** BCP 47 tag of its language. */
  readonly lang: string;
  /** Ids of the sections that have slides, in their order. */
  readonly sections: readonly string[];
  readonly hasSlide: (id: string) => boolean;
  readonly hasSection: (id: string) => boolean;
  readonly hasQuestion: (id: string) => boolean;
  /** The section that a slide belongs to; null for the title, the map and the like. */
  readonly sectionOf: (slide: string) => string | null;
}

interface Slide {
  readonly id: string;
  readonly section: string;
  readonly kind: string;
  readonly question: string | null;
}

const OF_SECTIONS = new Set(['section', 'quiz']);

/** Reads a deck's own file, so that a deck which was made earlier needs no note. */
export function deckOutlineOf(html: string): DeckOutline {
  const document = parse(html);
  const elements = elementsIn(document);
  const slides = elements.flatMap(slideOf);
  const sectionBySlide = new Map(
    slides.map(({ id, section, kind }) => [id, OF_SECTIONS.has(kind) ? section : null]),
  );
  const sections = new Set([...sectionBySlide.values()].filter((section) => section !== null));
  const questions = new Set(slides.map(({ question }) => question));
  return {
    title: titleOf(elements),
    lang:
      attributeOf(
        elements.find(({ tagName }) => tagName === 'html'),
        'lang',
      ) ?? 'en',
    sections: [...sections],
    hasSlide: (id) => sectionBySlide.has(id),
    hasSection: (id) => sections.has(id),
    hasQuestion: (id) => questions.has(id),
    sectionOf: (slide) => sectionBySlide.get(slide) ?? null,
  };
}

function slideOf(element: Tree.Element): readonly Slide[] {
  const [id, kind] = [attributeOf(element, 'id'), attributeOf(element, 'data-kind')];
  if (element.tagName !== 'section' || id === null || kind === null) return [];
  const section = attributeOf(element, 'data-section') ?? id;
  return [{ id, kind, section, question: attributeOf(element, 'data-question') }];
}

function attributeOf(element: Tree.Element | undefined, name: string): string | null {
  return element?.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

function elementsIn(node: Tree.ParentNode): readonly Tree.Element[] {
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elementsIn(child)] : []));
}

function titleOf(elements: readonly Tree.Element[]): string {
  const title = elements.find(({ tagName }) => tagName === 'title');
  return title?.childNodes.map((child) => ('value' in child ? child.value : '')).join('') ?? '';
}
