import type { Element, ElementContent } from 'hast';
import type { LeftOut } from '../markdown/problem-list.js';
import { isElement, isTag, lineOf, plainText } from '../markdown/tree.js';

/** Notes that only the speaker is to see: `<aside data-speaker-notes="only">`. */
export function isForSpeaker(node: ElementContent): boolean {
  return isTag(node, 'aside') && node.properties.dataSpeakerNotes === 'only';
}

/** Blocks without the notes that only the speaker is to see, wherever those stand. */
export function withoutSpeakerNotes(blocks: readonly Element[]): Element[] {
  return blocks.some(holdsNotes) ? blocks.filter((block) => !isForSpeaker(block)).map(without) : [...blocks];
}

/** What a sheet leaves out of a note's content for being the speaker's. */
export function speakerNotesIn(nodes: readonly ElementContent[]): LeftOut[] {
  const found: LeftOut[] = [];
  const look = (node: ElementContent): void => {
    if (!isElement(node)) return;
    if (isForSpeaker(node))
      found.push({ kind: 'speaker notes', line: lineOf(node) ?? 1, text: plainText(node) });
    else node.children.forEach(look);
  };
  nodes.forEach(look);
  return found;
}

function holdsNotes(node: ElementContent): boolean {
  return isElement(node) && (isForSpeaker(node) || node.children.some(holdsNotes));
}

function without(block: Element): Element {
  const children = block.children.filter((child) => !isForSpeaker(child));
  return { ...block, children: children.map((child) => (isElement(child) ? without(child) : child)) };
}
