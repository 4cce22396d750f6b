import type { Element } from 'hast';
import { ANSWER_WORDS } from '../../markdown/answer-words.js';
import { isElement, isTag, plainText } from '../../markdown/tree.js';

const LABEL = new RegExp(`^(?:show |see |the |correct |right )*(?:${ANSWER_WORDS})\\s*[:：?]?$`, 'iu');
const SAID = new RegExp(`^\\W*(?:the |correct |right )*(?:${ANSWER_WORDS})(?![\\p{L}])`, 'iu');

/**
 * A fold-out of the name "Answer": the label takes no line of its own, it opens the line of the answer, and is
 * not shown where that says "Correct answer" itself.
 */
export function withAnswerRunIn(details: Element): Element {
  const blocks = details.children.filter(isElement);
  const [label, first] = blocks;
  if (!isTag(label, 'summary') || !isTag(first, 'p') || !LABEL.test(plainText(label))) return details;
  const className = SAID.test(plainText(first)) ? ['answer', 'said'] : ['answer'];
  const name: Element = {
    ...label,
    tagName: 'p',
    children: [
      { type: 'element', tagName: 'strong', properties: {}, children: label.children },
      { type: 'text', value: ' ' },
    ],
  };
  const line: Element = {
    type: 'element',
    tagName: 'div',
    properties: { className, dataPiece: 'text' },
    children: [name, first],
  };
  return {
    ...details,
    children: [line, ...details.children.filter((child) => child !== label && child !== first)],
  };
}
