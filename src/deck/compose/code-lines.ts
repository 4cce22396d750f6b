import type { Element, ElementContent } from 'hast';
import { isElement, isTag } from '../../markdown/tree.js';
import { replaceAtoms } from './atom-tree.js';
import { inlineLength, inlineText, sliceInline } from './slice-inline.js';

/** A line that breaks goes on so many characters further in than it begins. */
const HANG_CHARACTERS = 2;
/** On a narrow screen a deep line must keep room for its words. */
const MOST_HANG = 20;
/** Shorter lines break on no screen. */
const SHORT_LINE = 30;
const TAB_CHARACTERS = 2;

/**
 * The lines of listings: long ones as elements that hang (`--hang`, in characters) where they break; of a listing that
 * is shown step by step each with its number, from 1.
 */
export function withCodeLines(body: readonly Element[]): Element[] {
  const lined = replaceAtoms(body, (atom) => {
    if (!isTag(atom, 'pre')) return [atom];
    const hung = withCode(atom, hanging);
    return [atom.properties.dataLineNumbers === undefined ? hung : withCode(hung, numbered)];
  });
  return lined.filter((node) => isElement(node));
}

function withCode(pre: Element, change: (content: readonly ElementContent[]) => ElementContent[]): Element {
  const code = pre.children.find((child) => isElement(child));
  return isElement(code) ? { ...pre, children: [{ ...code, children: change(code.children) }] } : pre;
}

/** The ends of lines stay outside: a line is no block when it is copied. */
function hanging(content: readonly ElementContent[]): ElementContent[] {
  let from = 0;
  return inlineText(content)
    .split(/(?<=\n)/)
    .flatMap((line): ElementContent[] => {
      const until = from + line.length;
      const end = line.endsWith('\n') ? until - 1 : until;
      const own = sliceInline(content, from, end);
      const after = sliceInline(content, end, until);
      from = until;
      if (line.length <= SHORT_LINE) return [...own, ...after];
      const properties = { className: ['hang'], style: `--hang:${hangOf(line)}ch` };
      return [{ type: 'element', tagName: 'span', properties, children: own }, ...after];
    });
}

/** An even number, so that tabs stay where they are. */
function hangOf(line: string): number {
  const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', ' '.repeat(TAB_CHARACTERS)).length ?? 0;
  return Math.min(MOST_HANG, 2 * Math.ceil((indent + HANG_CHARACTERS) / 2));
}

function numbered(content: readonly ElementContent[]): ElementContent[] {
  const breaks = [...inlineText(content).matchAll(/\n(?=[\s\S])/g)].map(({ index }) => index + 1);
  const starts = [0, ...breaks];
  return starts.map(
    (from, index): Element => ({
      type: 'element',
      tagName: 'span',
      properties: { className: ['code-line'], dataLine: String(index + 1) },
      children: sliceInline(content, from, starts[index + 1] ?? inlineLength(content)),
    }),
  );
}
