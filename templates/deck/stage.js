// @ts-check
/** Where a slide would be set smaller than 16 px, the deck is one column of text instead (deck-reading.css). */
const NARROW = '(width < 732px), (height < 412px)';

/**
 * Shows the slides: one at a time by reveal.js, or on a narrow screen all in one column. It knows which slide
 * the reader is at, moves to another and keeps the address. reveal.js has no part in the address: it writes
 * late (up to 1 s), so that a jump is undone or the wrong entry of the history is overwritten.
 *
 * @param {(event: KeyboardEvent) => boolean} isKeyFree whether reveal.js may answer to a key
 */
function startStage(isKeyFree) {
  const words = deckWords();
  const root = document.documentElement;
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  const slides = /** @type {HTMLElement[]} */ ([...main.querySelectorAll('section[data-kind]')]);
  const status = /** @type {HTMLElement} */ (document.querySelector('.stage-status'));
  const narrow = matchMedia(NARROW);
  /** The next slide is on the left. */
  const isRightToLeft = root.dir === 'rtl';
  /** @type {(() => void)[]} */
  const listeners = [];
  /** @type {import('./reveal-api.js').Deck | null} */
  let deck = null;
  let here = /** @type {HTMLElement} */ (slideOf(location.hash) ?? slides[0]);
  /** How the next move is written: `push` for a jump, `none` for one that the history made. */
  let pending = '';
  let untouched = true;

  /** `#/amazon-kendra`, an element's id on a slide, or `#/3/1` of reveal.js. @param {string} hash */
  function slideOf(hash) {
    const name = decoded(hash.replace(/^#\/?/, ''));
    if (name === '') return null;
    const own = slides.find((slide) => slide.id === name) ?? main.querySelector(`[id="${CSS.escape(name)}"]`);
    if (own) return /** @type {HTMLElement | null} */ (own.closest('section[data-kind]'));
    const [, across = '', down = '0'] = /^(\d+)(?:\/(\d+))?$/.exec(name) ?? [];
    const step = across === '' ? undefined : main.querySelectorAll('.slides > section')[Number(across)];
    if (!step) return null;
    return slides.filter((slide) => step.contains(slide))[Number(down)] ?? null;
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** @param {HTMLElement} slide @param {string} how */
  function settle(slide, how) {
    if (slide === here) return;
    const far = Math.abs(slides.indexOf(slide) - slides.indexOf(here)) > 1 && !areNeighbours(slide, here);
    here = slide;
    if (how !== 'none') write(how === 'push' || (far && how !== 'replace'));
    const [title, number] = [slide.dataset.title ?? '', slides.indexOf(slide) + 1];
    status.textContent = filled(words.slideOf, { title, number, of: slides.length });
    for (const listener of listeners) listener();
  }

  /** Steps side by side: going from one to the next is no jump. @param {Element} one @param {Element} other */
  function areNeighbours(one, other) {
    const [a, b] = [one, other].map((slide) => slide.closest('.slides > section'));
    return a?.nextElementSibling === b || b?.nextElementSibling === a;
  }

  /** @param {boolean} push */
  function write(push) {
    const address = `#/${encodeURIComponent(here.id)}`;
    if (address === location.hash) return;
    try {
      // Browsers refuse some hundred writes in a few seconds: the slide is reached without an address then.
      if (push) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    } catch {
      return;
    }
  }

  /** A jump: the way back leads to where it began. @param {Element | null} slide */
  function go(slide) {
    if (slide instanceof HTMLElement) move(slide, 'push');
  }

  /** @param {HTMLElement} slide @param {string} how */
  function move(slide, how) {
    if (deck === null) {
      settle(slide, how);
      slide.scrollIntoView();
      return;
    }
    if (deck.isPaused()) deck.togglePause(false);
    if (deck.isOverview()) deck.toggleOverview(false);
    pending = how;
    const { h, v } = deck.getIndices(slide);
    // An answer that was shown before is asked for again.
    deck.slide(h, v, -1);
    settle(slide, how);
    pending = '';
  }

  function arrive() {
    const slide = slideOf(location.hash);
    if (slide && slide !== here) move(slide, 'none');
  }

  /** @param {number} by */
  function step(by) {
    const next = slides[slides.indexOf(here) + by];
    if (next) move(next, 'replace');
  }

  function onSlide() {
    const now = deck?.getCurrentSlide();
    if (now) settle(now, pending);
    shut();
  }

  /** What is not shown takes no focus; in the overview every slide can be chosen. */
  function shut() {
    const overview = deck?.isOverview() ?? false;
    for (const slide of slides) slide.inert = deck !== null && !overview && slide !== here;
  }

  async function toStage() {
    root.classList.add('staged');
    main.classList.add('reveal');
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const made = new Reveal(main, {
      width: 1280,
      height: 720,
      margin: 0,
      minScale: 0.05,
      maxScale: 4,
      center: false,
      hash: false,
      respondToHashChanges: false,
      focusBodyOnPageVisibilityChange: false,
      keyboardCondition: isKeyFree,
      controlsTutorial: false,
      rtl: isRightToLeft,
      slideNumber: 'c/t',
      jumpToSlide: true,
      transition: still ? 'none' : 'slide',
      transitionSpeed: 'fast',
      backgroundTransition: 'none',
      scrollActivationWidth: 0,
      viewDistance: 2,
      mobileViewDistance: 2,
      previewLinks: false,
      postMessage: false,
      postMessageEvents: false,
    });
    await made.initialize();
    deck = made;
    // An own property comes before every id of that name. The console, decktape and plugins look here.
    Object.defineProperty(window, 'Reveal', { value: made, configurable: true, writable: true });
    // A screen reader's browse mode is off inside an application (reveal.js #3772), and reveal.js's status line
    // says all text of a slide, hidden terms and answers too.
    main.removeAttribute('role');
    main.querySelector('.aria-status')?.remove();
    const { h, v } = made.getIndices(here);
    made.slide(h, v, -1);
    made.on('slidechanged', onSlide);
    for (const name of ['overviewshown', 'overviewhidden']) made.on(name, shut);
    shut();
    for (const listener of listeners) listener();
  }

  /** What the screen has beside a slide, in px of the slide, where it is wider than 16:9. */
  function measureSides() {
    const scale = Math.min(innerWidth / 1280, innerHeight / 720);
    root.style.setProperty('--side', `${Math.max(0, (innerWidth / scale - 1280) / 2)}px`);
  }

  function toColumn() {
    deck?.destroy();
    deck = null;
    root.classList.remove('staged');
    main.classList.remove('reveal');
    for (const slide of main.querySelectorAll('section')) {
      for (const name of ['hidden', 'aria-hidden', 'inert', 'style']) slide.removeAttribute(name);
      slide.classList.remove('past', 'present', 'future', 'stack');
    }
    for (const wide of main.querySelectorAll('table, pre, .katex-display'))
      if (wide.scrollWidth > wide.clientWidth) wide.setAttribute('tabindex', '0');
    history.scrollRestoration = 'manual';
    untouched = true;
    if (here !== slides[0]) here.scrollIntoView();
    for (const listener of listeners) listener();
  }

  /** In the column the slide is the one at the top of the screen, once the reader has scrolled. */
  function onScroll() {
    if (deck !== null || untouched) return;
    const line = Math.min(140, innerHeight / 3);
    const now = slides.findLast((slide) => slide.getBoundingClientRect().top <= line);
    if (now) settle(now, 'replace');
  }

  /** A swipe to the side in the column goes a slide on or back. */
  function bindSwipe() {
    /** @type {Touch | null} */
    let from = null;
    main.addEventListener(
      'touchstart',
      (event) => {
        const scrolls = event.target instanceof Element && event.target.closest('[tabindex]');
        from = event.touches.length === 1 && !scrolls ? (event.touches[0] ?? null) : null;
      },
      { passive: true },
    );
    main.addEventListener('touchend', (event) => {
      const to = event.changedTouches[0];
      if (deck !== null || !from || !to) return;
      const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY];
      if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 === isRightToLeft ? -1 : 1);
    });
  }

  async function start() {
    if (narrow.matches) toColumn();
    else await toStage();
    main.classList.add('ready');
    narrow.addEventListener('change', () => {
      if (matchMedia('print').matches || narrow.matches === (deck === null)) return;
      if (narrow.matches) toColumn();
      else void toStage().then(() => main.classList.add('ready'));
      main.classList.add('ready');
    });
    for (const name of ['hashchange', 'popstate']) addEventListener(name, arrive);
    measureSides();
    addEventListener('resize', measureSides);
    for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
      addEventListener(
        name,
        () => {
          untouched = false;
        },
        { passive: true, capture: true },
      );
    addEventListener('scroll', onScroll, { passive: true });
    // Faces and pictures arrive after the first layout and move what a deep link has led to.
    const again = () => {
      if (deck === null && untouched && here !== slides[0]) here.scrollIntoView();
    };
    void document.fonts.ready.then(again);
    addEventListener('load', again);
    bindSwipe();
    main.addEventListener(
      'click',
      (event) => {
        const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        const slide = slideOf(link.getAttribute('href') ?? '');
        if (!slide) return;
        event.preventDefault();
        event.stopPropagation();
        go(slide);
      },
      true,
    );
  }

  return {
    slides,
    start,
    go,
    step,
    /** @param {string} id */
    goTo: (id) => go(slides.find((slide) => slide.id === id) ?? null),
    current: () => here,
    /** Goes where another screen is: no jump of the reader's own. @param {HTMLElement} slide */
    follow: (slide) => move(slide, 'replace'),
    /** reveal.js, while it shows the slides. */
    deck: () => deck,
    /** @param {() => void} listener */
    onMove: (listener) => void listeners.push(listener),
  };
}
