import type { Excerpt } from '../../note/excerpt.js';

/** What the title slide says. */
export interface FrontPage {
  readonly heading: string;
  readonly kicker: string | null;
  readonly byline: string;
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
    byline: byline.join(' · '),
    tags,
    facts: excerpt.isWhole ? factsOf(excerpt) : [],
    tabs: groups.map(({ index }) => index),
  };
}

function factsOf({ sections }: Excerpt): string[] {
  const terms = sections.flatMap((one) => one.points.flatMap((point) => point.terms)).length;
  return [
    ...(sections.length > 1 ? [count(sections.length, 'section')] : []),
    ...(terms > 0 ? [count(terms, 'term')] : []),
  ];
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
