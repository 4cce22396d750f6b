/** What a text is to the reader of a slide. */
export type TypeKind = 'text' | 'table' | 'code' | 'map' | 'formula' | 'label';

/** Smallest type in px of each kind on a page that shows all slides unscaled; a kind that is not there is left out. */
export type SmallestType = Partial<Record<TypeKind, number>>;

/** Runs in the browser. Labels are what stands beside the content: chips, part numbers, bylines, buttons. */
export function smallestType(): SmallestType {
  const smallest: SmallestType = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element?.closest('.card') || (node.textContent ?? '').trim() === '') continue;
    if (!element.checkVisibility() || element.closest('.visually-hidden, .katex-mathml')) continue;
    const kind = kindOf(element);
    const sizePx = Number.parseFloat(
      getComputedStyle(kind === 'formula' ? formulaOf(element) : element).fontSize,
    );
    smallest[kind] = Math.min(smallest[kind] ?? sizePx, sizePx);
  }
  return smallest;

  function kindOf(element: Element): TypeKind {
    if (element.closest('svg')) return 'map';
    if (element.closest('.katex')) return 'formula';
    if (!element.closest('.slide-body') || element.closest('button, sup')) return 'label';
    if (element.closest('pre')) return 'code';
    return element.closest('table') ? 'table' : 'text';
  }

  /** Exponents are smaller by nature; the formula's own size counts. */
  function formulaOf(element: Element): Element {
    return element.closest('.katex') ?? element;
  }
}
