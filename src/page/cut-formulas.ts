/** A formula of which something lies beyond its own box, where it is not shown. */
export interface CutFormula {
  /** Key of its point, where it is in one. */
  readonly point: string | null;
  /** The characters that are not shown, in their order. */
  readonly text: string;
}

/** Runs in the browser, on a page as it is printed or shown. */
export function findCutFormulas(): CutFormula[] {
  /** As far as the style sheet shows it, in em. */
  const marginEm = 0.15;
  const range = document.createRange();
  const found: CutFormula[] = [];
  for (const formula of document.querySelectorAll<HTMLElement>('.math.bounded .katex-html')) {
    const box = formula.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) continue;
    const marginPx = marginEm * Number.parseFloat(getComputedStyle(formula).fontSize);
    const isBeyond = ({ left, right, top, bottom, width }: DOMRect): boolean => {
      // A font keeps room above and below its letters, which are about the middle.
      const middlePx = (top + bottom) / 2;
      const across = left < box.left - marginPx - 0.1 * width || right > box.right + marginPx + 0.1 * width;
      return across || middlePx < box.top - marginPx || middlePx > box.bottom + marginPx;
    };
    const walker = document.createTreeWalker(formula, NodeFilter.SHOW_TEXT);
    let text = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const characters = node.textContent ?? '';
      // KaTeX holds tables open with a space of no width.
      if (characters.trim() === '' || characters === '\u200b') continue;
      if (getComputedStyle(node.parentElement ?? formula).color === 'rgba(0, 0, 0, 0)') continue;
      for (let i = 0; i < characters.length; i += 1) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        if (isBeyond(range.getBoundingClientRect())) text += characters[i];
      }
    }
    if (text.trim() === '') continue;
    found.push({ point: formula.closest<HTMLElement>('[data-point]')?.dataset.point ?? null, text });
  }
  return found;
}
