// @ts-check
/**
 * Recall mode: the author's terms are hidden, each behind a box of its own width. A key or a tap
 * reveals the next one; a counter shows how many are out.
 *
 * @param {ReturnType<typeof startStage>} stage
 */
function startRecall(stage) {
  const words = deckWords();
  const root = document.documentElement;
  const bar = /** @type {HTMLElement} */ (document.querySelector('.recall-bar'));
  const counter = /** @type {HTMLElement} */ (document.querySelector('.recall-count'));
  const button = /** @type {HTMLElement} */ (document.querySelector('[data-tool="recall"]'));
  const isOn = () => root.classList.contains('recall');

  /** Terms of a slide in reading order; a repeated parent point asks nothing anew. @param {Element} slide */
  const termsOf = (slide) =>
    /** @type {HTMLElement[]} */ ([...slide.querySelectorAll('.slide-body .term.asked')]).filter(
      (term) => !term.closest('.context, .answer:not(.visible)'),
    );
  /** @param {HTMLElement} term */
  const isHidden = (term) => term.classList.contains('hidden-term');
  const hiddenHere = () => termsOf(stage.current()).filter(isHidden);

  /** @param {HTMLElement} term */
  function hide(term) {
    term.classList.remove('shown-term');
    term.classList.add('hidden-term');
    const inner = document.createElement('span');
    inner.className = 'hidden-words';
    inner.append(...term.childNodes);
    term.append(inner);
    term.setAttribute('role', 'button');
    term.setAttribute('aria-label', words.hiddenTerm);
    term.tabIndex = 0;
  }

  /** @param {HTMLElement} term */
  function show(term) {
    const held = document.activeElement === term;
    term.classList.remove('hidden-term');
    term.classList.add('shown-term');
    bare(term);
    if (!held) return;
    // The focus stays where it was, or goes to the next term that is still hidden.
    const next = hiddenHere()[0] ?? term;
    if (next === term) term.tabIndex = -1;
    next.focus();
  }

  /** @param {HTMLElement} term */
  function bare(term) {
    const inner = term.querySelector(':scope > .hidden-words');
    if (inner) term.replaceChildren(...inner.childNodes);
    for (const name of ['role', 'aria-label', 'tabindex']) term.removeAttribute(name);
  }

  function count() {
    const terms = termsOf(stage.current());
    const out = terms.filter((term) => !isHidden(term)).length;
    counter.textContent = terms.length === 0 ? words.noTerms : `${out}/${terms.length}`;
    document.dispatchEvent(new CustomEvent('deck-changed'));
  }

  function toggle(on = !isOn()) {
    root.classList.toggle('recall', on);
    button.setAttribute('aria-pressed', String(on));
    bar.hidden = !on;
    for (const term of document.querySelectorAll('.slide-body .term.asked')) {
      if (!(term instanceof HTMLElement)) continue;
      if (on && !term.closest('.context')) hide(term);
      else {
        bare(term);
        term.classList.remove('hidden-term', 'shown-term');
      }
    }
    count();
  }

  /** Reveals the next term; false when none is left on this slide. */
  function next() {
    const [term] = hiddenHere();
    if (!isOn() || !term) return false;
    show(term);
    count();
    return true;
  }

  function all() {
    reveal(hiddenHere());
  }

  /** @param {Event} event */
  function onClick(event) {
    const target = event.target;
    if (!isOn() || !(target instanceof Element) || !target.closest('.card')) return;
    const term = target.closest('.hidden-term');
    if (term instanceof HTMLElement) {
      event.preventDefault();
      show(term);
      count();
    } else if (stage.deck() && !target.closest('a, button')) next();
  }

  document.addEventListener('click', onClick);
  stage.onMove(count);
  if (new URLSearchParams(location.search).has('recall')) toggle(true);
  /** @param {readonly HTMLElement[]} terms */
  function reveal(terms) {
    const hidden = terms.filter(isHidden);
    for (const term of hidden) show(term);
    if (hidden.length > 0) count();
  }

  return { isOn, toggle, next, all, reveal };
}
