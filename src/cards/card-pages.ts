import type { Card } from './card.js';

/** One side of one card on paper, as HTML. */
export interface PaperCard {
  readonly text: string;
  /** Title of its section, which is an answer: on backs alone. */
  readonly section: string | null;
  /** From 1; the same on both sides. */
  readonly number: number;
}

/** One side of a sheet of paper: its places from left to right, row by row; null leaves one empty. */
export interface CardPage {
  readonly side: 'front' | 'back';
  readonly cards: readonly (PaperCard | null)[];
}

const COLUMNS = 2;
const ROWS = 4;
const PER_PAGE = COLUMNS * ROWS;

const GAP = /\{\{c\d+::(.*?)\}\}/g;

/**
 * Cards as pages of fronts and backs by turns. Paper that is turned at its long edge shows its rows mirrored, so
 * a back lies behind its front.
 *
 * @param titleOf the title of a section by its id
 */
export function cardPages(cards: readonly Card[], titleOf: (section: string) => string): readonly CardPage[] {
  const sheets = Math.ceil(cards.length / PER_PAGE);
  return Array.from({ length: sheets }, (_, sheet) => {
    const places = Array.from({ length: PER_PAGE }, (_place, i) => {
      const number = sheet * PER_PAGE + i + 1;
      const card = cards[number - 1];
      return card ? { card, number, section: titleOf(card.section) } : null;
    });
    const side = (textOf: (card: Card) => string, isBack: boolean) =>
      places.map(
        (place) =>
          place && { text: textOf(place.card), section: isBack ? place.section : null, number: place.number },
      );
    return [
      { side: 'front' as const, cards: side(frontOf, false) },
      { side: 'back' as const, cards: mirrored(side(backOf, true)) },
    ];
  }).flat();
}

function mirrored<T>(places: readonly T[]): readonly T[] {
  const rows = Array.from({ length: ROWS }, (_, row) => places.slice(row * COLUMNS, (row + 1) * COLUMNS));
  return rows.flatMap((row) => row.toReversed());
}

function frontOf({ kind, front }: Card): string {
  return kind === 'cloze' ? front.replace(GAP, '<span class="gap"></span>') : front;
}

/** A cloze card has its whole sentence on the back, with what was asked. */
function backOf({ kind, front, back }: Card): string {
  return kind === 'cloze' ? front.replace(GAP, '<b class="said">$1</b>') + back : back;
}
