import type { Note, Section } from '../../model.js';
import type { FrontPage } from '../document/slide-view.js';

/** What the title slide says of the note, or of the section. */
export function frontPage(note: Note, section: Section | null): FrontPage {
  const byline = [note.meta.author, longDate(note.meta.date, note.meta.lang)].filter((part) => part !== null);
  if (section !== null)
    return {
      heading: section.title,
      kicker: note.meta.title,
      byline: byline.join(' · '),
      tags: section.tags,
      facts: [],
      tabs: [section.group],
    };
  const facts = note.sections.length > 1 ? [count(note.sections.length, 'section')] : [];
  const terms = note.sections.flatMap((one) => one.points.flatMap((point) => point.terms)).length;
  return {
    heading: note.meta.title,
    kicker: note.meta.type,
    byline: byline.join(' · '),
    tags: note.meta.tags,
    facts: terms > 0 ? [...facts, count(terms, 'term')] : facts,
    tabs: note.groups.map((_, group) => group),
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `2024-05-16` → `May 16, 2024` in the note's language. */
function longDate(iso: string | null, lang: string): string | null {
  if (iso === null) return null;
  try {
    return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
  } catch {
    return iso;
  }
}
