import type { Element } from 'hast';
import { h } from 'hastscript';
import { classesOf, isElement, plainText } from '../../markdown/tree.js';
import type { Section } from '../../model.js';
import { withoutSpeakerNotes } from '../../note/speaker-notes.js';
import { atomsOf, atomTree } from './atom-tree.js';

/** Terms in the whole recap, and of one section: a look back, not the note again. */
const MAX_TERMS = 48;
const MAX_OF_SECTION = 4;
/** Characters of the half line that tells what a term is. */
const MEANING_CHARS = 64;
/** Fewer terms than this are no recap. */
const MIN_TERMS = 3;

/** A term at the head of a point, and the beginning of what the point says about it. */
export interface RecapTerm {
  readonly term: string;
  readonly meaning: string;
}

/**
 * The closing recap: each section's name, a link, and below it the terms that its points explain
 * (`**Kendra**: answers questions`), each with half a line. Empty where the note explains few terms so.
 */
export function recapBody(sections: readonly Section[], functional: ReadonlySet<string>): Element[] {
  const share = Math.max(1, Math.min(MAX_OF_SECTION, Math.floor(MAX_TERMS / Math.max(1, sections.length))));
  const found = sections.map((section) => ({
    section,
    terms: recapTerms(section, functional).slice(0, share),
  }));
  const total = found.reduce((sum, { terms }) => sum + terms.length, 0);
  if (total < MIN_TERMS) return [];
  return found.flatMap(({ section, terms }, index) =>
    terms.length === 0 ? [] : rows(section, terms, index),
  );
}

/** The terms that a section's points begin with and explain, each once. */
export function recapTerms(section: Section, functional: ReadonlySet<string>): RecapTerm[] {
  const found = new Map<string, RecapTerm>();
  for (const atom of atomsOf(atomTree(withoutSpeakerNotes(section.body), section.points, functional))) {
    const one = explained(atom, functional);
    const key = one?.term.toLowerCase() ?? '';
    if (one && !found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function explained(atom: Element, functional: ReadonlySet<string>): RecapTerm | null {
  const [first, ...rest] = atom.children.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  if (!isElement(first) || !classesOf(first).includes('asked')) return null;
  if (rest.some((node) => isElement(node) && classesOf(node).includes('math'))) return null;
  const said = plainText(rest)
    .slice(0, 4 * MEANING_CHARS)
    .replace(/\s+/g, ' ')
    .trim();
  const [, meaning = ''] = /^[:–—=-] ?(.*)$/.exec(said) ?? [];
  const term = plainText(first)
    .replace(/\s*[:–—-]$/, '')
    .trim();
  const hasColon = /[:–—-]$/.test(plainText(first).trimEnd());
  const half = halfLine(hasColon ? said : meaning, functional);
  return half.length < 8 ? null : { term, meaning: half };
}

/** The first clause; of a long one as many parts as there is room for, or words that do not lead to others. */
function halfLine(text: string, functional: ReadonlySet<string>): string {
  const clause = /^.{12,}?(?=[.;](?:\s|$)|\s\()/.exec(text)?.[0] ?? text;
  if (clause.length <= MEANING_CHARS) return clause.replace(/[.;:,]$/, '');
  const room = clause.slice(0, MEANING_CHARS + 1);
  const part = Math.max(...[', ', ' – ', ' — ', ': '].map((end) => room.lastIndexOf(end)));
  if (part >= MEANING_CHARS / 3) return `${clause.slice(0, part)} …`;
  const words = room.slice(0, Math.max(1, room.lastIndexOf(' '))).split(' ');
  while (words.length > 3 && functional.has(words.at(-1)?.toLowerCase() ?? '')) words.pop();
  return `${words.join(' ').replace(/[.;:,]$/, '')} …`;
}

function rows(section: Section, terms: readonly RecapTerm[], index: number): Element[] {
  const key = `recap-${index}`;
  const name = h('p', { className: ['recap-row'], dataPoint: key }, [
    h('a', { className: ['recap-name'], href: `#${section.id}` }, section.shortName),
  ]);
  const group = section.group === null ? [] : [`group-${section.group}`];
  const told = terms.map(({ term, meaning }, at) =>
    h('p', { className: ['recap-term', ...group], dataPoint: `${key}.${at + 1}`, dataParent: key }, [
      h('strong', { className: ['term', 'asked'] }, term),
      { type: 'text', value: `  ${meaning}` },
    ]),
  );
  return [name, ...told];
}
