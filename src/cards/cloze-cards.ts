import type { Element } from 'hast';
import { isElement, isTag, plainText } from '../markdown/tree.js';
import type { Point, Section } from '../model.js';
import type { Card } from './card.js';
import { cardHtml, escaped, ownHtml } from './card-html.js';
import { type PointTree, pointsAbove } from './point-tree.js';
import { goesOn, isWorthAsking, tellingWords } from './worth-asking.js';

const ASKED_KINDS = new Set<Point['kind']>(['item', 'paragraph', 'definition']);
const MAX_POINT_CHARS = 320;

/** A card per point whose emphasised phrases can be told from the rest of it; a gap for each of them. */
export function clozeCards(
  section: Section,
  tree: PointTree,
  functional: ReadonlySet<string>,
): readonly Card[] {
  const cards = section.points.flatMap((point) => clozeCard(point, section, tree, functional) ?? []);
  const times = new Map<string, number>();
  for (const { front } of cards) times.set(gapped(front), (times.get(gapped(front)) ?? 0) + 1);
  // What looks the same with its gaps has several answers.
  return cards.filter(({ front }) => times.get(gapped(front)) === 1);
}

function clozeCard(
  point: Point,
  section: Section,
  tree: PointTree,
  functional: ReadonlySet<string>,
): Card | null {
  const element = tree.elements.get(point.id);
  if (!element || !ASKED_KINDS.has(point.kind) || point.text.length > MAX_POINT_CHARS) return null;
  if (point.terms.length === 0 || goesOn(point.text)) return null;
  const above = pointsAbove(point, tree);
  const context = [section.title, ...above.map(({ text }) => text)].join(' ');
  const { text } = point;
  const phrases = emphasised(element).filter((phrase) => tellingWords(phrase, functional).length > 0);
  let gaps = 0;
  const front = ownHtml(element, (inner) => {
    if (!isTag(inner, 'strong', 'em', 'b', 'i')) return null;
    const term = plainText(inner);
    const at = text.indexOf(term);
    const before = text.slice(0, Math.max(0, at));
    const after = text.slice(at + term.length);
    const isFollowed = phrases.some((other) => after.includes(other));
    if (at < 0 || !isWorthAsking({ term, before, after, context, isFollowed }, functional)) return null;
    gaps += 1;
    return `{{c${gaps}::${cardHtml(inner.children)}}}`;
  });
  if (gaps === 0) return null;
  const shown = [
    cardHtml(section.heading),
    ...above.map(({ id, text: said }) => {
      const parent = tree.elements.get(id);
      return parent ? ownHtml(parent) : escaped(said);
    }),
  ];
  return {
    kind: 'cloze',
    front: `<small>${shown.join(' › ')}</small><br>${front}`,
    back: '',
    section: section.id,
    asked: point.text,
    tags: section.tags,
  };
}

/** Emphasised phrases, without code, which the points count as terms too. */
function emphasised(node: Element): readonly string[] {
  return node.children
    .filter((child) => isElement(child) && !isTag(child, 'ul', 'ol', 'dl'))
    .filter(isElement)
    .flatMap((child) => (isTag(child, 'strong', 'em', 'b', 'i') ? [plainText(child)] : emphasised(child)));
}

function gapped(front: string): string {
  return front.replace(/\{\{c\d+::.*?\}\}/g, '[…]');
}
