import type { SpanConstruct, SpanFound } from './span-construct.js';

const MAX_CHARS = 500;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;
/** `120` and `120x80`, in px. */
const SIZE = /^(\d{1,5})(?:x(\d{1,5}))?$/;
const STRESS = /\*\*|__|~~|==|[*`]/g;

/** Where a link between double brackets leads, and its words. */
interface Target {
  readonly end: number;
  readonly page: string;
  /** `heading` of `[[page#heading]]`, `^id` of `[[page#^id]]`; '' where there is none. */
  readonly place: string;
  /** What stands behind `|`; null where nothing does. */
  readonly words: string | null;
}

/** `[[page]]`, `[[page|words]]`, `[[#heading]]`: its words; live where the heading is in the note. */
export const wikilink: SpanConstruct = {
  name: 'a link between double brackets',
  opener: '[[',
  read(text, at, before) {
    const target = before === '[' ? null : targetAt(text, at + 2);
    // `[[text]](address)` and `[[1]][ref]` are ordinary links.
    if (target === null || /[([]/.test(text[target.end] ?? '')) return null;
    const words = target.words ?? wordsOf(target);
    if (target.page !== '' || target.place === '') return textSpan(words, target.end);
    const attributes = { href: `#${encodeURIComponent(target.place)}`, 'data-wikilink': '' };
    return { end: target.end, tagName: 'a', attributes, content: words, isMarkdown: false };
  },
};

/** `![[picture.png|120]]` is the picture; `![[note]]` is named, and nothing is fetched. */
export const embed: SpanConstruct = {
  name: 'an embedded file',
  opener: '![[',
  read(text, at) {
    const target = targetAt(text, at + 3);
    if (target === null) return null;
    if (PICTURE.test(target.page)) return picture(target);
    const words = target.words !== null && !SIZE.test(target.words) ? target.words : wordsOf(target);
    const attributes = { 'data-embed': target.page };
    return { end: target.end, tagName: 'span', attributes, content: words, isMarkdown: false };
  },
};

function targetAt(text: string, start: number): Target | null {
  const length = text.slice(start, start + MAX_CHARS).indexOf(']]');
  const inner = text.slice(start, start + length);
  if (length <= 0 || inner.trim() === '' || /[\n[]/.test(inner)) return null;
  // In a table the bar is escaped.
  const [whole = '', bar, words = ''] = splitAtBar(inner);
  const hash = whole.indexOf('#');
  return {
    end: start + length + 2,
    page: (hash < 0 ? whole : whole.slice(0, hash)).trim(),
    place: hash < 0 ? '' : whole.slice(hash + 1).trim(),
    words: bar === undefined || words.trim() === '' ? null : words.trim(),
  };
}

function splitAtBar(inner: string): readonly string[] {
  const bar = /\\?\|/.exec(inner);
  if (bar === null) return [inner];
  return [inner.slice(0, bar.index), bar[0], inner.slice(bar.index + bar[0].length)];
}

/** `Biology 101#Osmosis` → `Biology 101 > Osmosis`, as Obsidian shows it. */
function wordsOf({ page, place }: Target): string {
  const heading = place.replace(/^\^/, '').replace(STRESS, '').replaceAll('#', ' > ');
  return [page, heading].filter((part) => part !== '').join(' > ');
}

function textSpan(content: string, end: number): SpanFound {
  return { end, tagName: 'span', attributes: {}, content, isMarkdown: false };
}

function picture({ page, words, end }: Target): SpanFound {
  const parts = (words ?? '').split('|').map((part) => part.trim());
  const size = parts.map((part) => SIZE.exec(part)).find((found) => found !== null);
  const alt = parts.find((part) => part !== '' && !SIZE.test(part)) ?? page;
  const attributes = {
    src: page,
    alt,
    'data-embed': page,
    ...(size && { width: size[1] ?? '' }),
    ...(size?.[2] && { height: size[2] }),
  };
  return { end, tagName: 'img', attributes, content: '', isMarkdown: false };
}
