import { Latest } from '../../bounds/latest.js';
import { counted, messagesFor } from '../../html/messages.js';
import type { Excerpt } from '../../note/excerpt.js';

/** What the title slide says. */
export interface FrontPage {
  readonly heading: string;
  readonly kicker: string | null;
  readonly byline: readonly string[];
  readonly tags: readonly string[];
  readonly facts: readonly string[];
  /** Groups whose colours the slide's edge shows. */
  readonly tabs: readonly number[];
}

export function frontPage(excerpt: Excerpt): FrontPage {
  const { note, title, partOf, tags, groups } = excerpt;
  const byline = [note.meta.author, longDate(note.meta.date, note.meta.lang)].filter((part) => part !== null);
  return {
    heading: title,
    kicker: partOf ?? note.meta.type,
    byline,
    tags,
    facts: excerpt.isWhole ? factsOf(excerpt) : [],
    tabs: groups.map(({ index }) => index),
  };
}

function factsOf({ note, sections }: Excerpt): string[] {
  const { lang } = note.meta;
  const words = messagesFor(lang);
  const terms = sections.flatMap((one) => one.points.flatMap((point) => point.terms)).length;
  return [
    ...(sections.length > 1 ? [counted(words.sections, sections.length, lang)] : []),
    ...(terms > 0 ? [counted(words.terms, terms, lang)] : []),
  ];
}

/** One for each language of late: to make one takes longer than all else on the title slide. */
const DATE_FORMATS = new Latest<Intl.DateTimeFormat>(4);

/** `2024-05-16` → `May 16, 2024` in the note's language. */
function longDate(iso: string | null, lang: string): string | null {
  if (iso === null) return null;
  try {
    const format =
      DATE_FORMATS.get(lang) ?? new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' });
    DATE_FORMATS.set(lang, format);
    return format.format(new Date(iso));
  } catch {
    return iso;
  }
}
