import type { ListedNote, ListedSection } from '../index.js';
import { type Colours, printable } from './terminal.js';

/** One block a note, one line a section: id, title, group, tags, chips, lines, points. */
export function listText(notes: readonly ListedNote[], colours: Colours): string {
  return notes.map((note) => noteText(note, colours)).join('\n');
}

function noteText({ file, title, sections }: ListedNote, colours: Colours): string {
  const idChars = Math.max(0, ...sections.map(({ id }) => id.length));
  const lines = sections.map((section) => `  ${section.id.padEnd(idChars)}  ${sectionText(section)}`);
  return [`${colours.bold(printable(title))} (${printable(file)})`, ...lines.map(printable), ''].join('\n');
}

function sectionText({ title, group, tags, chips, lines, points }: ListedSection): string {
  const [first, last] = lines;
  return [
    title,
    `group ${group}`,
    ...(tags.length > 0 ? [tags.map((tag) => `#${tag}`).join(' ')] : []),
    ...(chips.length > 0 ? [chips.join(', ')] : []),
    `lines ${first}-${last}`,
    `${points} points`,
  ].join(' · ');
}
