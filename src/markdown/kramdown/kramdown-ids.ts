import { headingId } from '../heading-id.js';
import type { KramdownSettings } from './options.js';

/** kramdown: `1. A (b)!` → `a-b`; only ASCII letters, digits, spaces and dashes stay. */
export function kramdownId(text: string): string {
  const id = text.replace(/(?<![^\n])[^a-zA-Z\n]+/g, '').replace(/[^a-zA-Z0-9 -]/g, '');
  return id.replaceAll(' ', '-').toLowerCase();
}

/** Makes heading ids for one document; a text that comes again gets `-1`, `-2`. */
export class KramdownIds {
  readonly #settings: KramdownSettings;
  readonly #used = new Map<string, number>();

  constructor(settings: KramdownSettings) {
    this.#settings = settings;
  }

  make(text: string): string {
    const own = headingId(text);
    const base = own === '' ? 'section' : own;
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
    return this.#settings.autoIdPrefix + id;
  }
}
