import type { Element, ElementContent } from 'hast';
import { isElement, isTag, plainText } from '../markdown/tree.js';
import type { Point, Section } from '../model.js';
import type { Card } from './card.js';
import { cardHtml, escaped, ownHtml } from './card-html.js';
import type { PointTree } from './point-tree.js';
import { tellingWords } from './worth-asking.js';

const VERSUS = /\S\s+(?:vs\.?|versus)\s+\S/i;
/** "Merge vs rebase: the one keeps …": the question ends here. */
const COLON = /\s*(?::|\s[-–—])\s/;
const MAX_QUESTION_CHARS = 80;
/** More than this is a chapter that was folded away, unless its summary asks. */
const MAX_FOLDED_CHARS = 400;

interface Question {
  readonly asked: string;
  readonly front: string;
  readonly back: string;
}

/** What the section asks itself: comparisons, folded answers, a bank's questions, its chips. */
export function questionCards(section: Section, tree: PointTree): readonly Card[] {
  const found = [
    ...section.points.flatMap((point) => versus(point, tree) ?? []),
    ...elementsIn(section.body).flatMap((element) => folded(element) ?? []),
    ...bank(section.body),
  ];
  const label = `<small>${cardHtml(section.heading)}</small><br>`;
  const cards = found.map((one) => ({ ...one, front: label + one.front }));
  return [...cards, ...chips(section)].map((one) => ({
    ...one,
    kind: 'question',
    section: section.id,
    tags: section.tags,
  }));
}

function versus(point: Point, tree: PointTree): Question | null {
  const colon = COLON.exec(point.text);
  const asked = colon ? point.text.slice(0, colon.index) : point.text;
  if (!VERSUS.test(asked) || asked.length > MAX_QUESTION_CHARS) return null;
  if (point.kind !== 'item' && point.kind !== 'paragraph') return null;
  const said = colon ? escaped(point.text.slice(colon.index + colon[0].length)) : '';
  const back = said + listBelow(point, tree);
  return back === '' ? null : { asked, front: escaped(asked), back };
}

function listBelow(point: Point, tree: PointTree): string {
  const items = (tree.below.get(point.id) ?? []).map((child) => {
    const element = tree.elements.get(child.id);
    return `<li>${element ? ownHtml(element) : ''}${listBelow(child, tree)}</li>`;
  });
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

function folded(details: Element): Question | null {
  if (!isTag(details, 'details')) return null;
  const summary = details.children.find((child) => isTag(child, 'summary'));
  if (!isElement(summary)) return null;
  const answer = details.children.filter((child) => child !== summary);
  const asked = plainText(summary);
  const length = plainText(answer).length;
  if (length === 0 || (length > MAX_FOLDED_CHARS && !/[?？؟]\W*$/.test(asked))) return null;
  return { asked, front: cardHtml(summary.children), back: cardHtml(answer) };
}

/** Blocks of one number belong to one question: see `Section.body`. */
function bank(body: readonly Element[]): readonly Question[] {
  const parts = new Map<string, Element[]>();
  for (const element of elementsIn(body)) {
    const number = element.properties.dataQuestion;
    if (number === undefined || number === null) continue;
    parts.set(String(number), [...(parts.get(String(number)) ?? []), element]);
  }
  return [...parts.values()].flatMap((blocks) => {
    const of = (part: string): Element[] =>
      blocks.filter(({ properties }) => properties.dataQuestionPart === part);
    const answer = cardHtml(of('answer'));
    const asked = plainText(of('question'));
    if (answer === '' || asked === '') return [];
    return { asked, front: cardHtml([...of('question'), ...of('options')]), back: answer };
  });
}

/** Two keywords of the map tell which section they stand for; one may stand for several. */
function chips({ chips: all, title, shortName, heading }: Section): readonly Question[] {
  const named = new Set(tellingWords(`${title} ${shortName}`));
  const telling = all.filter((chip) => !tellingWords(chip).some((word) => named.has(word)));
  if (telling.length < 2) return [];
  return [
    {
      asked: `→ ${title}`,
      front: `${telling.map((chip) => escaped(chip)).join(' · ')} → ?`,
      back: cardHtml(heading),
    },
  ];
}

function elementsIn(nodes: readonly ElementContent[]): readonly Element[] {
  return nodes.filter(isElement).flatMap((node) => [node, ...elementsIn(node.children)]);
}
