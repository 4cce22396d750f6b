import type { Element, ElementContent } from 'hast';
import { isElement, isTag, plainText } from '../../markdown/tree.js';
import { atomsOf, markOf } from './atom-tree.js';
import { inlineLength, inlineText, sliceInline } from './slice-inline.js';

/** A question and what it asks for. */
export interface Quiz {
  readonly question: readonly ElementContent[];
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

/**
 * Finds what a study group can ask: `<details>` with a summary (moved out of the body), and points of
 * the kind "X vs Y" (which stay: the question repeats them).
 */
export function findQuizzes(body: readonly Element[]): Quizzed {
  const quizzes: Quiz[] = [];
  const kept = takeDetails(body, quizzes).filter((node) => isElement(node));
  quizzes.push(...versusQuizzes(kept));
  return { body: kept, quizzes };
}

function takeDetails(nodes: readonly ElementContent[], found: Quiz[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (!isElement(node) || markOf(node) !== null) return [node];
    if (!isTag(node, 'details')) {
      const children = takeDetails(node.children, found);
      const emptied = children.length === 0 && node.children.length > 0;
      return emptied ? [] : [{ ...node, children }];
    }
    const summary = node.children.find((child) => isTag(child, 'summary'));
    const answer = node.children.filter((child) => child !== summary && isElement(child)) as Element[];
    if (!isElement(summary) || !isAsked(summary, answer)) return unfolded(node);
    found.push({ question: summary.children, answer: orphaned(answer, markOf(summary)?.key ?? null) });
    return [];
  });
}

/** More than this is not an answer but a chapter that was folded away. */
const MAX_ANSWER_CHARS = 400;

/** "Click to expand" over a long list asks nothing; "Which one?" does, and so does a term over its meaning. */
function isAsked(summary: Element, answer: readonly Element[]): boolean {
  if (answer.length === 0) return false;
  if (/[?？؟]\W*$/.test(plainText(summary))) return true;
  return answer.reduce((sum, block) => sum + plainText(block).length, 0) <= MAX_ANSWER_CHARS;
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
    if (!isTag(node, 'li') || !isElement(own) || !VERSUS.test(plainText(own))) return inner;
    const quiz = versusQuiz(node, own);
    return quiz ? [quiz, ...inner] : inner;
  });
}

/** "**Fetch vs pull**: …" as a paragraph of its own. */
function versusParagraph(own: Element): Quiz[] {
  if (!VERSUS.test(plainText(own))) return [];
  const quiz = versusQuiz({ ...own, children: [own] }, own);
  return quiz ? [quiz] : [];
}

function versusQuiz(item: Element, own: Element): Quiz | null {
  const text = inlineText(own.children);
  const colon = COLON.exec(text);
  const end = colon && VERSUS.test(text.slice(0, colon.index)) ? colon.index : text.length;
  if (end > 80) return null;
  const key = markOf(own)?.key ?? '';
  const rest = item.children.filter((child) => isElement(child) && child !== own) as Element[];
  const tail = sliceInline(own.children, end + (colon?.[0].length ?? 0), inlineLength(own.children));
  const said: Element[] = end < text.length ? [{ ...own, children: tail }] : [];
  const answer = [...said, ...orphaned(rest, key)];
  return atomsOf(answer).length === 0
    ? null
    : { question: sliceInline(own.children, 0, end), answer: withoutIds(answer) };
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
