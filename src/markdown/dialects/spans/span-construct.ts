/** What a construct within a text becomes. */
export interface SpanFound {
  /** Index behind the construct. */
  readonly end: number;
  readonly tagName: 'a' | 'img' | 'ins' | 'mark' | 'span' | 'sub' | 'sup';
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string;
  /** True where the content is Markdown, else it is text. */
  readonly isMarkdown: boolean;
}

/** One construct within a text that neither CommonMark nor kramdown knows. */
export interface SpanConstruct {
  readonly name: string;
  /** What it begins with. */
  readonly opener: string;
  /**
   * Reads it at `at`, where the opener stands. Looks no further than a bound, so that a text full of
   * openers is read in linear time.
   *
   * @param before the character before it, '' at the beginning
   */
  readonly read: (text: string, at: number, before: string) => SpanFound | null;
}

/** A formula; `data-tex` is what KaTeX sets. */
export function formula(tex: string, end: number, isBlock: boolean): SpanFound | null {
  if (tex.trim() === '') return null;
  const attributes = {
    class: 'math math-inline',
    'data-tex': tex.trim(),
    ...(isBlock && { 'data-math': 'block' }),
  };
  return { end, tagName: 'span', attributes, content: tex.trim(), isMarkdown: false };
}

/** True where nothing else stands on the lines from `start` to `end`. */
export function isAloneOnItsLines(text: string, start: number, end: number, before: string): boolean {
  const opens =
    start === 0
      ? before === '' || before === '\n'
      : /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 8), start));
  return opens && /^[ \t]*(?:\n|$)/.test(text.slice(end, end + 8));
}
