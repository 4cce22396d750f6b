const NO_WORD_CHARACTER = /[^\p{L}\p{M}\p{Nd}\p{Pc}\- \t]/gu;

/** GitHub's rule: `AWS Glue #serverless` → `aws-glue-serverless`; letters of every script stay. */
export function headingId(text: string): string {
  return text.toLowerCase().replace(NO_WORD_CHARACTER, '').replace(/[ \t]/g, '-');
}

/** Makes heading ids for one document; a text that comes again gets `-1`, `-2`. */
export class HeadingIds {
  readonly #used = new Map<string, number>();

  make(text: string): string {
    const base = headingId(text) || 'section';
    let count = this.#used.get(base);
    let id = base;
    while (count !== undefined) {
      count += 1;
      id = `${base}-${count}`;
      // `A`, `A`, `A-1`: kramdown would give `a-1` twice.
      if (!this.#used.has(id)) break;
    }
    this.#used.set(base, count ?? 0);
    if (id !== base) this.#used.set(id, 0);
    return id;
  }
}
