import type { Element, ElementContent } from 'hast';
import { inlineLines } from '../markdown/inline-lines.js';
import { classesOf, isElement, isTag, plainText } from '../markdown/tree.js';

/** A question whose blocks the reader of the note has marked: see `Section.body`. */
export interface BankQuestion {
  /** Inline content; empty where the section's own heading asks. */
  readonly question: readonly ElementContent[];
  /** The element that the question is in; null where the section's own heading asks. */
  readonly head: Element | null;
  /** Its options, and what stands with them. */
  readonly shown: readonly Element[];
  readonly answer: readonly Element[];
  /** The blocks that it is made of; what is in an item of them belongs to it as well. */
  readonly parts: ReadonlySet<Element>;
}

interface Found {
  readonly question: Element[];
  readonly options: Element[];
  readonly answer: Element[];
}

/** The marked questions of a section that have an answer, in the order of the text. */
export function bankQuestions(body: readonly Element[]): readonly BankQuestion[] {
  const found = new Map<string, Found>();
  collect(body, found);
  return [...found.values()].flatMap((parts) => questionOf(parts) ?? []);
}

function collect(nodes: readonly ElementContent[], found: Map<string, Found>): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const { dataQuestion, dataQuestionPart: part } = node.properties;
    if (dataQuestion !== undefined && dataQuestion !== null) {
      const key = String(dataQuestion);
      const of = found.get(key) ?? { question: [], options: [], answer: [] };
      found.set(key, of);
      if (part === 'question' || part === 'options' || part === 'answer') of[part].push(node);
    }
    collect(node.children, found);
  }
}

function questionOf({ question, options, answer }: Found): BankQuestion | null {
  const [asked] = question;
  const head = asked === undefined ? null : headOf(asked);
  const inside = isTag(asked, 'li') ? asked.children.filter(isElement).slice(1) : [];
  const rest = inside.filter((block) => !options.includes(block) && !answer.includes(block));
  const given = [...answer.flatMap(answerBlocks), ...rightAnswers(options), ...saidAnswer(options, question)];
  if (given.length === 0) return null;
  return {
    question: head?.children ?? [],
    head,
    shown: [...rest.flatMap(unfolded), ...options.map(asList)].map(withoutMarks),
    answer: given,
    parts: new Set([...question, ...options, ...answer]),
  };
}

/** An item's own words are its first paragraph. */
function headOf(question: Element): Element {
  const [first] = question.children.filter(isElement);
  return isTag(question, 'li') && isTag(first, 'p') ? first : question;
}

/** The summary of an answer says no more than "Answer". */
function answerBlocks(answer: Element): readonly Element[] {
  if (!isTag(answer, 'details')) return [answer];
  return answer.children.filter((child): child is Element => isElement(child) && !isTag(child, 'summary'));
}

function unfolded(block: Element): readonly Element[] {
  if (!isTag(block, 'details')) return [block];
  return block.children
    .filter(isElement)
    .map((child) => (isTag(child, 'summary') ? { ...child, tagName: 'p' } : child));
}

/** Options that are the lines of a paragraph are a list on a slide or card: a line each. */
function asList(options: Element): Element {
  if (!isTag(options, 'p')) return options;
  const lines = inlineLines(options.children).filter((line) => plainText(line) !== '');
  if (lines.length < 2) return options;
  const { dataPoint, ...properties } = options.properties;
  const items = lines.map((children, at): Element => {
    const key = dataPoint === undefined ? {} : { dataPoint: `${dataPoint}.${at + 1}` };
    const own: Element = { type: 'element', tagName: 'p', properties: { ...properties, ...key }, children };
    return { type: 'element', tagName: 'li', properties: {}, children: [own] };
  });
  return { type: 'element', tagName: 'ul', properties: {}, children: items };
}

/** The options that are ticked, as a list of their own. */
function rightAnswers(options: readonly Element[]): Element[] {
  return options.flatMap((list) => {
    const right = list.children.filter((item) => isElement(item) && item.properties.dataRight !== undefined);
    if (right.length === 0) return [];
    const children = right.map((item) => withKeys(withoutMarks(item as Element), '.right'));
    return [{ ...list, tagName: 'ul', properties: {}, children }];
  });
}

/** What a list of answers further down says. */
function saidAnswer(options: readonly Element[], question: readonly Element[]): Element[] {
  return [...options, ...question].flatMap((element): Element[] => {
    const { dataAnswer } = element.properties;
    if (typeof dataAnswer !== 'string') return [];
    const key = firstKey(element);
    const properties = key === null ? {} : { dataPoint: `${key}.answer` };
    return [{ type: 'element', tagName: 'p', properties, children: [{ type: 'text', value: dataAnswer }] }];
  });
}

function firstKey(element: Element): string | null {
  const { dataPoint } = element.properties;
  if (dataPoint !== undefined && dataPoint !== null) return String(dataPoint);
  for (const child of element.children) {
    const key = isElement(child) ? firstKey(child) : null;
    if (key !== null) return key;
  }
  return null;
}

/** The same points a second time have keys of their own. */
function withKeys(element: Element, suffix: string): Element {
  const { dataPoint, dataParent: _parent, id: _id, ...properties } = element.properties;
  const children = element.children.map((child) => (isElement(child) ? withKeys(child, suffix) : child));
  const key = dataPoint === undefined ? {} : { dataPoint: `${dataPoint}${suffix}` };
  return { ...element, properties: { ...properties, ...key }, children };
}

const MARK = /\s*(?:[✅✔✓☑❌✗✘☒]\uFE0F?|\((?:correct|right|wrong|richtig|falsch|correct[oa]|juste)\))\s*/giu;

/** Options without the marks that tell the right ones: boxes, ticks. Only lists that have some are changed. */
function withoutMarks(block: Element): Element {
  const isRightMarked = block.properties.dataRight !== undefined;
  const hasRight = block.children.some((item) => isElement(item) && item.properties.dataRight !== undefined);
  return isRightMarked || hasRight ? unmarked(block) : block;
}

function unmarked(element: Element): Element {
  const children = element.children.flatMap((child): ElementContent[] => {
    if (isTag(child, 'input')) return [];
    if (isElement(child)) return [unmarked(child)];
    return child.type === 'text' ? [{ ...child, value: child.value.replace(MARK, ' ') }] : [child];
  });
  const { dataRight: _right, className: _names, ...properties } = element.properties;
  const className = classesOf(element).filter((name) => !name.startsWith('task-list'));
  return { ...element, properties: { ...properties, ...(className.length > 0 && { className }) }, children };
}
