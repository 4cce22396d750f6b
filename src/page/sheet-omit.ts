/** Which points a layout leaves out; runs with the page's own document. */
export interface Omission {
  /** `data-point` of each point left out. */
  readonly points: readonly number[];
  /** Listings of which only the first lines are shown. */
  readonly shortened: readonly { readonly point: number; readonly firstLines: number }[];
  /** What the sheet says about it, or null. */
  readonly notice: string | null;
  /** Sections left out whole, and what the index says of each. */
  readonly sections: readonly { readonly index: number; readonly place: string }[];
}

/** Hides the points of an omission and shows all others. Runs inside the page. */
export function omitPoints(omission: Omission): void {
  const gone = new Set(omission.points.map(String));
  for (const element of document.querySelectorAll<HTMLElement>('.paper [data-point]'))
    element.hidden = gone.has(element.dataset.point ?? '');
  for (const mark of document.querySelectorAll('.cut')) mark.classList.remove('cut');
  for (const tail of document.querySelectorAll('.paper pre .tail')) tail.replaceWith(...tail.childNodes);
  for (const { point, firstLines } of omission.shortened)
    for (const listing of document.querySelectorAll<HTMLElement>(`.paper pre[data-point="${point}"]`))
      hideTail(listing, firstLines);
  for (const list of document.querySelectorAll<HTMLElement>(
    '.paper ul, .paper ol, .paper dl, .paper table, .paper blockquote',
  )) {
    list.hidden =
      list.querySelector('[data-point]') !== null &&
      [...list.querySelectorAll<HTMLElement>('[data-point]')].every((point) => point.hidden);
  }
  for (const element of document.querySelectorAll<HTMLElement>('.paper [data-point]')) {
    if (!element.hidden) continue;
    // The mark stands behind whatever is shown before the gap: the point before, or the parent's own text.
    let before = element.previousElementSibling;
    while (before instanceof HTMLElement && before.hidden) before = before.previousElementSibling;
    const host = before ?? element.parentElement?.closest('li')?.querySelector(':scope > p') ?? null;
    const target = host?.matches('li') ? (host.querySelector(':scope > p') ?? host) : host;
    target?.classList.add('cut');
  }
  for (const mark of document.querySelectorAll('.index .gone')) mark.remove();
  const places = new Map(omission.sections.map(({ index, place }) => [String(index), place]));
  for (const section of document.querySelectorAll<HTMLElement>('.service')) {
    const place = places.get(section.dataset.section ?? '');
    section.hidden = place !== undefined;
    const name = section.querySelector('.name[id]');
    const entry = name && document.querySelector(`.index a[href="#${CSS.escape(name.id)}"]`);
    if (place === undefined || !entry) continue;
    const mark = document.createElement('span');
    mark.className = 'gone';
    mark.textContent = ` (${place})`;
    entry.after(mark);
  }
  const notice = document.querySelector<HTMLElement>('.notice');
  if (notice) {
    notice.hidden = omission.notice === null;
    notice.textContent = omission.notice ?? '';
  }

  /** The end of the last line shown goes with what is hidden, so that the mark of a gap stands beside that line. */
  function hideTail(listing: HTMLElement, firstLines: number): void {
    const walker = document.createTreeWalker(listing, NodeFilter.SHOW_TEXT);
    let left = firstLines;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        left -= 1;
        if (left > 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(listing, listing.childNodes.length);
        const tail = document.createElement('span');
        tail.className = 'tail';
        tail.hidden = true;
        tail.append(range.extractContents());
        listing.append(tail);
        listing.classList.add('cut');
        return;
      }
    }
  }
}

/** Takes what is hidden out of the document, so that the PDF has no trace of it. Runs inside the page. */
export function removeHidden(): void {
  for (const element of document.querySelectorAll('.paper [hidden]')) element.remove();
}
