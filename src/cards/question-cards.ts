import type { Element, ElementContent } from 'hast';
import { isElement, isTag, plainText } from '../markdown/tree.js';
import type { Point, Section } from '../model.js';
import { foldedQuestion, versusIn } from '../note/questions.js';
import type { Card } from './card.js';
import { cardHtml, escaped, ownHtml } from './card-html.js';
import type { PointTree } from './point-tree.js';
import { tellingWords } from './worth-asking.js';

interface Question {
  readonly asked: string;
  readonly front: string;
  readonly back: string;
}

/** What the section asks itself: comparisons, folded answers, a bank's questions, its chips. */
export function questionCards(
  section: Section,
  tree: PointTree,
  functional: ReadonlySet<string>,
): readonly Card[] {
  const found = [
    ...section.points.flatMap((point) => versus(point, tree) ?? []),
    ...folded(section.body, false),
    ...bank(section.body),
  ];
  const label = `<small>${cardHtml(section.heading)}</small><br>`;
  const cards = found.map((one) => ({ ...one, front: label + one.front }));
  return [...cards, ...chips(section, functional)].map((one) => ({
    ...one,
    kind: 'question',
    section: section.id,
    tags: section.tags,
  }));
}

function versus(point: Point, tree: PointTree): Question | null {
  if (point.kind !== 'item' && point.kind !== 'paragraph') return null;
  const found = versusIn(point.text);
  if (found === null) return null;
  const asked = point.text.slice(0, found.end);
  const back = escaped(point.text.slice(found.answer)) + listBelow(point, tree);
  return back === '' ? null : { asked, front: escaped(asked), back };
}

function listBelow(point: Point, tree: PointTree): string {
  const items = (tree.below.get(point.id) ?? []).map((child) => {
    const element = tree.elements.get(child.id);
    return `<li>${element ? ownHtml(element) : ''}${listBelow(child, tree)}</li>`;
  });
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

/** What `<details>` ask; those of a bank's question belong to it. */
function folded(nodes: readonly ElementContent[], inItem: boolean): readonly Question[] {
  return nodes.flatMap((node, at): readonly Question[] => {
    if (!isElement(node)) return [];
    if (!isTag(node, 'details')) return folded(node.children, isTag(node, 'li', 'dd'));
    const found = isOfBank(node) ? null : foldedQuestion(node, nodes.slice(0, at), inItem);
    if (found === null) return folded(node.children, false);
    const { question, options, answer } = found;
    const front = [question, ...options].map((part) => withoutParagraph(part));
    const asked = plainText([question, ...options]);
    return [{ asked, front: front.join(''), back: cardHtml(answer) }];
  });
}

function isOfBank({ properties }: Element): boolean {
  return properties.dataQuestion !== undefined && properties.dataQuestion !== null;
}

/** A paragraph's and a summary's own content; a list as it is. */
function withoutParagraph(part: Element): string {
  return cardHtml(isTag(part, 'ul', 'ol', 'pre', 'table') ? [part] : part.children);
}

/** Blocks of one number belong to one question: see `Section.body`. */
function bank(body: readonly Element[]): readonly Question[] {
  const parts = new Map<string, Element[]>();
  for (const element of elementsIn(body)) {
    if (!isOfBank(element)) continue;
    const number = element.properties.dataQuestion;
    parts.set(String(number), [...(parts.get(String(number)) ?? []), element]);
  }
  return [...parts.values()].flatMap((blocks) => {
    const of = (part: string): Element[] =>
      blocks.filter(({ properties }) => properties.dataQuestionPart === part);
    const answer = cardHtml(of('answer').flatMap(withoutSummary));
    const asked = plainText(of('question'));
    if (answer === '' || asked === '') return [];
    return { asked, front: cardHtml([...of('question'), ...of('options')]), back: answer };
  });
}

/** The summary of an answer says no more than "Answer". */
function withoutSummary(answer: Element): readonly ElementContent[] {
  if (!isTag(answer, 'details')) return [answer];
  return answer.children.filter((child) => !isTag(child, 'summary'));
}

/** Two keywords of the map tell which section they stand for; one may stand for several. */
function chips(
  { chips: all, title, shortName, heading }: Section,
  functional: ReadonlySet<string>,
): readonly Question[] {
  const named = new Set(tellingWords(`${title} ${shortName}`, functional));
  const telling = all.filter((chip) => !tellingWords(chip, functional).some((word) => named.has(word)));
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
