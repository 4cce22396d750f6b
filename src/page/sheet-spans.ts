/**
 * Makes the cells that span rows fit the rows that are shown: of the cells with one `data-span` in a row group
 * the first spans all their rows, the others are covered by it. Runs inside the page.
 */
export function settleSpans(): void {
  const groups = document.querySelectorAll<HTMLTableSectionElement>(
    '.paper :is(thead, tbody, tfoot):has([data-span])',
  );
  for (const group of groups) {
    const first = new Map<string, HTMLTableCellElement>();
    for (const row of group.rows) {
      if (row.hidden) continue;
      for (const cell of row.cells) {
        const { span } = cell.dataset;
        if (span === undefined) continue;
        const owner = first.get(span);
        if (owner) {
          owner.rowSpan += 1;
          cell.dataset.covered = '';
        } else {
          first.set(span, cell);
          cell.rowSpan = 1;
          delete cell.dataset.covered;
        }
      }
    }
  }
}
