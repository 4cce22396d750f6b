// @ts-check
/** Starts reveal.js with everything that reaches out of the page closed, and binds the deck's own keys. */
function startDeck() {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const deck = new Reveal(document.querySelector('.reveal'), {
    width: 1280,
    height: 720,
    margin: 0,
    minScale: 0.05,
    maxScale: 4,
    center: false,
    hash: true,
    controlsTutorial: false,
    slideNumber: 'c/t',
    jumpToSlide: true,
    transition: still ? 'none' : 'slide',
    transitionSpeed: 'fast',
    backgroundTransition: 'none',
    scrollActivationWidth: 600,
    scrollLayout: 'compact',
    viewDistance: 2,
    mobileViewDistance: 2,
    previewLinks: false,
    postMessage: false,
    postMessageEvents: false,
  });
  deck.initialize().then(() => furnishDeck(deck));
}

/** @param {import('./reveal-api.js').Deck} deck */
function furnishDeck(deck) {
  const words = deckWords();
  // A screen reader's browse mode is off inside an application (reveal.js #3772).
  document.querySelector('.reveal')?.removeAttribute('role');
  const recall = startRecall(deck);
  const finder = startFinder(deck);
  const speaker = startSpeaker(deck, onSpeakerKey);
  const notice = /** @type {HTMLElement} */ (document.querySelector('.notice'));

  /** @param {string} text */
  function tell(text) {
    notice.textContent = text;
    notice.hidden = false;
    setTimeout(() => {
      notice.hidden = true;
    }, 5000);
  }

  const tools = {
    menu: () => finder.open(false),
    search: () => finder.open(true),
    recall: () => recall.toggle(),
    'reveal-all': () => recall.all(),
    help: () => deck.toggleHelp(),
    speaker: () => {
      if (!speaker.open()) tell(words.popUps);
    },
  };

  /** Keys of the deck's own. @param {KeyboardEvent} event */
  function toolOf(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (event.key === '/') return tools.search;
    if (event.key === '?') return tools.help;
    if (event.shiftKey) return null;
    const key = event.key.toLowerCase();
    if (key === 'm') return tools.menu;
    if (key === 'r') return tools.recall;
    if (key === 's') return tools.speaker;
    if (key === 'a' && recall.isOn()) return tools['reveal-all'];
    const onward = key === ' ' || key === 'n' || key === 'pagedown';
    return onward && recall.next() ? () => undefined : null;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = event.target;
    if (finder.isOpen() || deck.isPaused() || deck.isOverlayOpen()) return;
    if (target instanceof HTMLInputElement) return;
    const pressing = event.key === ' ' || event.key === 'Enter';
    if (pressing && target instanceof HTMLElement && target.closest('.hidden-term')) {
      target.click();
      swallow(event);
      return;
    }
    // A focused button or link answers to its own keys.
    if (pressing && target instanceof Element && target.closest('button, a')) {
      event.stopImmediatePropagation();
      return;
    }
    const tool = toolOf(event);
    if (!tool) return;
    tool();
    swallow(event);
  }

  /** @param {Event} event */
  function swallow(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** A key pressed in the speaker's window does here what it would do there. @param {KeyboardEvent} event */
  function onSpeakerKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, code, keyCode, shiftKey } = event;
    if (
      key === ' ' &&
      event.target instanceof Object &&
      'tagName' in event.target &&
      event.target.tagName === 'BUTTON'
    )
      return;
    event.preventDefault();
    document.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, keyCode, shiftKey, bubbles: true, cancelable: true }),
    );
  }

  document.addEventListener('keydown', onKey, true);
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const name = event.target.closest('[data-tool]')?.getAttribute('data-tool');
    const tool = Object.entries(tools).find(([key]) => key === name)?.[1];
    if (tool) tool();
    if (event.target.closest('.ask')) deck.nextFragment();
  });

  const keys = { R: words.recallTitle, A: words.revealAllTitle, S: words.speakerView };
  for (const [key, what] of Object.entries(keys)) deck.registerKeyboardShortcut(key, what);
  deck.registerKeyboardShortcut('M', words.menuTitle);
  deck.registerKeyboardShortcut('/', words.search);
  deck.registerKeyboardShortcut('?', words.theseKeys);

  function shade() {
    const slide = deck.getCurrentSlide()?.querySelector('.card');
    const solid = slide?.matches('.slide-front, .slide-divider') ?? false;
    document.documentElement.classList.toggle('on-solid', solid);
  }
  deck.on('slidechanged', shade);
  shade();
}

startDeck();
