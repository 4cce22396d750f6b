import type { Element } from 'hast';
import { headingLevel, isTag, plainText } from '../../markdown/tree.js';

/** Whether an atom only says that something follows: a heading, or words that end in a colon ("Three ways:"). */
export function leadsIn(atom: Element): boolean {
  if (headingLevel(atom) !== null) return true;
  return !isTag(atom, 'tr', 'pre') && /[:：]\s*$/.test(plainText(atom).slice(-8));
}
