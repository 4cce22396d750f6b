/** Something worth asking, as HTML that names no file and loads nothing. */
export interface Card {
  /** `cloze`: the front holds gaps as `{{c1::…}}`, the back is empty or more to read. */
  readonly kind: 'cloze' | 'question';
  readonly front: string;
  readonly back: string;
  /** The section's id. */
  readonly section: string;
  /** What is asked, as plain text: with the note and the section, what makes the card this card. */
  readonly asked: string;
  /** The section's tags. */
  readonly tags: readonly string[];
}

/** The cards of one note or section. */
export interface Cards {
  readonly cards: readonly Card[];
  /** The file that Anki imports. */
  readonly text: string;
  /** Fronts and backs to print and cut, where `cardsPdf` asks for them; the file's bytes. */
  readonly pdf: Uint8Array | null;
}
