/** How large a corpus is. */
export interface CorpusSize {
  readonly notes: number;
  readonly sections: number;
}

/** Numbers from 0 to below 1 that the same seed always gives again (a linear congruence, modulo 2³¹). */
export function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) % 2_147_483_648;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const ONSETS = ['b', 'br', 'd', 'dr', 'f', 'g', 'k', 'kl', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v', 'z'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];
const CODAS = ['', '', 'n', 'r', 's', 'l', 'm', 'x'];

class Writer {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  one<T>(items: readonly T[], otherwise: T): T {
    return items[Math.floor(this.#random() * items.length)] ?? otherwise;
  }

  /** A word that means nothing: `brailot`. */
  word(): string {
    const syllables = 1 + Math.floor(this.#random() * 3);
    const syllable = (): string => this.one(ONSETS, 'b') + this.one(VOWELS, 'a') + this.one(CODAS, '');
    return Array.from({ length: syllables }, syllable).join('');
  }

  words(count: number): string {
    return Array.from({ length: count }, () => this.word()).join(' ');
  }

  name(): string {
    const word = this.word();
    return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  }

  /** With a term, as notes have them. */
  sentence(words: number): string {
    return `${this.name()} ${this.words(2)} **${this.words(2)}** ${this.words(Math.max(1, words - 5))}`;
  }

  list(items: number, words: number): string {
    const item = (_item: unknown, i: number): string => {
      const nested = i % 3 === 1 ? `\n    - \`${this.word()}\` ${this.words(words - 2)}` : '';
      return `- ${this.sentence(words)}${nested}`;
    };
    return Array.from({ length: items }, item).join('\n');
  }

  table(rows: number): string {
    const row = (): string => `| ${this.word()} | ${this.words(2)} | *${this.words(2)}* |`;
    const head = `| ${this.name()} | ${this.name()} | ${this.name()} |\n|---|---|---|`;
    return [head, ...Array.from({ length: rows }, row)].join('\n');
  }

  code(lines: number): string {
    const line = (): string => `${this.word()} --${this.word()}=${this.word()}   # ${this.words(2)}`;
    return ['```bash', ...Array.from({ length: lines }, line), '```'].join('\n');
  }
}

/** Blocks by the section's number, so that all notes are alike in their make-up and differ in words. */
function sectionText(writer: Writer, number: number): string {
  const blocks = [`## ${writer.name()} ${writer.name()} #${writer.word()}`, writer.list(4 + (number % 4), 9)];
  if (number % 3 === 0) blocks.push(writer.table(3 + (number % 4)));
  if (number % 4 === 1) blocks.push(writer.code(4));
  if (number % 3 === 2) blocks.push(`${writer.sentence(22)}.`);
  return blocks.join('\n\n');
}

/** The text of one note of a corpus; the same for the same seed and number. */
export function noteText(seed: number, number: number, sections: number): string {
  const writer = new Writer(seed * 100_003 + number);
  const parts = Array.from({ length: sections }, (_, i) => sectionText(writer, i));
  return `---\ntitle: ${writer.name()} ${number}\n---\n\n${parts.join('\n\n')}\n`;
}

/** File names and texts of a corpus. */
export function corpus(
  seed: number,
  { notes, sections }: CorpusSize,
): readonly (readonly [string, string])[] {
  const name = (number: number): string => `note-${String(number).padStart(4, '0')}.md`;
  return Array.from({ length: notes }, (_, i) => [name(i), noteText(seed, i, sections)] as const);
}
