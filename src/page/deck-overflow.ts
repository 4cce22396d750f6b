/** One slide on which something is cut off or sticks out. */
export interface SlideOverflow {
  /** Index of the slide in the order of the deck. */
  readonly slide: number;
  readonly axis: 'x' | 'y';
  /** How far beyond the box, in px of the unscaled slide. */
  readonly excessPx: number;
  /** What it is, for the message: tag and first words. */
  readonly what: string;
  /** Key of the point, where it is in one. */
  readonly point: string | null;
}

export interface DeckCheck {
  readonly slides: number;
  readonly overflows: readonly SlideOverflow[];
}

/**
 * Runs in the browser, on a page that shows every slide at 1280 × 720 unscaled. Compares every
 * element's box and every line of text, per axis, with the slide, with the slide's body when it is in
 * it, and with every box on the way up that clips.
 */
export function checkDeck(): DeckCheck {
  const tolerancePx = 1;
  const slides = Array.from(document.querySelectorAll<HTMLElement>('.card'));
  const overflows: SlideOverflow[] = [];
  slides.forEach((slide, index) => {
    const worst = new Map<string, SlideOverflow>();
    look(slide, [slide], index, worst);
    for (const overflow of worst.values()) overflows.push(overflow);
  });
  return { slides: slides.length, overflows };

  function look(
    element: Element,
    bounds: readonly Element[],
    slide: number,
    worst: Map<string, SlideOverflow>,
  ): void {
    const style = getComputedStyle(element);
    if (style.display === 'none' || element.classList.contains('visually-hidden')) return;
    const isInline = style.display === 'inline';
    for (const rect of element.getClientRects())
      compare(isInline ? ofLine(rect, style) : rect, bounds, element, slide, worst);
    if (element.classList.contains('katex')) {
      lookAtFormula(element, bounds, slide, worst);
      return;
    }
    const isBound = clips(style) || element.classList.contains('slide-body');
    const inner = isBound && !bounds.includes(element) ? [...bounds, element] : bounds;
    for (const child of element.childNodes) {
      if (child instanceof Element) {
        look(child, inner, slide, worst);
      } else if (child instanceof Text && child.data.trim() !== '') {
        const range = document.createRange();
        range.selectNodeContents(child);
        for (const rect of range.getClientRects()) compare(ofLine(rect, style), inner, element, slide, worst);
      }
    }
  }

  /** A font may reserve more height for its letters than the line has: that room is empty. */
  function ofLine(rect: DOMRect, style: CSSStyleDeclaration): DOMRect {
    const excessPx = rect.height - Number.parseFloat(style.lineHeight);
    // Of an unknown line height (`normal`) the rectangle is all that there is.
    if (!(excessPx > 0 && excessPx < 0.5 * rect.height)) return rect;
    return new DOMRect(rect.x, rect.y + excessPx / 2, rect.width, rect.height - excessPx);
  }

  /** KaTeX draws roots and braces longer than they show and clips them on purpose: its lines count. */
  function lookAtFormula(
    formula: Element,
    bounds: readonly Element[],
    slide: number,
    worst: Map<string, SlideOverflow>,
  ): void {
    for (const base of formula.querySelectorAll('.katex-html > .base'))
      compare(base.getBoundingClientRect(), bounds, base, slide, worst);
  }

  function clips(style: CSSStyleDeclaration): boolean {
    return style.overflowX !== 'visible' || style.overflowY !== 'visible';
  }

  function compare(
    rect: DOMRect,
    bounds: readonly Element[],
    element: Element,
    slide: number,
    worst: Map<string, SlideOverflow>,
  ): void {
    if (rect.width === 0 && rect.height === 0) return;
    for (const bound of bounds) {
      if (bound === element && rect.width === bound.getBoundingClientRect().width) continue;
      const box = bound.getBoundingClientRect();
      note('x', Math.max(box.left - rect.left, rect.right - box.right), element, slide, worst);
      note('y', Math.max(box.top - rect.top, rect.bottom - box.bottom), element, slide, worst);
    }
  }

  function note(
    axis: 'x' | 'y',
    excessPx: number,
    element: Element,
    slide: number,
    worst: Map<string, SlideOverflow>,
  ): void {
    if (excessPx <= tolerancePx || excessPx <= (worst.get(axis)?.excessPx ?? 0)) return;
    const words = (element.textContent ?? '').trim().slice(0, 40);
    const point = element.closest<HTMLElement>('[data-point]')?.dataset.point ?? null;
    worst.set(axis, { slide, axis, excessPx, what: `${element.tagName.toLowerCase()} "${words}"`, point });
  }
}
