import type { Properties, Root, RootContent } from 'hast';

/** `data:image/png;base64,…`, longer than any address that a person writes. */
const HELD = /data:image\/[\w.+-]{1,20}(?:;[\w=-]{1,40}){0,4},[\w+/=%.-]{200,}/gi;
const STAND_IN = /data:image\/held,(\d+)\./g;

/**
 * Takes the bytes of pictures that a note holds itself out of its text, so that no rule of Markdown reads millions of
 * letters; the tree gets them back.
 */
export class HeldPictures {
  readonly text: string;
  readonly #addresses: string[] = [];

  constructor(text: string) {
    this.text = text.includes('data:image/')
      ? text.replace(HELD, (address) => `data:image/held,${this.#addresses.push(address) - 1}.`)
      : text;
  }

  /** Puts each where its stand-in is, in an address or a listing. Changes the tree in place. */
  putBack(tree: Root): void {
    if (this.#addresses.length > 0) this.#walk(tree.children);
  }

  #walk(nodes: readonly RootContent[]): void {
    for (const node of nodes) {
      if (node.type === 'text') node.value = this.#whole(node.value);
      if (node.type !== 'element') continue;
      node.properties = Object.fromEntries(
        Object.entries(node.properties).map(([name, value]): [string, Properties[string]] => [
          name,
          typeof value === 'string' ? this.#whole(value) : value,
        ]),
      );
      this.#walk(node.children);
    }
  }

  #whole(text: string): string {
    return text.replace(STAND_IN, (standIn, index: string) => this.#addresses[Number(index)] ?? standIn);
  }
}
