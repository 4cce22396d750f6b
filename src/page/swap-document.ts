/** A document to show in place of the one before. */
export interface NextDocument {
  /** The whole document without the styles that follow. */
  readonly html: string;
  /**
   * `@font-face` rules and style sheets in their order, each by a name; its text is null where the page has it
   * already.
   */
  readonly styles: readonly { readonly name: string; readonly css: string | null }[];
}

/**
 * Shows a document in the page that is open, so that the faces and style sheets which both have need not
 * be read and decoded again. Nothing else of the document before stays: neither elements nor the root's attributes,
 * style sheets, selection, focus or scroll position. Runs inside the page.
 */
export function swapDocument(next: NextDocument): void {
  const { documentElement: root, head } = document;
  const {
    documentElement: nextRoot,
    head: nextHead,
    body,
  } = new DOMParser().parseFromString(next.html, 'text/html');
  document.getSelection()?.removeAllRanges();
  document.adoptedStyleSheets = [];
  for (const name of root.getAttributeNames()) root.removeAttribute(name);
  for (const { name, value } of nextRoot.attributes) root.setAttribute(name, value);
  placeStyles();
  // The policy and what else stands for a header holds since the page was opened, and cannot be taken back.
  for (const meta of nextHead.querySelectorAll('meta[http-equiv]')) meta.remove();
  for (const child of [...root.childNodes]) if (child !== head) child.remove();
  for (const child of [...head.childNodes]) if (!isKept(child)) child.remove();
  // While nothing is there to lay out: to scroll is to lay out.
  root.scrollTo(0, 0);
  head.append(...nextHead.childNodes);
  root.append(body);

  function isKept(node: Node): node is HTMLStyleElement {
    return node instanceof HTMLStyleElement && node.dataset.kept !== undefined;
  }

  /** Each rule is a style sheet of its own; one that is moved would be read again. */
  function placeStyles(): void {
    const kept = new Map([...head.children].filter(isKept).map((style) => [style.dataset.kept, style]));
    const wanted = new Set(next.styles.map(({ name }) => name));
    for (const [name, style] of kept) if (!wanted.has(name ?? '')) style.remove();
    let before: Element | null = null;
    for (const { name, css } of next.styles) {
      let style = kept.get(name);
      if (style === undefined) {
        style = document.createElement('style');
        style.dataset.kept = name;
        style.textContent = css;
      }
      const follows: ChildNode | null = before === null ? head.firstChild : before.nextSibling;
      if (style !== follows) head.insertBefore(style, follows);
      before = style;
    }
  }
}
