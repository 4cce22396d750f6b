// @ts-check
/**
 * List of sections and search in one panel: without a query it lists the steps, with one every slide
 * whose text has all its words.
 *
 * @param {ReturnType<typeof startStage>} stage
 */
function startFinder(stage) {
  const said = deckWords();
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('.finder'));
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector('input'));
  const list = /** @type {HTMLElement} */ (dialog.querySelector('.finder-list'));
  const status = /** @type {HTMLElement} */ (dialog.querySelector('.finder-count'));
  const slides = stage.slides.map((slide) => ({
    slide,
    text: textOf(slide),
  }));

  /** A slide's words, blocks kept apart ("…data" and "types:" are two). @param {Element} slide */
  function textOf(slide) {
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    let text = '';
    let block = null;
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || parent.closest('.notes, .ask, .verdict, .map-list, .visually-hidden, .katex-html'))
        continue;
      const here = parent.closest('p, li, h1, h2, h3, h4, h5, h6, td, th, pre, dt, dd, text, div');
      text += `${here === block ? '' : ' '}${walker.currentNode.nodeValue}`;
      block = here;
    }
    // A soft hyphen breaks lines; nobody types it.
    return text.replaceAll('\u00AD', '').replace(/\s+/g, ' ').trim();
  }

  /** @param {boolean} searching */
  function open(searching) {
    if (dialog.open) return;
    input.value = '';
    fill();
    dialog.showModal();
    const here = list.querySelector('[aria-current]') ?? list.querySelector('a');
    if (searching) input.focus();
    else if (here instanceof HTMLElement) here.focus();
  }

  function fill() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = slides.filter(({ slide, text }) =>
      words.length === 0
        ? slide.dataset.step !== undefined
        : words.every((word) => text.toLowerCase().includes(word)),
    );
    const ranked = words.length === 0 ? found : rankedBy(found, words);
    list.replaceChildren(...ranked.map(({ slide, text }) => entry(slide, text, words)));
    status.textContent = words.length === 0 ? '' : slideCount(found.length);
  }

  /** `3 slides` in the deck's language. @param {number} count */
  function slideCount(count) {
    return countedIn(said.slides, count, said.lang);
  }

  /**
   * A section's own slide first, that whose title is the query before all; the map, the recap and the dividers
   * name everything and come last.
   *
   * @param {readonly { slide: HTMLElement, text: string }[]} found @param {readonly string[]} words
   */
  function rankedBy(found, words) {
    const query = words.join(' ');
    const rank = (/** @type {HTMLElement} */ slide) => {
      const title = (slide.dataset.title ?? '').toLowerCase();
      const kind = slide.dataset.kind;
      if (kind !== 'section' && kind !== 'intro' && kind !== 'quiz') return 5;
      const own = kind === 'section' && slide.dataset.step !== undefined;
      if (own && title === query) return 0;
      if (own && words.every((word) => title.includes(word))) return 1;
      if (words.every((word) => title.includes(word))) return 2;
      return kind === 'quiz' ? 4 : 3;
    };
    return [...found].sort((a, b) => rank(a.slide) - rank(b.slide));
  }

  /** @param {HTMLElement} slide @param {string} text @param {string[]} words */
  function entry(slide, text, words) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    const group = /\bgroup-\d+\b/.exec(slide.querySelector('.card')?.className ?? '');
    if (group) item.className = group[0];
    link.href = `#/${encodeURIComponent(slide.id)}`;
    link.append(slide.dataset.title ?? '');
    if (isHere(slide)) link.setAttribute('aria-current', 'page');
    const small = document.createElement('small');
    if (words.length > 0) small.append(...excerpt(text, words));
    else small.append([...slide.querySelectorAll('.chips li')].map((chip) => chip.textContent).join(' · '));
    if (small.textContent) link.append(small);
    item.append(link);
    return item;
  }

  /** @param {HTMLElement} slide */
  function isHere(slide) {
    const now = stage.current();
    return slide === now || slide.dataset.section === now.dataset.section;
  }

  /** Some words before and after the first find, the find marked. @param {string} text @param {string[]} words */
  function excerpt(text, words) {
    const word = words[0] ?? '';
    const at = text.toLowerCase().indexOf(word);
    const from = Math.max(0, at - 40);
    const mark = document.createElement('mark');
    mark.textContent = text.slice(at, at + word.length);
    const before = `${from > 0 ? '…' : ''}${text.slice(from, at)}`;
    return [before, mark, text.slice(at + word.length, at + word.length + 60)];
  }

  /** @param {number} step */
  function move(step) {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const next = at + step;
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  }

  input.addEventListener('input', fill);
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape') dialog.close();
    else if (event.key === 'Enter' && event.target === input) list.querySelector('a')?.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link) return;
    event.preventDefault();
    dialog.close();
    stage.goTo(decodeURIComponent(link.getAttribute('href')?.slice(2) ?? ''));
  });
  return { open, isOpen: () => dialog.open };
}
