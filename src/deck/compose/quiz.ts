import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { isElement, isTag } from '../../markdown/tree.js';
import { foldedQuestion, versusIn } from '../../note/questions.js';
import { atomsOf, markOf } from './atom-tree.js';
import { inlineLength, inlineText, sliceInline } from './slice-inline.js';

/** A question and what it asks for. */
export interface Quiz {
  readonly question: readonly ElementContent[];
  /** Its options, if it has some, then the answer behind its button. */
  readonly answer: readonly Element[];
}

export interface Quizzed {
  /** The body without its `<details>` questions: those have slides of their own. */
  readonly body: readonly Element[];
  readonly quizzes: readonly Quiz[];
}

/**
 * Finds what a study group can ask: `<details>` with a summary (moved out of the body, with the question and
 * the options above it where the summary is but "Answer"), and points of the kind "X vs Y" (which stay: the
 * question repeats them).
 */
export function findQuizzes(body: readonly Element[]): Quizzed {
  const quizzes: Quiz[] = [];
  const kept = takeDetails(body, quizzes, false).filter((node) => isElement(node));
  quizzes.push(...versusQuizzes(kept));
  return { body: kept, quizzes };
}

/** @param inItem the nodes are those of a list item: all that stands above belongs to the question */
function takeDetails(nodes: readonly ElementContent[], found: Quiz[], inItem: boolean): ElementContent[] {
  const kept: ElementContent[] = [];
  for (const node of nodes) {
    if (!isElement(node) || markOf(node) !== null) kept.push(node);
    else if (!isTag(node, 'details')) {
      const children = takeDetails(node.children, found, isTag(node, 'li', 'dd'));
      const emptied =
        !children.some((child) => isElement(child)) && node.children.some((child) => isElement(child));
      if (!emptied) kept.push({ ...node, children });
    } else kept.push(...takeOne(node, kept, found, inItem));
  }
  return kept;
}

/** One `<details>`: a question found and nothing left, or its content, unfolded. `above` gives up what it takes. */
function takeOne(
  details: Element,
  above: ElementContent[],
  found: Quiz[],
  inItem: boolean,
): readonly ElementContent[] {
  const asked = foldedQuestion(details, above, inItem);
  if (asked === null) return unfolded(details);
  const { question, options, answer, from } = asked;
  const summary = details.children.find((child) => isTag(child, 'summary'));
  const key = isElement(summary) ? (markOf(summary)?.key ?? null) : null;
  const said = orphaned(answer, key);
  if (from === null) {
    found.push({ question: question.children, answer: [answerPlace(said)] });
    return [];
  }
  above.splice(from);
  const parent = markOf(question)?.key ?? null;
  found.push({
    question: question.children,
    answer: [...orphaned(options, parent), answerPlace(orphaned(said, parent))],
  });
  return [];
}

/** The answer is hidden, and a button stands in its place. */
function answerPlace(answer: readonly Element[]): Element {
  return h('div', { className: ['answer-place'] }, [
    h('div', { className: ['fragment', 'answer'] }, [...answer]),
    // The deck's script gives it its words, in the note's language.
    h('button', { type: 'button', className: ['ask'] }),
  ]);
}

/** A `<details>` that asks nothing is plain content. */
function unfolded(details: Element): ElementContent[] {
  return details.children
    .filter((child) => isElement(child))
    .map((child) => (isTag(child, 'summary') ? { ...child, tagName: 'p' } : child));
}

function versusQuizzes(nodes: readonly ElementContent[]): Quiz[] {
  return nodes.flatMap((node): Quiz[] => {
    if (!isElement(node)) return [];
    if (markOf(node) !== null) return isTag(node, 'p') ? versusParagraph(node) : [];
    const own = node.children.find((child) => isElement(child));
    const below = isTag(node, 'li') ? node.children.filter((child) => child !== own) : node.children;
    const inner = versusQuizzes(below);
    if (!isTag(node, 'li') || !isElement(own)) return inner;
    const quiz = versusQuiz(node, own);
    return quiz ? [quiz, ...inner] : inner;
  });
}

/** "**Fetch vs pull**: …" as a paragraph of its own. */
function versusParagraph(own: Element): Quiz[] {
  const quiz = versusQuiz({ ...own, children: [own] }, own);
  return quiz ? [quiz] : [];
}

function versusQuiz(item: Element, own: Element): Quiz | null {
  const text = inlineText(own.children);
  const versus = versusIn(text);
  if (versus === null) return null;
  const key = markOf(own)?.key ?? '';
  const rest = item.children.filter((child) => isElement(child) && child !== own) as Element[];
  const tail = sliceInline(own.children, versus.answer, inlineLength(own.children));
  const said: Element[] = versus.end < text.length ? [{ ...own, children: tail }] : [];
  const answer = [...said, ...orphaned(rest, key)];
  return atomsOf(answer).length === 0
    ? null
    : { question: sliceInline(own.children, 0, versus.end), answer: [answerPlace(withoutIds(answer))] };
}

/** The question is the slide's heading, so its points have no parent to repeat. */
function orphaned(nodes: readonly Element[], parent: string | null): Element[] {
  const visit = (node: ElementContent): ElementContent => {
    if (!isElement(node)) return node;
    const { dataParent, ...properties } = node.properties;
    if (dataParent !== undefined && dataParent === parent) return { ...node, properties };
    return { ...node, children: node.children.map(visit) };
  };
  return nodes.map((node) => visit(node) as Element);
}

/** The points stand on the section's slides too; an id must not occur twice. */
function withoutIds(nodes: readonly Element[]): Element[] {
  const visit = (node: ElementContent): ElementContent => {
    if (!isElement(node)) return node;
    const { id: _id, ...properties } = node.properties;
    return { ...node, properties, children: node.children.map(visit) };
  };
  return nodes.map((node) => visit(node) as Element);
}
