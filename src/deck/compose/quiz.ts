import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { isElement, isTag, plainText } from '../../markdown/tree.js';
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

const VERSUS = /\S\s+(?:vs\.?|versus)\s+\S/i;
/** "Merge vs rebase: the one keeps …": the question ends here. */
const COLON = /\s*(?::|\s[-–—])\s/;
/** A question of this kind is a line of its own. */
const MAX_VERSUS_CHARS = 80;
/** What is looked at for the patterns above: they take the square of the text's length. */
const MAX_LOOK_CHARS = 2 * MAX_VERSUS_CHARS;

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
  const summary = details.children.find((child) => isTag(child, 'summary'));
  const answer = details.children.filter((child) => child !== summary && isElement(child)) as Element[];
  if (!isElement(summary) || answer.length === 0) return unfolded(details);
  const key = markOf(summary)?.key ?? null;
  if (isLabel(summary)) {
    const asked = questionAbove(above, inItem);
    if (asked === null) return unfolded(details);
    above.splice(asked.from);
    const parent = markOf(asked.head)?.key ?? null;
    const options = orphaned(asked.options, parent);
    const said = orphaned(orphaned(answer, key), parent);
    found.push({ question: asked.head.children, answer: [...options, answerPlace(said)] });
    return [];
  }
  if (!isAsked(summary, answer)) return unfolded(details);
  found.push({ question: summary.children, answer: [answerPlace(orphaned(answer, key))] });
  return [];
}

/** "Answer", "Show the solution": the question stands above. */
const LABEL =
  /^\W{0,4}(?:(?:show|see|view|reveal|check|click (?:here )?(?:to|for)(?: (?:see|show|reveal|view))?)\s)?(?:the |an? |my )?(?:correct |model |sample )?(?:answers?|solutions?|explanation|result|antwort(?:en)?|lösung(?:en)?|réponses?|solution|respuestas?|solución|risposta|soluzione|respostas?|solução|antwoord|svar|odpowiedź|ответ|答案|解答|回答|정답)\W{0,4}$/iu;

function isLabel(summary: Element): boolean {
  const text = plainText(summary).trim();
  return text.length <= 50 && LABEL.test(text);
}

interface Asked {
  /** Index among the nodes above at which the question begins. */
  readonly from: number;
  readonly head: Element;
  readonly options: readonly Element[];
}

/** The nearest paragraph or heading above, and the options between: at least one of the two says that it asks. */
function questionAbove(above: readonly ElementContent[], inItem: boolean): Asked | null {
  const from = inItem
    ? above.findIndex((node) => isElement(node))
    : above.findLastIndex((node) => isElement(node) && !isTag(node, 'ul', 'ol', 'pre', 'table'));
  const head = above[from];
  if (!isElement(head) || !isTag(head, 'p', 'h3', 'h4', 'h5', 'h6')) return null;
  const options = above.slice(from + 1).filter((node) => isElement(node));
  if (plainText(head).length > MAX_ANSWER_CHARS) return null;
  return options.some((node) => isTag(node, 'ul', 'ol')) || endsAsking(head) ? { from, head, options } : null;
}

/** The answer is hidden, and a button stands in its place. */
function answerPlace(answer: readonly Element[]): Element {
  return h('div', { className: ['answer-place'] }, [
    h('div', { className: ['fragment', 'answer'] }, [...answer]),
    // The deck's script gives it its words, in the note's language.
    h('button', { type: 'button', className: ['ask'] }),
  ]);
}

/** More than this is not an answer but a chapter that was folded away. */
const MAX_ANSWER_CHARS = 400;

/** "Click to expand" over a long list asks nothing; "Which one?" does, and so does a term over its meaning. */
function isAsked(summary: Element, answer: readonly Element[]): boolean {
  if (endsAsking(summary)) return true;
  return answer.reduce((sum, block) => sum + plainText(block).length, 0) <= MAX_ANSWER_CHARS;
}

function endsAsking(element: Element): boolean {
  const end = plainText(element).trimEnd().slice(-16);
  return /[?？؟](?:\W{0,4}|\s?\([^()]*\)\W{0,2})$/.test(end);
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
    if (!isTag(node, 'li') || !isElement(own) || !isVersus(plainText(own))) return inner;
    const quiz = versusQuiz(node, own);
    return quiz ? [quiz, ...inner] : inner;
  });
}

/** "**Fetch vs pull**: …" as a paragraph of its own. */
function versusParagraph(own: Element): Quiz[] {
  if (!isVersus(plainText(own))) return [];
  const quiz = versusQuiz({ ...own, children: [own] }, own);
  return quiz ? [quiz] : [];
}

function versusQuiz(item: Element, own: Element): Quiz | null {
  const text = inlineText(own.children);
  const colon = COLON.exec(text.slice(0, MAX_LOOK_CHARS));
  const end = colon && isVersus(text.slice(0, colon.index)) ? colon.index : text.length;
  if (end > MAX_VERSUS_CHARS) return null;
  const key = markOf(own)?.key ?? '';
  const rest = item.children.filter((child) => isElement(child) && child !== own) as Element[];
  const tail = sliceInline(own.children, end + (colon?.[0].length ?? 0), inlineLength(own.children));
  const said: Element[] = end < text.length ? [{ ...own, children: tail }] : [];
  const answer = [...said, ...orphaned(rest, key)];
  return atomsOf(answer).length === 0
    ? null
    : { question: sliceInline(own.children, 0, end), answer: [answerPlace(withoutIds(answer))] };
}

function isVersus(text: string): boolean {
  return VERSUS.test(text.slice(0, MAX_LOOK_CHARS));
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
