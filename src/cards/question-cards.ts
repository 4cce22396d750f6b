import type { Element, ElementContent } from 'hast';
import { isElement, isTag, plainText } from '../markdown/tree.js';
import type { Point, Section } from '../model.js';
import { bankQuestions } from '../note/question-bank.js';
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
    ...bank(section),
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

/** Questions of a bank; the section's heading, which a card shows above, may be one. */
function bank({ body, title }: Section): readonly Question[] {
  return bankQuestions(body).map(({ question, shown, answer }) => ({
    asked: plainText([...question, ...shown]) || title,
    front: cardHtml([...question, ...shown]),
    back: cardHtml(answer),
  }));
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
