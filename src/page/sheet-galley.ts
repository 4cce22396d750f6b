import type { GalleyMeasure, GalleySetting, PieceBox, SectionBox } from './sheet-measures.js';

/**
 * Lays all content out in one column and measures every block. Runs inside the page: nothing outside
 * its body is in reach.
 */
export function measureGalley(setting: GalleySetting): GalleyMeasure {
  const paper = document.querySelector<HTMLElement>('.paper');
  const galley = document.querySelector<HTMLElement>('.galley');
  const masthead = document.querySelector<HTMLElement>('.masthead');
  if (!paper || !galley || !masthead)
    throw new Error('the sheet template has lost .paper, .masthead or .galley');
  const scale = setting.atPx === null ? 1 : setting.atPx / setting.sizePx;
  const set = (name: string, value: string): void => {
    // Each change of a property on the root restyles everything.
    if (paper.style.getPropertyValue(name) !== value) paper.style.setProperty(name, value);
  };
  const columnPx = setting.columnPx * scale;
  set('--f', `${setting.sizePx * scale}px`);
  set('--lead', String(setting.leadEm));
  set('--face', setting.face);
  if (scale === 1) set('--column', `${columnPx}px`);
  galley.style.width = `${columnPx}px`;
  masthead.style.width = `${setting.pagePx * scale}px`;
  masthead.style.setProperty('--gutter', `${setting.gutterPx * scale}px`);
  for (const list of galley.querySelectorAll('[data-run-in]')) {
    if (list.classList.contains('run-in') === setting.runIn) continue;
    list.classList.toggle('run-in', setting.runIn);
    list.parentElement?.classList.toggle('run', setting.runIn);
  }
  // Tables that are too wide become lists of their rows; formulas shrink, though never out of sight.
  const tables = [...galley.querySelectorAll('table')];
  for (const table of tables) table.classList.remove('stacked');
  for (const table of tables.filter((each) => each.offsetWidth > columnPx + 1))
    table.classList.add('stacked');
  const formulas = [...galley.querySelectorAll<HTMLElement>('.math')].filter((each) =>
    each.querySelector('.katex'),
  );
  for (const formula of formulas) if (formula.style.fontSize !== '') formula.style.fontSize = '';
  const shares = formulas.map((formula) => {
    let block = formula.parentElement ?? galley;
    while (block.clientWidth === 0 && block.parentElement) block = block.parentElement;
    const isDisplay = formula.tagName === 'DIV';
    const widths = isDisplay
      ? [formula.scrollWidth]
      : [...formula.querySelectorAll<HTMLElement>('.base')].map((base) => base.offsetWidth);
    return (block.clientWidth - 2) / Math.max(1, ...widths);
  });
  const smallestShare = 0.62;
  formulas.forEach((formula, i) => {
    const share = shares[i] ?? 1;
    if (share < 1) formula.style.fontSize = `${Math.max(smallestShare, share)}em`;
  });

  const { top: originPx, right: galleyRight } = galley.getBoundingClientRect();
  const linePx = setting.sizePx * scale * setting.leadEm;
  const sections: SectionBox[] = [];
  const pieces: PieceBox[] = [];
  let tooWide = 0;
  let strain = 3 * galley.querySelectorAll('table.stacked').length;
  for (const section of galley.querySelectorAll<HTMLElement>('.service')) {
    const box = section.getBoundingClientRect();
    const number =
      sections.push({
        topPx: (box.top - originPx + (Number.parseFloat(getComputedStyle(section).paddingTop) || 0)) / scale,
        bottomPx: (box.bottom - originPx) / scale,
      }) - 1;
    for (const piece of section.querySelectorAll<HTMLElement>('[data-piece]')) {
      delete piece.dataset.n;
      // A list item is a piece itself only while the list in it runs in; else its paragraphs are.
      const isRun = piece.classList.contains('run');
      if (piece.tagName === 'LI' ? !isRun : piece.parentElement?.closest('li.run')) continue;
      const rect = piece.getBoundingClientRect();
      if (rect.height === 0) continue;
      const given = piece.dataset.piece;
      const kind = given === 'name' || given === 'head' || given === 'solid' ? given : 'text';
      const padPx = piece.tagName === 'PRE' ? Number.parseFloat(getComputedStyle(piece).paddingTop) || 0 : 0;
      if (piece.tagName === 'PRE') {
        const written = (piece.textContent ?? '').trimEnd().split('\n').length;
        strain += Math.max(0, Math.round((rect.height - 2 * padPx) / linePx) - written);
      }
      const head = piece.tagName === 'TR' ? piece.closest('table')?.querySelector('thead') : null;
      let depth = 0;
      for (let up = piece.parentElement; up && up !== section; up = up.parentElement)
        if (up.tagName === 'UL' || up.tagName === 'OL') depth += 1;
      if (piece.tagName === 'TR' ? rect.right > galleyRight + 1 : piece.scrollWidth > piece.clientWidth + 1)
        tooWide += 1;
      piece.dataset.n = String(pieces.length);
      pieces.push({
        section: number,
        kind,
        topPx: (rect.top - originPx) / scale,
        bottomPx: (rect.bottom - originPx) / scale,
        lines: kind === 'text' ? Math.max(1, Math.round((rect.height - 2 * padPx) / linePx)) : 1,
        padPx: padPx / scale,
        repeatPx: (head && !head.contains(piece) ? head.getBoundingClientRect().height : 0) / scale,
        depth: Math.max(0, depth - 1),
      });
    }
  }
  const probe = document.createElement('div');
  probe.style.cssText = 'position:absolute;width:100ex;visibility:hidden';
  paper.append(probe);
  const label = document.createElement('p');
  label.className = 'continued';
  label.textContent = 'Ag';
  const host = document.createElement('section');
  host.className = 'service';
  host.append(label);
  galley.append(host);
  const labelBox = label.getBoundingClientRect();
  const continuedPx = labelBox.height + (Number.parseFloat(getComputedStyle(label).marginBottom) || 0);
  const xHeightPx = probe.getBoundingClientRect().width / 100;
  host.remove();
  probe.remove();
  return {
    pieces,
    sections,
    mastheadPx: masthead.getBoundingClientRect().height / scale,
    xHeightPx: xHeightPx / scale,
    linePx: linePx / scale,
    continuedPx: continuedPx / scale,
    tooWide,
    strain,
  };
}
