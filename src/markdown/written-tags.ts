import type { Element, ElementContent, Parents, Root, Text } from 'hast';

interface Written {
  readonly start: string;
  end: string;
}

/** Tags of elements that HTML does not know, as their author wrote them: `List<String>`, `<tool name>`. */
export class WrittenTags {
  readonly #tags: Written[] = [];
  readonly #elements = new WeakMap<Element, Written>();

  /** @returns the tag's number, for `end` and for the tree */
  start(source: string): number {
    return this.#tags.push({ start: source, end: '' }) - 1;
  }

  end(tag: number | null, source: string): void {
    const written = tag === null ? undefined : this.#tags[tag];
    if (written !== undefined) written.end = source;
  }

  /** The element that an HTML reader made of a tag. */
  belongsTo(element: Element, tag: number): void {
    const written = this.#tags[tag];
    if (written !== undefined) this.#elements.set(element, written);
  }

  /** Elements that HTML does not know become the text that they were written as. Changes the tree in place. */
  show(root: Root): void {
    if (this.#tags.length > 0) this.#showIn(root);
  }

  #showIn(parent: Parents): void {
    let has = false;
    for (const child of parent.children) {
      if (child.type !== 'element') continue;
      has ||= this.#elements.has(child);
      this.#showIn(child);
    }
    if (!has) return;
    parent.children = (parent.children as ElementContent[]).flatMap((child) => {
      if (child.type !== 'element') return [child];
      const written = this.#elements.get(child);
      if (written === undefined) return [child];
      return [textOf(written.start), ...child.children, ...(written.end === '' ? [] : [textOf(written.end)])];
    });
  }
}

function textOf(value: string): Text {
  return { type: 'text', value };
}
