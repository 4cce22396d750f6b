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
  // On the images alone: a change on the root restyles every letter of every formula.
  for (const image of paper.querySelectorAll<HTMLElement>('img:not([src^="data:image/gif"])'))
    image.style.setProperty('--scale', String(scale));
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
  // What was squeezed before would not look too wide.
  for (const block of galley.querySelectorAll<HTMLElement>('.squeezed')) {
    block.classList.remove('squeezed');
    block.style.fontSize = '';
  }
  const samples = addSamples();
  const drawn = placeDiagrams();
  const { tables, stackedTables } = narrowTables();
  const { formulas, shrunkFormulas } = narrowFormulas();
  squeezeBlocks();
  const originPx = galley.getBoundingClientRect().top;
  const linePx = setting.sizePx * scale * setting.leadEm;
  const sections: SectionBox[] = [];
  const pieces: PieceBox[] = [];
  const lines = new Map<number, number>();
  let [textLines, longRunInLines, codeLines, wrappedRows] = [0, 0, 0, 0];
  for (const section of galley.querySelectorAll<HTMLElement>('.service:not([hidden])')) {
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
      const isTableHead = piece.tagName === 'TR' && piece.parentElement?.tagName === 'THEAD';
      const kind = isTableHead
        ? 'head'
        : given === 'name' || given === 'head' || given === 'solid'
          ? given
          : 'text';
      const padPx = piece.tagName === 'PRE' ? Number.parseFloat(getComputedStyle(piece).paddingTop) || 0 : 0;
      const rows = Math.max(1, Math.round((rect.height - 2 * padPx) / linePx));
      if (piece.tagName === 'PRE') {
        const written = (piece.textContent ?? '').trimEnd().split('\n').length;
        codeLines += written;
        wrappedRows += Math.max(0, rows - written);
      } else if (kind === 'text') {
        textLines += rows;
        if (isRun && rows > 4) longRunInLines += rows;
        // The last line is about half full.
        const chars = Math.round((piece.textContent?.length ?? 0) / (rows - 0.5));
        if (rows > 1) lines.set(chars, (lines.get(chars) ?? 0) + rows - 1);
      }
      const head = piece.tagName === 'TR' ? piece.closest('table')?.querySelector('thead') : null;
      let depth = 0;
      for (let up = piece.parentElement; up && up !== section; up = up.parentElement)
        if (up.tagName === 'UL' || up.tagName === 'OL') depth += 1;
      piece.dataset.n = String(pieces.length);
      const below = [...piece.querySelectorAll<HTMLElement>('[data-point]:not([hidden])')];
      const own = piece.dataset.point !== undefined || below.length === 0;
      const shown = own ? [piece.closest<HTMLElement>('[data-point]'), ...below] : below;
      pieces.push({
        section: number,
        points: shown.flatMap((point) => (point ? [Number(point.dataset.point)] : [])),
        kind,
        topPx: (rect.top - originPx) / scale,
        bottomPx: (rect.bottom - originPx) / scale,
        lines: kind === 'text' ? rows : 1,
        padPx: padPx / scale,
        repeatPx: (head && !head.contains(piece) ? head.getBoundingClientRect().height : 0) / scale,
        leadsIn: kind === 'text' && piece.tagName !== 'PRE' && /:\s*$/.test(piece.textContent ?? ''),
        depth: Math.max(0, depth - 1),
      });
    }
  }
  const runningHeadPx = samples.runningHead.getBoundingClientRect().height;
  const { label, ex } = samples;
  const continuedPx =
    label.getBoundingClientRect().height + (Number.parseFloat(getComputedStyle(label).marginBottom) || 0);
  const xHeightPx = ex.getBoundingClientRect().width / 100;
  samples.box.remove();
  return {
    pieces,
    sections,
    mastheadPx: masthead.getBoundingClientRect().height / scale,
    runningHeadPx: runningHeadPx / scale,
    xHeightPx: xHeightPx / scale,
    linePx: linePx / scale,
    continuedPx: continuedPx / scale,
    traits: {
      lines: [...lines].map(([chars, count]) => ({ chars, count })),
      textLines,
      longRunInLines,
      tables,
      stackedTables,
      codeLines,
      wrappedRows,
      formulas: formulas + drawn.diagrams,
      shrunkFormulas: shrunkFormulas + drawn.shrunk,
    },
  };

  /** What only further columns and pages show, out of the way, so that all is laid out at once. */
  function addSamples(): Record<'box' | 'ex' | 'label' | 'runningHead', HTMLElement> {
    const add = (to: HTMLElement, tag: string, className: string): HTMLElement => {
      const element = document.createElement(tag);
      element.className = className;
      to.append(element);
      return element;
    };
    const box = document.createElement('div');
    box.style.cssText = `position:absolute;visibility:hidden;width:${columnPx}px`;
    const ex = add(box, 'div', '');
    ex.style.width = '100ex';
    const label = add(add(box, 'section', 'service'), 'p', 'continued');
    const runningHead = add(box, 'p', 'running-head');
    label.textContent = 'Ag';
    runningHead.textContent = 'Ag';
    paper?.append(box);
    return { box, ex, label, runningHead };
  }

  /** A table that is too wide is set smaller, and if that is not enough becomes a list of its rows. */
  function narrowTables(): { tables: number; stackedTables: number } {
    const all = [...document.querySelectorAll<HTMLElement>('.galley table')].filter(
      (table) => table.querySelector('[data-piece]:not([hidden])') || table.matches('[data-piece]'),
    );
    for (const table of all) table.classList.remove('stacked', 'small');
    const wide = all.filter((table) => table.offsetWidth > columnPx + 4);
    for (const table of wide) table.classList.add('small');
    const wider = wide.filter((table) => table.offsetWidth > columnPx + 4);
    for (const table of wider) table.classList.replace('small', 'stacked');
    return { tables: all.length, stackedTables: wider.length };
  }

  /**
   * A drawing of boxes is never broken: where the column is too narrow it is set smaller, as far as it reads, and
   * beyond that goes to a band across the page, below the masthead; a number in its place tells which.
   */
  function placeDiagrams(): { diagrams: number; shrunk: number } {
    const leastShare = 0.72;
    const mostOfPage = 0.35;
    const all = [...document.querySelectorAll<HTMLElement>('.paper pre.diagram')];
    for (const place of document.querySelectorAll<HTMLElement>('.galley .elsewhere'))
      place.replaceWith(...document.querySelectorAll(`.band pre[data-place="${place.dataset.place}"]`));
    document.querySelector('.band')?.remove();
    const shown = all.filter((each) => !each.closest('[hidden]'));
    for (const each of all) each.style.fontSize = '';
    const shares = shown.map((each) => (each.clientWidth / each.scrollWidth) * 0.99);
    const band = document.createElement('div');
    band.className = 'band';
    let roomPx = mostOfPage * (paper?.clientHeight ?? 0) * scale;
    shown.forEach((each, i) => {
      const share = shares[i] ?? 1;
      const name = each.closest('.service')?.querySelector('.name-text') ?? document.querySelector('h1');
      const heightPx = each.offsetHeight + 1.6 * setting.sizePx * scale;
      if (share < 0.99) each.style.fontSize = `${share}em`;
      if (share >= leastShare || heightPx > roomPx) return;
      roomPx -= heightPx;
      const number = String(band.children.length + 1);
      const place = document.createElement('p');
      place.className = 'elsewhere';
      place.dataset.piece = 'solid';
      place.dataset.place = number;
      place.textContent = `↑ ${number}`;
      const colours = each.closest('.service')?.getAttribute('style') ?? '';
      each.replaceWith(place);
      each.dataset.place = number;
      each.style.fontSize = '';
      const item = document.createElement('div');
      item.setAttribute('style', colours);
      const caption = document.createElement('p');
      caption.className = 'caption';
      caption.textContent = `${number} · ${name?.textContent ?? ''}`;
      item.append(caption, each);
      band.append(item);
    });
    if (band.children.length > 0) masthead?.append(band);
    for (const each of band.querySelectorAll<HTMLElement>('pre')) {
      const share = (each.clientWidth / each.scrollWidth) * 0.99;
      if (share < 0.99) each.style.fontSize = `${share}em`;
    }
    const small = (each: HTMLElement): boolean => Number.parseFloat(each.style.fontSize) < 0.9;
    return { diagrams: shown.length, shrunk: shown.filter(small).length };
  }

  /** The last resort: what still sticks out is broken anywhere, and then set smaller. */
  function squeezeBlocks(): void {
    const blocks = [...document.querySelectorAll<HTMLElement>('.galley [data-piece]:not(.diagram)')];
    const sticksOut = (block: HTMLElement): boolean => {
      const { left, right } = block.getBoundingClientRect();
      const isWide = block.scrollWidth > block.clientWidth + 4;
      return isWide || right > (room?.right ?? 0) + 4 || left < (room?.left ?? 0) - 4;
    };
    const room = galley?.getBoundingClientRect();
    const wide = blocks.filter(sticksOut);
    for (const block of wide) block.classList.add('squeezed');
    for (const block of wide.filter(sticksOut))
      block.style.fontSize = `${Math.max(0.2, (block.clientWidth / block.scrollWidth) * 0.98)}em`;
  }

  /** A formula that is too wide breaks at its relations first, as far as it has some, and only then shrinks. */
  function narrowFormulas(): { formulas: number; shrunkFormulas: number } {
    const all = [...document.querySelectorAll<HTMLElement>('.paper .math')].filter((each) =>
      each.querySelector('.katex'),
    );
    for (const formula of all) {
      formula.classList.remove('broken');
      if (formula.style.fontSize !== '') formula.style.fontSize = '';
    }
    const roomsPx = all.map((formula) => {
      let block = formula.parentElement ?? formula;
      while (block.clientWidth === 0 && block.parentElement) block = block.parentElement;
      return block.clientWidth - 8;
    });
    const isWide = all.map(
      (formula, i) => formula.tagName === 'DIV' && formula.scrollWidth > (roomsPx[i] ?? 0),
    );
    all.forEach((formula, i) => {
      if (isWide[i]) formula.classList.add('broken');
    });
    const shares = all.map((formula, i) => {
      const widths = [...formula.querySelectorAll<HTMLElement>('.base')].map((base) => base.offsetWidth);
      return (roomsPx[i] ?? 0) / Math.max(1, ...widths);
    });
    all.forEach((formula, i) => {
      const share = shares[i] ?? 1;
      if (share < 1 && share > 0) formula.style.fontSize = `${share}em`;
    });
    // KaTeX sets its letters 1.06 times as large as the text.
    return { formulas: all.length, shrunkFormulas: shares.filter((share) => share < 0.94).length };
  }
}
