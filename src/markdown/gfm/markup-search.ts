const VALUE_OR_END = /=\s*(["'])|>/g;

/** More values than this are no tag: bounds the work on `<a b="c" b="c" …` without an end. */
const MAX_VALUES = 200;

/**
 * Looks for the ends of markup in one text, from left to right. What was not found is not looked for
 * again: a thousand `<!--` without an end look once for `-->`.
 */
export class MarkupSearch {
  readonly html: string;
  readonly #absent = new Set<string>();

  constructor(html: string) {
    this.html = html;
  }

  indexOf(needle: string, from: number): number {
    if (this.#absent.has(needle)) return -1;
    const at = this.html.indexOf(needle, from);
    if (at < 0) this.#absent.add(needle);
    return at;
  }

  /** Index of `</name>`, or −1. */
  closeTag(name: string, from: number): number {
    const key = `</${name}`;
    if (this.#absent.has(key)) return -1;
    const close = new RegExp(`${key}[\\s/>]`, 'gi');
    close.lastIndex = from;
    const at = close.exec(this.html)?.index ?? -1;
    if (at < 0) this.#absent.add(key);
    return at;
  }

  /** Index behind the `>` of a tag whose name ends at `from`, or −1; a `>` in quotes ends nothing. */
  tagEnd(from: number): number {
    let at = from;
    for (let values = 0; values < MAX_VALUES && !this.#absent.has('tag end'); values += 1) {
      VALUE_OR_END.lastIndex = at;
      const found = VALUE_OR_END.exec(this.html);
      if (found === null) break;
      const [, quote] = found;
      if (quote === undefined) return VALUE_OR_END.lastIndex;
      const close = this.indexOf(quote, VALUE_OR_END.lastIndex);
      if (close < 0) return -1;
      at = close + 1;
    }
    if (this.indexOf('>', at) < 0) this.#absent.add('tag end');
    return -1;
  }
}
