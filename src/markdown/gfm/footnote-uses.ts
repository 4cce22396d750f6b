import type { Token } from 'marked';
import { PLACE_ATTRIBUTE } from '../html-to-hast.js';
import type { ProblemList } from '../problem-list.js';
import type { FootnoteDefinition } from './footnote-definitions.js';
import type { TokenPlaces } from './token-places.js';

interface Use {
  readonly definition: FootnoteDefinition;
  readonly number: number;
  repeats: number;
}

/** Which footnotes the text refers to, in what order. */
export class FootnoteUses {
  readonly #notes: ReadonlyMap<FootnoteDefinition, Token[]>;
  readonly #byName: ReadonlyMap<string, FootnoteDefinition>;
  readonly #problems: ProblemList;
  readonly #uses = new Map<string, Use>();

  constructor(notes: ReadonlyMap<FootnoteDefinition, Token[]>, problems: ProblemList) {
    this.#notes = notes;
    this.#byName = new Map([...notes.keys()].map((definition) => [definition.name, definition]));
    this.#problems = problems;
  }

  /** A text refers to a footnote. */
  refer(name: string): { readonly number: number; readonly repeats: number } {
    const known = this.#uses.get(name);
    if (known !== undefined) {
      known.repeats += 1;
      return known;
    }
    const definition = this.#byName.get(name);
    if (definition === undefined) return { number: 0, repeats: 0 };
    const use = { definition, number: this.#uses.size + 1, repeats: 0 };
    this.#uses.set(name, use);
    return use;
  }

  /** The footnotes that are referred to, as a list for the end of the note; '' where there are none. */
  list(places: TokenPlaces, render: (tokens: Token[]) => string): string {
    let items = '';
    let first = '';
    // Grows while it is walked: a footnote's text may refer to others.
    for (const { definition } of this.#uses.values()) {
      const place = `${PLACE_ATTRIBUTE}="${places.of(definition)}"`;
      first ||= place;
      const id = definition.name.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      items += `<li id="fn:${id}" ${place}>${render(this.#notes.get(definition) ?? [])}</li>\n`;
    }
    this.#reportUnused();
    return items === '' ? '' : `<div class="footnotes" ${first}>\n<ol ${first}>\n${items}</ol>\n</div>\n`;
  }

  #reportUnused(): void {
    for (const { name, line } of this.#notes.keys()) {
      if (this.#uses.has(name)) continue;
      const hint = `Refer to it with [^${name}], or remove it.`;
      this.#problems.warn(
        `Footnote "${name}" is never referred to and is left out`,
        line,
        `[^${name}]`,
        hint,
      );
    }
  }
}
