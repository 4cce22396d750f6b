/** One flow at one type size, in CSS pixels of the unscaled slide. */
export interface FlowMeasure {
  readonly sizePx: number;
  /** Height that the body may take on the first slide and on a continuation. */
  readonly firstPx: number;
  readonly nextPx: number;
  /** In the order of the atoms. */
  readonly atoms: readonly AtomMeasure[];
}

export interface AtomMeasure {
  readonly key: string;
  readonly heightPx: number;
  readonly contextPx: number;
  /** Share of its width that the slide has; below 1 it sticks out at the end of its lines. */
  readonly widthShare: number;
}

/**
 * Runs in the browser, on a page with two slides for each flow: all its content under the first
 * slide's head, and all its content as repeated parents under a continuation's. Reads what each atom
 * adds to the height from where the next one begins.
 */
export function measureDeck(sizesPx: readonly number[]): FlowMeasure[][] {
  interface MeasuredFlow {
    readonly cards: readonly HTMLElement[];
    readonly body: HTMLElement;
    readonly repeated: HTMLElement;
    readonly measures: FlowMeasure[];
    /** Needs one slide at the size before. */
    isShort: boolean;
    /** Needs one slide of the largest size of longer texts, and leaves some of it empty. */
    isRoomy: boolean;
  }
  /** The largest size of what needs more than one slide. */
  const bodyPx = 36;
  const roomyShare = 0.8;
  const cards = Array.from(document.querySelectorAll<HTMLElement>('.card'));
  const flows: MeasuredFlow[] = [];
  for (let i = 0; i + 1 < cards.length; i += 2) {
    const pair = cards.slice(i, i + 2);
    const [body, repeated] = pair.map((card) => card.querySelector<HTMLElement>('.slide-body'));
    if (body && repeated)
      flows.push({ cards: pair, body, repeated, measures: [], isShort: true, isRoomy: false });
  }
  for (const sizePx of inOrder()) {
    const isLarge = sizePx > bodyPx;
    const isBetween = sizePx < bodyPx && sizePx !== sizesPx[0];
    // What needs two slides at one size needs them at every larger one: it is taken off the page.
    for (const flow of flows)
      if (isLarge && !flow.isShort) for (const card of flow.cards) card.style.display = 'none';
    // What has room on one slide at the largest size of longer texts is set at none of the smaller ones.
    const measured = flows.filter(({ isShort, isRoomy }) => (isLarge ? isShort : !isBetween || !isRoomy));
    for (const flow of measured)
      for (const card of flow.cards) card.style.setProperty('--type', `${sizePx}px`);
    for (const flow of measured) {
      const measure = measureFlow(flow.body, flow.repeated, sizePx);
      flow.measures.push(measure);
      if (sizePx < bodyPx) continue;
      const usedPx = measure.atoms.reduce((sum, atom) => sum + atom.heightPx, 0);
      flow.isShort = usedPx <= measure.firstPx;
      if (!isLarge)
        flow.isRoomy =
          usedPx <= roomyShare * measure.firstPx && measure.atoms.every((atom) => atom.widthShare >= 0.999);
    }
  }
  return flows.map(({ measures }) => measures.sort((one, other) => one.sizePx - other.sizePx));

  /** The smallest, by which too long blocks are split, and the one that tells which of those between are needed. */
  function inOrder(): number[] {
    const first = sizesPx.filter((sizePx, i) => i === 0 || sizePx === bodyPx);
    return [...first, ...sizesPx.filter((sizePx) => !first.includes(sizePx))];
  }

  function measureFlow(body: HTMLElement, repeated: HTMLElement, sizePx: number): FlowMeasure {
    const elements = Array.from(body.querySelectorAll<HTMLElement>('[data-point]'));
    const parents = Array.from(repeated.querySelectorAll<HTMLElement>('[data-point]'));
    const contexts = heightsOf(repeated, parents);
    const contextPx = new Map(parents.map((parent, index) => [parent.dataset.point, contexts[index] ?? 0]));
    const heights = heightsOf(body, elements);
    const room = body.getBoundingClientRect();
    const atoms = elements.map((atom, index) => ({
      key: atom.dataset.point ?? '',
      heightPx: heights[index] ?? 0,
      contextPx: contextPx.get(atom.dataset.point) ?? 0,
      widthShare: shareOf(atom, room),
    }));
    return { sizePx, firstPx: body.clientHeight, nextPx: repeated.clientHeight, atoms };
  }

  function heightsOf(body: HTMLElement, atoms: readonly HTMLElement[]): number[] {
    const top = body.getBoundingClientRect().top;
    const tops = atoms.map((atom) => atom.getBoundingClientRect().top - top);
    // The button that asks is not shown here and has no box.
    const last = Array.from(body.children).findLast((child) => child.getClientRects().length > 0);
    const end = last ? last.getBoundingClientRect().bottom - top : 0;
    // What stands above the first atom (a box's padding) comes with it.
    return tops.map((at, index) => (tops[index + 1] ?? end) - (index === 0 ? 0 : at));
  }

  function shareOf(atom: HTMLElement, room: DOMRect): number {
    const table = atom.closest('table');
    const box = table ?? atom.querySelector<HTMLElement>('.katex') ?? atom;
    const rect = box.getBoundingClientRect();
    const wide = Math.max(rect.width, box.scrollWidth);
    const isRightToLeft = getComputedStyle(box).direction === 'rtl';
    const sharePx = isRightToLeft ? rect.right - room.left : room.right - rect.left;
    return wide === 0 ? 1 : Math.min(1, sharePx / wide);
  }
}

/** Runs in the browser: waits until every font is ready to be measured; images are there when the page is. */
export async function settleDeck(): Promise<void> {
  await document.fonts.ready;
}

/** Runs in the browser: widths of texts at 100 px, for the mind map. */
export function measureTexts(texts: readonly string[], weight: number): number[] {
  const span = document.createElement('span');
  span.style.cssText = `position:absolute;white-space:pre;font-size:100px;font-weight:${weight}`;
  (document.querySelector('.card') ?? document.body).append(span);
  const widths = texts.map((text) => {
    span.textContent = text;
    return span.getBoundingClientRect().width;
  });
  span.remove();
  return widths;
}
