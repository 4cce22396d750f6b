/**
 * Marks the rows at which a line of code goes on, so that nobody types one command as two. Runs inside
 * the page once the columns stand; the marks lie in the listing's padding and move nothing.
 *
 * @returns how many rows were marked
 */
export function markWraps(): number {
  let marks = 0;
  for (const listing of document.querySelectorAll<HTMLElement>('.column pre')) {
    const { top } = listing.getBoundingClientRect();
    for (const rowPx of wrappedRows(listing)) {
      const mark = document.createElement('span');
      mark.className = 'wrap';
      mark.setAttribute('aria-hidden', 'true');
      mark.style.top = `${rowPx - top}px`;
      listing.append(mark);
      marks += 1;
    }
  }
  return marks;

  /** Middle heights of all rows but the first of each written line, px. */
  function wrappedRows(listing: HTMLElement): number[] {
    const rows: number[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(listing, NodeFilter.SHOW_TEXT);
    let lastPx: number | null = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const lines = (node.textContent ?? '').split('\n');
      let at = 0;
      lines.forEach((line, i) => {
        if (i > 0) lastPx = null;
        range.setStart(node, at);
        range.setEnd(node, at + line.trimEnd().length);
        at += line.length + 1;
        for (const rect of range.getClientRects()) {
          const middlePx = (rect.top + rect.bottom) / 2;
          const isNext = lastPx !== null && middlePx > lastPx + rect.height / 2;
          if (isNext) rows.push(middlePx);
          if (rect.width > 0) lastPx = middlePx;
        }
      });
    }
    return rows;
  }
}
