import type { Element, ElementContent } from 'hast';
import { isElement, isTag, plainText } from '../../markdown/tree.js';
import { markOf } from './atom-tree.js';
import { inlineLength, inlineText, sliceInline } from './slice-inline.js';

/** Ways to split what is higher than a slide, the gentlest first. */
export type SplitStep = 'sentences' | 'words' | 'characters';

const WORDS_A_PIECE = 25;
const CHARACTERS_A_PIECE = 240;
const LINES_A_PIECE = 4;

/**
 * An atom too high for any slide → pieces that share its key (`12`, `12+s1`, `12+s2`): a paragraph by
 * sentences, then words; code by blank lines, then lines. What cannot be split comes back whole.
 */
export function splitAtom(atom: Element, step: SplitStep): Element[] {
  if (isTag(atom, 'pre')) return splitCode(atom, step);
  if (isTag(atom, 'tr', 'img', 'figure')) return [atom];
  const text = inlineText(atom.children);
  const cuts = cutsFor(text, step);
  return pieces(atom, atom.children, cuts, step);
}

function cutsFor(text: string, step: SplitStep): number[] {
  if (step === 'sentences') {
    const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
    return [...segmenter.segment(text)].map((segment) => segment.index);
  }
  if (step === 'characters')
    return Array.from(
      { length: Math.ceil(text.length / CHARACTERS_A_PIECE) },
      (_, i) => i * CHARACTERS_A_PIECE,
    );
  const starts = [...text.matchAll(/\S+/g)].map((match) => match.index);
  return starts.filter((_, index) => index % WORDS_A_PIECE === 0);
}

function splitCode(pre: Element, step: SplitStep): Element[] {
  const code = pre.children.find((child) => isElement(child));
  if (!isElement(code)) return [pre];
  const text = inlineText(code.children);
  const pattern = step === 'sentences' ? /\n[ \t]*\n+/g : /\n/g;
  const breaks = [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
  const cuts = step === 'sentences' ? breaks : breaks.filter((_, index) => index % LINES_A_PIECE === 3);
  const parts = pieces(code, code.children, step === 'characters' ? cutsFor(text, step) : cuts, step);
  return parts.map((part, index) => ({
    ...pre,
    properties: markOfPiece(pre, index, step),
    children: [{ ...part, properties: code.properties }],
  }));
}

function pieces(
  whole: Element,
  children: readonly ElementContent[],
  cuts: readonly number[],
  step: SplitStep,
): Element[] {
  const starts = [0, ...cuts.filter((cut) => cut > 0)];
  const end = inlineLength(children);
  const out = starts
    .map((from, i) => sliceInline(children, from, starts[i + 1] ?? end))
    .filter((part) => part.some((node) => plainText(node) !== '' || isElement(node)));
  if (out.length < 2) return [whole];
  return out.map((part, index) => ({
    ...whole,
    properties: markOfPiece(whole, index, step),
    children: part,
  }));
}

/** A cut keeps the white space before it, so pieces that meet again need no glue. */
function markOfPiece(whole: Element, index: number, step: SplitStep): Element['properties'] {
  const mark = markOf(whole);
  if (index === 0 || mark === null) return whole.properties;
  const { id: _id, ...properties } = whole.properties;
  return { ...properties, dataPoint: `${mark.key}+${step.charAt(0)}${index}`, dataJoin: '' };
}
