import type { Settings } from './options.js';

const NO_WORD_CHARACTER = /[^\p{L}\p{M}\p{Nd}\p{Pc}\- \t]/gu;

/** kramdown: `1. A (b)!` → `a-b`; only ASCII letters, digits, spaces and dashes stay. */
export function kramdownId(text: string): string {
  const id = text.replace(/(?<![^\n])[^a-zA-Z\n]+/g, '').replace(/[^a-zA-Z0-9 -]/g, '');
  return id.replaceAll(' ', '-').toLowerCase();
}

/** GFM: `AWS Glue #serverless` → `aws-glue-serverless`; letters of every script stay. */
export function gfmId(text: string): string {
  return text.toLowerCase().replace(NO_WORD_CHARACTER, '').replace(/[ \t]/g, '-');
}

/** Makes heading ids for one document; a text that comes again gets `-1`, `-2`. */
export class HeadingIds {
  readonly #settings: Settings;
  readonly #used = new Map<string, number>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  make(text: string): string {
    const own = this.#settings.input === 'GFM' ? gfmId(text) : kramdownId(text);
    const id = own === '' ? 'section' : own;
    const count = this.#used.get(id);
    this.#used.set(id, (count ?? -1) + 1);
    return this.#settings.autoIdPrefix + (count === undefined ? id : `${id}-${count + 1}`);
  }
}
