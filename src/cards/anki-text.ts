import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Card } from './card.js';
import { escaped } from './card-html.js';

/** Note types that every Anki has, with two fields each. */
const NOTE_TYPES = { cloze: 'Cloze', question: 'Basic' } as const;

/** https://docs.ankiweb.net/importing/text-files.html: what the columns are, for Anki 2.1.54 and later. */
const HEAD = [
  '#separator:tab',
  '#html:true',
  '#guid column:1',
  '#notetype column:2',
  '#deck column:3',
  '#tags column:6',
];

/**
 * The file that Anki imports: a header, then a row for each card of GUID, note type, deck, two fields, tags.
 *
 * @param file the note's path, whose name counts for the GUIDs
 * @param title name of the deck
 * @param tags of every card, besides its section's
 */
export function ankiText(
  cards: readonly Card[],
  file: string,
  title: string,
  tags: readonly string[],
): string {
  const deck = escaped(title).replaceAll('::', ' ').trim() || 'cribsheet';
  const seen = new Map<string, number>();
  const rows = cards.map((card) => {
    const what = [basename(file), card.section, card.kind, card.asked].join('\n');
    const time = seen.get(what) ?? 0;
    seen.set(what, time + 1);
    const words = [...new Set([...tags, ...card.tags, card.section].map(tagOf))].filter((tag) => tag !== '');
    return [guidOf(`${what}\n${time}`), NOTE_TYPES[card.kind], deck, card.front, card.back, words.join(' ')];
  });
  return `${[...HEAD, ...rows.map((row) => row.join('\t'))].join('\n')}\n`;
}

/** Anki parts tags at spaces. */
function tagOf(tag: string): string {
  return escaped(tag).trim().replace(/\s+/g, '-');
}

/** The same for the same question, wherever it stands: a second import then updates the card. */
function guidOf(what: string): string {
  return createHash('sha256').update(what).digest('base64url').slice(0, 16).replace(/^-/, '_');
}
