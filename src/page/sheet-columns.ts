import type { ColumnBreaks, ColumnsMeasure, Narrowed } from './sheet-measures.js';

/**
 * Breaks the measured galley into columns and pages and measures the result. Runs inside the page, right
 * after `measureGalley` with the same setting: nothing outside its body is in reach.
 *
 * A column is cut out of the galley as a DOM range, which keeps every list, quote and section around
 * the cut on both sides of it; the later half is marked so that it shows no second bullet.
 */
export function breakIntoColumns(breaks: ColumnBreaks): ColumnsMeasure {
  const paper = document.querySelector<HTMLElement>('.paper');
  const galley = document.querySelector<HTMLElement>('.galley');
  if (!paper || !galley) throw new Error('the sheet template has lost .paper or .galley');

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

  const cuts = breaks.starts.map((start) => {
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

  const beyond: string[] = [];
  const inkPx: number[] = [];
  const pages: HTMLElement[] = [];
  columns.forEach((column, i) => {
    const page = Math.floor(i / breaks.columnsPerPage);
    if (!pages[page]) {
      const host = page === 0 ? paper : document.createElement('main');
      if (page > 0) {
        host.className = `${paper.className} further`;
        host.setAttribute('style', paper.getAttribute('style') ?? '');
        const head = document.createElement('p');
        head.className = 'running-head';
        head.setAttribute('aria-hidden', 'true');
        host.dir = paper.dir;
        const title = document.querySelector('.masthead h1 [dir]') ?? document.querySelector('.masthead h1');
        head.append(ownWay(title), ` · ${page + 1}`);
        host.append(head);
        document.body.append(host);
      }
      const row = document.createElement('div');
      row.className = 'columns';
      row.style.height = `${breaks.heightsPx[page === 0 ? 0 : 1]}px`;
      host.append(row);
      pages[page] = row;
      if (breaks.topPx > 0) host.style.paddingTop = `calc(var(--margin) + ${breaks.topPx}px)`;
    }
    column.style.setProperty('--stretch', `${breaks.stretchPx[i] ?? 0}px`);
    const lead = breaks.leadEm[i];
    if (lead !== undefined) column.style.setProperty('--lead', String(lead));
    if (lead !== undefined) column.style.lineHeight = String(lead);
    pages[page]?.append(column);
  });
  galley.remove();

  columns.forEach((column, i) => {
    const box = column.getBoundingClientRect();
    const heightPx = breaks.heightsPx[i < breaks.columnsPerPage ? 0 : 1];
    let ink = 0;
    for (const piece of column.querySelectorAll<HTMLElement>('[data-n]')) {
      const rect = piece.getBoundingClientRect();
      ink = Math.max(ink, rect.bottom - box.top);
      if (
        rect.bottom - box.top > heightPx + 12 ||
        rect.right > box.right + 12 ||
        rect.left < box.left - 12 ||
        piece.scrollWidth > piece.clientWidth + 12
      )
        beyond.push((piece.textContent ?? '').slice(0, 60));
    }
    inkPx.push(ink);
    // Room to write in, ruled like an index card, where a short section leaves it.
    const roomPx = 720;
    if (heightPx - ink > roomPx) column.classList.add('has-room');
  });
  const anchors = [...document.querySelectorAll<HTMLElement>('.name[id]')].map((name) => {
    const page = name.closest<HTMLElement>('.paper');
    // A name that is not shown, since the title says it, begins where its section does.
    const shown = name.offsetHeight > 0 ? name : (name.closest('.service') ?? name);
    const rect = shown.getBoundingClientRect();
    const origin = page?.getBoundingClientRect();
    return {
      id: name.id,
      page: pages.findIndex((row) => row.parentElement === page),
      topPx: rect.top - (origin?.top ?? 0),
      leftPx: rect.left - (origin?.left ?? 0),
    };
  });
  tellPlaces();
  return { inkPx, beyond, narrowed: narrowedBlocks(), anchors };

  /** The index names the column of each section, or the page where there are further pages. */
  function tellPlaces(): void {
    for (const entry of document.querySelectorAll<HTMLElement>('.index .place')) {
      const id = entry.parentElement?.querySelector('a')?.getAttribute('href')?.slice(1) ?? '';
      const column = columns.findIndex((each) => each.querySelector(`[id="${CSS.escape(id)}"]`));
      const place = pages.length > 1 ? Math.floor(column / breaks.columnsPerPage) : column;
      entry.dataset.place = column < 0 || columns.length === 1 ? '' : String(place + 1);
    }
  }

  function narrowedBlocks(): Narrowed[] {
    const blocks = [
      ...document.querySelectorAll<HTMLElement>('.column :is(table.stacked, .squeezed), pre.diagram'),
    ];
    return blocks.flatMap((block): Narrowed[] => {
      const { point } =
        (block.closest<HTMLElement>('[data-point]') ?? block.querySelector<HTMLElement>('[data-point]'))
          ?.dataset ?? {};
      const isStacked = block.matches('table.stacked');
      if (point === undefined || (!isStacked && block.style.fontSize === '')) return [];
      return [{ point: Number(point), how: isStacked ? 'stacked' : 'small' }];
    });
  }
}
