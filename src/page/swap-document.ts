/** A document to show in place of the one before. */
export interface NextDocument {
  /** The whole document without the faces and styles that follow. */
  readonly html: string;
  /** `@font-face` rules in their order. */
  readonly faces: readonly NamedCss[];
  /** Style sheets in their order. */
  readonly styles: readonly NamedCss[];
  /** Names of faces that are no longer needed. */
  readonly forgotten: readonly string[];
}

/** CSS by a name; its text is null where the page has it already. */
export interface NamedCss {
  readonly name: string;
  readonly css: string | null;
}

/**
 * Makes a function that shows documents one after the other in the page that is open, so that faces and style sheets
 * need not be read and decoded again. A face that a document has no use for is kept beside it. Nothing else of the
 * document before stays: neither elements nor the root's attributes, style sheets, selection, focus or scroll
 * position. Runs inside the page.
 */
export function documentSwapper(): (next: NextDocument) => void {
  /** By their names; null is a rule that names no source. */
  const knownFaces = new Map<string, FontFace | null>();
  return swap;

  function swap(next: NextDocument): void {
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
    // The policy and what else stands for a header holds since the page was opened, and cannot be taken back.
    for (const meta of nextHead.querySelectorAll('meta[http-equiv]')) meta.remove();
    for (const child of [...root.childNodes]) if (child !== head) child.remove();
    placeFaces(next);
    placeStyles(head, next.styles);
    for (const child of [...head.childNodes]) if (!isKept(child)) child.remove();
    // While nothing is there to lay out: to scroll is to lay out.
    root.scrollTo(0, 0);
    head.append(...nextHead.childNodes);
    root.append(body);
  }

  /** Of two faces for one character the later is taken, so that their order must be that of the document. */
  function placeFaces({ faces, forgotten }: NextDocument): void {
    for (const { name, css } of faces) if (css !== null) knownFaces.set(name, faceOf(css));
    const wanted = faces.flatMap(({ name }) => knownFaces.get(name) ?? []);
    const shown = [...document.fonts];
    let same = 0;
    while (same < shown.length && shown[same] === wanted[same]) same += 1;
    for (const face of shown.slice(same)) document.fonts.delete(face);
    for (const face of wanted.slice(same)) document.fonts.add(face);
    for (const name of forgotten) knownFaces.delete(name);
  }

  /** A face that belongs to a style sheet would be decoded anew each time. */
  function faceOf(css: string): FontFace | null {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const [rule] = sheet.cssRules;
    if (!(rule instanceof CSSFontFaceRule)) return null;
    const descriptor = (name: string): string => rule.style.getPropertyValue(name);
    const family = descriptor('font-family');
    const source = descriptor('src');
    if (family === '' || source === '') return null;
    const descriptors = Object.fromEntries(
      Object.entries({
        style: descriptor('font-style'),
        weight: descriptor('font-weight'),
        stretch: descriptor('font-stretch'),
        unicodeRange: descriptor('unicode-range'),
        featureSettings: descriptor('font-feature-settings'),
        display: descriptor('font-display'),
        ascentOverride: descriptor('ascent-override'),
        descentOverride: descriptor('descent-override'),
        lineGapOverride: descriptor('line-gap-override'),
        sizeAdjust: descriptor('size-adjust'),
      }).filter(([, value]) => value !== ''),
    );
    return new FontFace(family.replace(/^(["'])(.*)\1$/s, '$2').replace(/\\(.)/g, '$1'), source, descriptors);
  }

  function isKept(node: Node): node is HTMLStyleElement {
    return node instanceof HTMLStyleElement && node.dataset.kept !== undefined;
  }

  /** Each is an element of its own; one that is moved would be read again. */
  function placeStyles(head: HTMLHeadElement, styles: readonly NamedCss[]): void {
    const kept = new Map([...head.children].filter(isKept).map((style) => [style.dataset.kept, style]));
    const wanted = new Set(styles.map(({ name }) => name));
    for (const [name, style] of kept) if (!wanted.has(name ?? '')) style.remove();
    let before: Element | null = null;
    for (const { name, css } of styles) {
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
