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
  paper.style.setProperty('--f', `${setting.sizePx}px`);
  paper.style.setProperty('--lead', String(setting.leadEm));
  paper.style.setProperty('--column', `${setting.columnPx}px`);
  paper.style.setProperty('--face', setting.face);
  for (const list of galley.querySelectorAll('[data-run-in]')) {
    list.classList.toggle('run-in', setting.runIn);
    list.parentElement?.classList.toggle('run', setting.runIn);
  }
  for (const table of galley.querySelectorAll('table')) table.classList.remove('stacked');
  for (const table of galley.querySelectorAll('table')) {
    if (table.scrollWidth > setting.columnPx + 1 || table.offsetWidth > setting.columnPx + 1)
      table.classList.add('stacked');
  }

  const originPx = galley.getBoundingClientRect().top;
  const linePx = setting.sizePx * setting.leadEm;
  const sections: SectionBox[] = [];
  const pieces: PieceBox[] = [];
  for (const section of galley.querySelectorAll<HTMLElement>('.service')) {
    const box = section.getBoundingClientRect();
    const number =
      sections.push({
        topPx: box.top - originPx + (Number.parseFloat(getComputedStyle(section).paddingTop) || 0),
        bottomPx: box.bottom - originPx,
      }) - 1;
    for (const piece of section.querySelectorAll<HTMLElement>('[data-piece]')) {
      delete piece.dataset.n;
      // A list item is a piece itself only while the list in it runs in; else its paragraphs are.
      const isRun = piece.classList.contains('run');
      if (piece.tagName === 'LI' ? !isRun : piece.parentElement?.closest('li.run')) continue;
      const rect = piece.getBoundingClientRect();
      if (rect.height === 0) continue;
      const kind =
        piece.dataset.piece === 'head' ? 'head' : piece.dataset.piece === 'solid' ? 'solid' : 'text';
      let depth = 0;
      for (let up = piece.parentElement; up && up !== section; up = up.parentElement)
        if (up.tagName === 'UL' || up.tagName === 'OL') depth += 1;
      piece.dataset.n = String(pieces.length);
      pieces.push({
        section: number,
        kind,
        topPx: rect.top - originPx,
        bottomPx: rect.bottom - originPx,
        lines: kind === 'text' ? Math.max(1, Math.round(rect.height / linePx)) : 1,
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
    mastheadPx: masthead.getBoundingClientRect().height,
    xHeightPx,
    linePx,
    continuedPx,
  };
}
