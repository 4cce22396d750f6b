import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { headingLevel, isElement, isTag, plainText } from '../../markdown/tree.js';
import { bankQuestions } from '../../note/question-bank.js';
import { foldedQuestion, versusIn } from '../../note/questions.js';
import { atomsOf, markOf } from './atom-tree.js';
import { inlineLength, inlineText, sliceInline } from './slice-inline.js';

/** A question and what it asks for. */
export interface Quiz {
  readonly question: readonly ElementContent[];
  /** Its options, if it has some, then the answer behind its button. */
  readonly answer: readonly Element[];
}

/** A question on slides of its own. */
export interface QuizSlides extends Quiz {
  /** Headings that have nothing but questions below: "Question 3"; empty where there are none. */
  readonly label: string;
}

export interface Quizzed {
  /** The body without the questions that have slides of their own. */
  readonly body: readonly Element[];
  readonly quizzes: readonly QuizSlides[];
}

/**
 * Finds what a study group can ask: the questions of a bank and `<details>` with a summary (moved out of the body,
 * with the question and the options above it where the summary is but "Answer"), and points of the kind "X vs Y"
 * (which stay: the question repeats them).
 *
 * @param heading the section's own, which may be the question of its options
 */
export function findQuizzes(body: readonly Element[], heading: readonly ElementContent[] = []): Quizzed {
  const search: Search = { found: [], taken: new Set(), banked: bankOf(body, heading) };
  const starts: number[] = [];
  const kept = takeQuestions(body, search, false, (at) => {
    while (starts.length < search.found.length) starts.push(at);
  }).filter((node) => isElement(node));
  const labels = emptiedHeadings(body, kept);
  const own = kept.filter((node) => !labels.has(node));
  const quizzes = search.found.map((quiz, i) => ({
    ...quiz,
    label: labelAbove(body, labels, starts[i] ?? 0, starts[i - 1] ?? -1),
  }));
  return { body: own, quizzes: [...quizzes, ...versusQuizzes(own).map((quiz) => ({ ...quiz, label: '' }))] };
}

/** Work state of the search. */
interface Search {
  readonly found: Quiz[];
  /** Those of the bank among them. */
  readonly taken: Set<Quiz>;
  /** By each block that belongs to a question of a bank. */
  readonly banked: ReadonlyMap<Element, Quiz>;
}

function bankOf(body: readonly Element[], heading: readonly ElementContent[]): ReadonlyMap<Element, Quiz> {
  const banked = new Map<Element, Quiz>();
  for (const { question, shown, answer, parts } of bankQuestions(body)) {
    const asked = question.length > 0 ? question : heading;
    if (plainText(asked) === '') continue;
    const quiz = { question: asked, answer: [...orphaned(shown), answerPlace(orphaned(answer))] };
    for (const part of parts) banked.set(part, quiz);
  }
  return banked;
}

/**
 * @param inItem the nodes are those of a list item: all that stands above belongs to the question
 * @param after called after each node, with its index
 */
function takeQuestions(
  nodes: readonly ElementContent[],
  search: Search,
  inItem: boolean,
  after: (at: number) => void = () => undefined,
): ElementContent[] {
  const kept: ElementContent[] = [];
  for (const [at, node] of nodes.entries()) {
    const quiz = isElement(node) ? search.banked.get(node) : undefined;
    if (quiz !== undefined) {
      if (!search.taken.has(quiz)) search.found.push(quiz);
      search.taken.add(quiz);
    } else if (!isElement(node) || markOf(node) !== null) kept.push(node);
    else if (!isTag(node, 'details')) {
      const children = takeQuestions(node.children, search, isTag(node, 'li', 'dd'));
      const emptied =
        !children.some((child) => isElement(child)) && node.children.some((child) => isElement(child));
      if (!emptied) kept.push({ ...node, children });
    } else kept.push(...takeFolded(node, kept, search.found, inItem));
    after(at);
  }
  return kept;
}

/** One `<details>`: a question found and nothing left, or its content, unfolded. `above` gives up what it takes. */
function takeFolded(
  details: Element,
  above: ElementContent[],
  found: Quiz[],
  inItem: boolean,
): readonly ElementContent[] {
  const asked = foldedQuestion(details, above, inItem);
  if (asked === null) return unfolded(details);
  const { question, options, answer, from } = asked;
  if (from !== null) above.splice(from);
  found.push({
    question: question.children,
    answer: [...orphaned(options), answerPlace(orphaned(answer))],
  });
  return [];
}

/** Headings that had content and now have none, since all of it was questions. */
function emptiedHeadings(body: readonly Element[], kept: readonly Element[]): ReadonlySet<Element> {
  const emptied = new Set<Element>();
  const had = new Set(body.filter((node, at) => !isEmpty(node, body[at + 1])));
  let below: Element | undefined;
  for (const node of kept.toReversed()) {
    if (had.has(node) && isEmpty(node, below)) emptied.add(node);
    else below = node;
  }
  return emptied;
}

/** A heading at the end, or right before one that is not below it. */
function isEmpty(node: Element, next: Element | undefined): boolean {
  const level = headingLevel(node);
  return level !== null && (next === undefined || (headingLevel(next) ?? Number.POSITIVE_INFINITY) <= level);
}

/** The emptied headings since the question before; where there are none, the one that both stand below. */
function labelAbove(
  body: readonly Element[],
  emptied: ReadonlySet<Element>,
  at: number,
  before: number,
): string {
  if (emptied.size === 0) return '';
  const since = body.slice(before + 1, at).filter((node) => emptied.has(node));
  let above = at - 1;
  while (above >= 0 && headingLevel(body[above] as Element) === null) above -= 1;
  const [last] = body.slice(Math.max(0, above), above + 1).filter((node) => emptied.has(node));
  const named = since.length === 0 && last !== undefined ? [last] : since;
  return named.map((node) => plainText(node)).join(' · ');
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
  const rest = item.children.filter((child) => isElement(child) && child !== own) as Element[];
  const tail = sliceInline(own.children, versus.answer, inlineLength(own.children));
  const said: Element[] = versus.end < text.length ? [{ ...own, children: tail }] : [];
  const answer = orphaned([...said, ...rest]);
  return atomsOf(answer).length === 0
    ? null
    : { question: sliceInline(own.children, 0, versus.end), answer: [answerPlace(withoutIds(answer))] };
}

/** The question is the slide's heading: points whose parent is not among them have none to repeat. */
function orphaned(nodes: readonly Element[]): Element[] {
  const keys = new Set(atomsOf(nodes).map((atom) => markOf(atom)?.key));
  const visit = (node: ElementContent): ElementContent => {
    if (!isElement(node)) return node;
    const { dataParent, ...properties } = node.properties;
    const own = dataParent === undefined || keys.has(String(dataParent)) ? node.properties : properties;
    return { ...node, properties: own, children: node.children.map(visit) };
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
