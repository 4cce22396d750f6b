/** What a reader meets on a finished sheet, counted in the browser in which it stands. */
export interface SheetCensus {
  readonly isCondensed: boolean;
  /** Mean line height over the columns, em. */
  readonly leadEm: number;
  /** Characters of each line of running text, the last of each paragraph aside. */
  readonly lineChars: readonly number[];
  /** Lines of each list that runs in. */
  readonly runInLines: readonly number[];
  /** All lines of running text. */
  readonly textLines: number;
  readonly formulas: number;
  /** Formulas smaller than the text. */
  readonly shrunkFormulas: number;
  readonly tables: number;
  readonly stackedTables: number;
  readonly codeLines: number;
  /** Rows of code that go on with the line above. */
  readonly wrappedRows: number;
  /** Sections of which nothing but the name stands. */
  readonly emptySections: number;
  /** Headings with nothing below them in their section. */
  readonly bareHeadings: number;
  /** Paragraphs and items that end in a colon and are followed by nothing. */
  readonly bareLeadIns: number;
  /** Columns that end in a heading, a table's head or a line that ends in a colon. */
  readonly strandedFeet: number;
}

/** Runs inside the page, once the columns stand. */
export function takeCensus(): SheetCensus {
  const lineChars: number[] = [];
  const runInLines: number[] = [];
  let textLines = 0;
  const shown = [...document.querySelectorAll<HTMLElement>('.column [data-n]')];
  for (const piece of shown) {
    if (piece.dataset.piece !== 'text' || piece.matches('pre') || piece.closest('table, .math')) continue;
    const lines = linesOf(piece);
    textLines += lines.length;
    lineChars.push(...lines.slice(0, -1));
    if (piece.matches('li.run') || piece.querySelector('.run-in')) runInLines.push(lines.length);
  }
  const tables = new Set([...document.querySelectorAll('.column table')]);
  const listings = [...document.querySelectorAll<HTMLElement>('.column pre')];
  const formulas = [...document.querySelectorAll<HTMLElement>('.column .math')];
  const services = [...document.querySelectorAll<HTMLElement>('.column .service')];
  const isHeading = (element: Element): boolean => /^H[1-6]$/.test(element.tagName);
  const order = [...document.querySelectorAll<HTMLElement>('.column .service [data-n]')];
  const sectionOf = (piece: HTMLElement | undefined): string | undefined =>
    piece?.closest<HTMLElement>('.service')?.dataset.section;
  const followers = order.map((piece, i) => [piece, order[i + 1]] as const);
  const endsInColon = (piece: HTMLElement): boolean =>
    piece.matches('p, li') && /:\s*$/.test(piece.textContent ?? '');
  const columns = [...document.querySelectorAll<HTMLElement>('.column')];
  const paper = document.querySelector<HTMLElement>('.paper');
  const leads = columns.map((column) => Number(column.style.getPropertyValue('--lead')));
  return {
    isCondensed: /^\W*Asap Condensed/.test(paper?.style.getPropertyValue('--face') ?? ''),
    leadEm: leads.reduce((sum, lead) => sum + lead, 0) / Math.max(1, leads.length),
    lineChars,
    runInLines,
    textLines,
    formulas: formulas.length,
    shrunkFormulas: formulas.filter((each) => Number.parseFloat(each.style.fontSize || '1') < 0.94).length,
    tables: tables.size,
    stackedTables: document.querySelectorAll('.column table.stacked').length,
    codeLines: listings.reduce((sum, pre) => sum + (pre.textContent ?? '').trimEnd().split('\n').length, 0),
    wrappedRows: document.querySelectorAll('.column pre .wrap').length,
    emptySections: services.filter((service) => {
      const pieces = [...service.querySelectorAll<HTMLElement>('[data-n]')];
      return pieces.length > 0 && pieces.every((piece) => piece.dataset.piece === 'name');
    }).length,
    bareHeadings: followers.filter(
      ([piece, next]) =>
        isHeading(piece) &&
        piece.dataset.piece === 'head' &&
        (sectionOf(next) !== sectionOf(piece) ||
          (next !== undefined && isHeading(next) && next.tagName <= piece.tagName)),
    ).length,
    bareLeadIns: followers.filter(
      ([piece, next]) =>
        endsInColon(piece) &&
        (sectionOf(next) !== sectionOf(piece) || (next !== undefined && isHeading(next))),
    ).length,
    strandedFeet: columns.slice(0, -1).filter((column) => {
      const last = [...column.querySelectorAll<HTMLElement>('[data-n]')].at(-1);
      return last !== undefined && (isHeading(last) || last.closest('thead') !== null || endsInColon(last));
    }).length,
  };

  /** Characters of each line of a block. */
  function linesOf(block: HTMLElement): number[] {
    const rows: number[] = [];
    let lastPx = Number.NEGATIVE_INFINITY;
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('.katex, .wrap')) continue;
      for (const word of (node.textContent ?? '').matchAll(/\S+\s*/g)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].trimEnd().length);
        const rect = range.getClientRects()[0];
        if (!rect) continue;
        const middlePx = (rect.top + rect.bottom) / 2;
        if (middlePx > lastPx + rect.height / 2) {
          rows.push(0);
          lastPx = middlePx;
        }
        rows[rows.length - 1] = (rows.at(-1) ?? 0) + word[0].length;
      }
    }
    return rows;
  }
}
