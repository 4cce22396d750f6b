import type { ColumnStart } from './sheet-measures.js';

/**
 * Cuts the measured galley into columns, which take the place of its content. Runs inside the page, right
 * after `measureGalley` with the same setting: nothing outside its body is in reach.
 *
 * A column is cut out of the galley as a DOM range, which keeps every list, quote and section around
 * the cut on both sides of it; the later half is marked so that it shows no second bullet.
 */
export function cutColumns(starts: readonly ColumnStart[]): void {
  const galley = document.querySelector<HTMLElement>('.galley');
  if (!galley) throw new Error('the sheet template has lost .galley');

  /** The position in a paragraph's text at which a line begins. */
  const lineStart = (piece: Element, line: number): [Node, number] | null => {
    const box = piece.getBoundingClientRect();
    const pad = piece.tagName === 'PRE' ? Number.parseFloat(getComputedStyle(piece).paddingTop) || 0 : 0;
    const lines = Math.max(1, Math.round((box.height - 2 * pad) / linePx(piece)));
    const fromPx = box.top + pad + (line * (box.height - 2 * pad)) / lines - 1;
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (length === 0) continue;
      range.setStart(node, length - 1);
      range.setEnd(node, length);
      const last = range.getBoundingClientRect();
      if (last.top + last.height / 2 < fromPx) continue;
      for (let i = 0; i < length; i += 1) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const rects = range.getClientRects();
        const rect = rects[rects.length - 1];
        if (rect && rect.width > 0 && rect.top + rect.height / 2 > fromPx) return [node, i];
      }
    }
    return null;
  };
  const linePx = (element: Element): number => Number.parseFloat(getComputedStyle(element).lineHeight) || 1;

  const cuts = starts.map((start) => {
    const piece = galley.querySelector<HTMLElement>(`[data-n="${start.piece}"]`);
    if (!piece) throw new Error(`no piece ${start.piece} in the galley`);
    const table = piece.closest('table');
    if (table)
      for (const cell of table.querySelectorAll<HTMLElement>('td,th')) {
        // A covered cell stands below the cut where the one that covers it stood above.
        const { span } = cell.dataset;
        const shown = span === undefined ? cell : (table.querySelector(`[data-span="${span}"]`) ?? cell);
        cell.style.width = `${shown.getBoundingClientRect().width}px`;
      }
    return { piece, at: start.line > 0 ? lineStart(piece, start.line) : null };
  });

  const columns: HTMLElement[] = [];
  // From the last column to the first, so that positions before a cut stay valid.
  for (let i = cuts.length - 1; i >= 0; i -= 1) {
    const cut = cuts[i];
    if (!cut) continue;
    const range = document.createRange();
    const section = cut.piece.closest('.service');
    const table = cut.piece.closest('table');
    const opens = !cut.at && section?.querySelector('[data-n]') === cut.piece;
    if (cut.at) range.setStart(cut.at[0], cut.at[1]);
    else if (opens && section) range.setStartBefore(section);
    else range.setStartBefore(outermostFirst(cut.piece));
    range.setEnd(galley, galley.childNodes.length);
    const column = document.createElement('div');
    column.className = 'column';
    const cutAt = cut.at?.[0].parentElement ?? null;
    column.append(range.extractContents());
    // "Something was left out here" stands at a paragraph's end, so only the later half keeps the mark.
    for (let at = cutAt; at && at !== section; at = at.parentElement) at.classList.remove('cut');
    if (cut.at) removeEmptyTail(galley);
    if (!opens) continueSection(column, section);
    repeatHead(column, table);
    if (table) repeatSpans(column);
    if (cut.at) trimStart(column);
    columns.unshift(column);
  }

  galley.replaceChildren(...columns);

  /** The outermost element below the section that begins with this piece: `<li>` rather than its `<p>`. */
  function outermostFirst(piece: Element): Element {
    let at = piece;
    while (
      at.parentElement &&
      !at.parentElement.matches('.service') &&
      at.parentElement.firstElementChild === at &&
      !hasOwnText(at.parentElement)
    )
      at = at.parentElement;
    return at;
  }
  function hasOwnText(element: Element): boolean {
    return [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
  }
  /** Marks the cloned shells around a cut and repeats the section's name, for the eye only. */
  function continueSection(column: HTMLElement, section: Element | null): void {
    const shell = column.firstElementChild;
    if (!shell) return;
    for (let at: Element | null = shell; at; at = at.firstElementChild) {
      at.removeAttribute('id');
      if (at.tagName === 'LI' && !isWhole(at)) at.classList.add('split');
    }
    const label = document.createElement('p');
    label.className = 'continued';
    label.setAttribute('aria-hidden', 'true');
    const name = section?.querySelector('.name-text') ?? document.querySelector('.masthead .name-text');
    label.append(ownWay(name));
    shell.prepend(label);
  }
  /** A name repeated, its words running as they do where it stands first. */
  function ownWay(name: Element | null): HTMLElement {
    const again = document.createElement('span');
    again.dir = name?.getAttribute('dir') ?? 'auto';
    again.textContent = name?.textContent ?? '';
    return again;
  }
  /** A cell that spans rows from above the cut is shown again in the first row below it. */
  function repeatSpans(column: HTMLElement): void {
    const rows = [...(column.querySelector<HTMLTableSectionElement>('table > tbody')?.rows ?? [])];
    for (const cell of rows[0]?.cells ?? []) {
      const { span } = cell.dataset;
      if (span === undefined) continue;
      delete cell.dataset.covered;
      cell.rowSpan = rows.filter((row) => row.querySelector(`[data-span="${span}"]`)).length;
    }
  }
  /** The later half of a table shows its head again, for the eye only. */
  function repeatHead(column: HTMLElement, table: Element | null): void {
    const head = table?.querySelector('thead')?.cloneNode(true);
    const rest = table && column.querySelector('table');
    if (!rest || !(head instanceof HTMLElement) || rest.querySelector('thead')) return;
    head.setAttribute('aria-hidden', 'true');
    for (const row of head.querySelectorAll('[data-n]')) row.removeAttribute('data-n');
    rest.prepend(head);
  }
  /** A list item that was cut in two has its twin, with the same point, still in the galley. */
  function isWhole(item: Element): boolean {
    const point = item.getAttribute('data-point');
    return point === null || !galley?.querySelector(`li[data-point="${point}"]`);
  }
  /** A cut before an item's first word leaves the item's empty shell behind, with its bullet. */
  function removeEmptyTail(root: Element): void {
    let tail = root.lastElementChild;
    while (tail?.lastElementChild) tail = tail.lastElementChild;
    while (tail && tail !== root && tail.textContent === '' && !tail.querySelector('img')) {
      const parent: Element | null = tail.parentElement;
      tail.remove();
      tail = parent;
    }
  }
  /** The space at which the line was broken stays with the line before. */
  function trimStart(column: HTMLElement): void {
    const walker = document.createTreeWalker(
      column.querySelector('[data-n]') ?? column,
      NodeFilter.SHOW_TEXT,
    );
    const first = walker.nextNode();
    if (first?.textContent) first.textContent = first.textContent.replace(/^ +/, '');
  }
}
