import type { ColumnBreaks, ColumnsMeasure, Narrowed } from './sheet-measures.js';

/**
 * Moves the columns that `cutColumns` has left in the galley to their pages, and removes the galley. Runs inside
 * the page: nothing outside its body is in reach.
 */
export function placeColumns(breaks: ColumnBreaks): void {
  const paper = document.querySelector<HTMLElement>('.paper');
  const galley = document.querySelector<HTMLElement>('.galley');
  if (!paper || !galley) throw new Error('the sheet template has lost .paper or .galley');

  const rows: HTMLElement[] = [];
  [...galley.querySelectorAll<HTMLElement>(':scope > .column')].forEach((column, i) => {
    const page = Math.floor(i / breaks.columnsPerPage);
    if (!rows[page]) rows[page] = newRow(page, page === 0 ? paper : furtherPage(page, paper));
    column.style.setProperty('--stretch', `${breaks.stretchPx[i] ?? 0}px`);
    const lead = breaks.leadEm[i];
    if (lead !== undefined) column.style.setProperty('--lead', String(lead));
    if (lead !== undefined) column.style.lineHeight = String(lead);
    rows[page]?.append(column);
  });
  galley.remove();

  /** Like the first page, with the title repeated, for the eye only. */
  function furtherPage(page: number, first: HTMLElement): HTMLElement {
    const further = document.createElement('main');
    further.className = `${first.className} further`;
    further.setAttribute('style', first.getAttribute('style') ?? '');
    further.dir = first.dir;
    const head = document.createElement('p');
    head.className = 'running-head';
    head.setAttribute('aria-hidden', 'true');
    const title = document.querySelector('.masthead h1 [dir]') ?? document.querySelector('.masthead h1');
    // Its words run as they do where they stand first.
    const again = document.createElement('span');
    again.dir = title?.getAttribute('dir') ?? 'auto';
    again.textContent = title?.textContent ?? '';
    head.append(again, ` · ${page + 1}`);
    further.append(head);
    document.body.append(further);
    return further;
  }
  function newRow(page: number, host: HTMLElement): HTMLElement {
    const row = document.createElement('div');
    row.className = 'columns';
    row.style.height = `${breaks.heightsPx[page === 0 ? 0 : 1]}px`;
    host.append(row);
    if (breaks.topPx > 0) host.style.paddingTop = `calc(var(--margin) + ${breaks.topPx}px)`;
    return row;
  }
}

/** Measures the finished pages, and tells the index where each section stands. Runs inside the page. */
export function measureColumns({
  columnsPerPage,
  heightsPx,
}: Pick<ColumnBreaks, 'columnsPerPage' | 'heightsPx'>): ColumnsMeasure {
  const pages = [...document.querySelectorAll<HTMLElement>('.paper')];
  const columns = [...document.querySelectorAll<HTMLElement>('.columns > .column')];
  const beyond: string[] = [];
  const inkPx = columns.map(columnInk);
  const anchors = [...document.querySelectorAll<HTMLElement>('.name[id]')].map(anchorOf);
  tellPlaces();
  return { inkPx, beyond, narrowed: narrowedBlocks(), anchors };

  function columnInk(column: HTMLElement, i: number): number {
    const box = column.getBoundingClientRect();
    const heightPx = heightsPx[i < columnsPerPage ? 0 : 1];
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
    // Room to write in, ruled like an index card, where a short section leaves it.
    const roomPx = 720;
    if (heightPx - ink > roomPx) column.classList.add('has-room');
    return ink;
  }
  function anchorOf(name: HTMLElement): ColumnsMeasure['anchors'][number] {
    const page = name.closest<HTMLElement>('.paper');
    // A name that is not shown, since the title says it, begins where its section does.
    const shown = name.offsetHeight > 0 ? name : (name.closest('.service') ?? name);
    const rect = shown.getBoundingClientRect();
    const origin = page?.getBoundingClientRect();
    return {
      id: name.id,
      page: page === null ? -1 : pages.indexOf(page),
      topPx: rect.top - (origin?.top ?? 0),
      leftPx: rect.left - (origin?.left ?? 0),
    };
  }
  /** The index names the column of each section, or the page where there are further pages. */
  function tellPlaces(): void {
    for (const entry of document.querySelectorAll<HTMLElement>('.index .place')) {
      const id = entry.parentElement?.querySelector('a')?.getAttribute('href')?.slice(1) ?? '';
      const column = columns.findIndex((each) => each.querySelector(`[id="${CSS.escape(id)}"]`));
      const place = pages.length > 1 ? Math.floor(column / columnsPerPage) : column;
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
