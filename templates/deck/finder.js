// @ts-check
/**
 * List of sections and search in one panel: without a query it lists the steps, with one every slide
 * whose text has all its words.
 *
 * @param {import('./reveal-api.js').Deck} deck
 */
function startFinder(deck) {
  const said = deckWords();
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('.finder'));
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector('input'));
  const list = /** @type {HTMLElement} */ (dialog.querySelector('.finder-list'));
  const status = /** @type {HTMLElement} */ (dialog.querySelector('.finder-count'));
  const slides = deck.getSlides().map((slide) => ({
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
      if (!parent || parent.closest('.notes, .ask, .visually-hidden, .katex-html')) continue;
      const here = parent.closest('p, li, h1, h2, h3, h4, h5, h6, td, th, pre, dt, dd, text, div');
      text += `${here === block ? '' : ' '}${walker.currentNode.nodeValue}`;
      block = here;
    }
    return text.replace(/\s+/g, ' ').trim();
  }

  /** @param {boolean} searching */
  function open(searching) {
    if (dialog.open) return;
    input.value = '';
    fill();
    deck.configure({ keyboard: false });
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
    list.replaceChildren(...found.map(({ slide, text }) => entry(slide, text, words)));
    status.textContent = words.length === 0 ? '' : slideCount(found.length);
  }

  /** `3 slides` in the deck's language. @param {number} count */
  function slideCount(count) {
    const form = new Intl.PluralRules(said.lang).select(count);
    return (said.slides[form] ?? said.slides.other ?? '').replace('{count}', String(count));
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
    const now = deck.getCurrentSlide();
    return (
      slide === now ||
      (now.parentElement !== null && now.parentElement === slide.parentElement && deck.isVerticalSlide(now))
    );
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
    if (event.target instanceof Element && event.target.closest('a')) dialog.close();
  });
  dialog.addEventListener('close', () => deck.configure({ keyboard: true }));
  return { open, isOpen: () => dialog.open };
}
