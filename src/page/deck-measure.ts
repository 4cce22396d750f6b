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
  /** Share of its width that the slide has; below 1 it sticks out to the right. */
  readonly widthShare: number;
}

/**
 * Runs in the browser, on a page with two slides for each flow: all its content under the first
 * slide's head, and all its content as repeated parents under a continuation's. Reads what each atom
 * adds to the height from where the next one begins.
 */
export function measureDeck(sizesPx: readonly number[]): FlowMeasure[][] {
  const sections = Array.from(document.querySelectorAll<HTMLElement>('.slide'));
  const bodies = sections.map((slide) => slide.querySelector<HTMLElement>('.slide-body'));
  const atomLists = bodies.map((body) =>
    body ? Array.from(body.querySelectorAll<HTMLElement>('[data-point]')) : [],
  );
  const result: FlowMeasure[][] = [];
  for (let i = 0; i + 1 < sections.length; i += 2) result.push([]);
  for (const sizePx of sizesPx) {
    for (const slide of sections) slide.style.setProperty('--type', `${sizePx}px`);
    for (let i = 0; i + 1 < sections.length; i += 2) {
      const body = bodies[i];
      const contextBody = bodies[i + 1];
      if (!body || !contextBody) continue;
      const heights = heightsOf(body, atomLists[i] ?? []);
      const contexts = heightsOf(contextBody, atomLists[i + 1] ?? []);
      const right = body.getBoundingClientRect().right;
      const atoms = (atomLists[i] ?? []).map((atom, index) => ({
        key: atom.dataset.point ?? '',
        heightPx: heights[index] ?? 0,
        contextPx: contexts[index] ?? 0,
        widthShare: shareOf(atom, right),
      }));
      result[i / 2]?.push({ sizePx, firstPx: body.clientHeight, nextPx: contextBody.clientHeight, atoms });
    }
  }
  return result;

  function heightsOf(body: HTMLElement, atoms: readonly HTMLElement[]): number[] {
    const top = body.getBoundingClientRect().top;
    const tops = atoms.map((atom) => atom.getBoundingClientRect().top - top);
    const last = body.lastElementChild;
    const end = last ? last.getBoundingClientRect().bottom - top : 0;
    // What stands above the first atom (a box's padding) comes with it.
    return tops.map((at, index) => (tops[index + 1] ?? end) - (index === 0 ? 0 : at));
  }

  function shareOf(atom: HTMLElement, right: number): number {
    const table = atom.closest('table');
    const box = table ?? atom.querySelector<HTMLElement>('.katex') ?? atom;
    const rect = box.getBoundingClientRect();
    const wide = Math.max(rect.width, box.scrollWidth);
    return wide === 0 ? 1 : Math.min(1, (right - rect.left) / wide);
  }
}

/** Runs in the browser: waits until every font and image that the page has is ready to be measured. */
export async function settleDeck(): Promise<void> {
  await document.fonts.ready;
  await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
}

/** Runs in the browser: widths of texts at 100 px, for the mind map. */
export function measureTexts(texts: readonly string[], weight: number): number[] {
  const span = document.createElement('span');
  span.style.cssText = `position:absolute;white-space:pre;font-size:100px;font-weight:${weight}`;
  (document.querySelector('.slide') ?? document.body).append(span);
  const widths = texts.map((text) => {
    span.textContent = text;
    return span.getBoundingClientRect().width;
  });
  span.remove();
  return widths;
}
