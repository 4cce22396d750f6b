// @ts-check
/** Binds the deck's own keys and buttons, and starts it. */
function startDeck() {
  const words = deckWords();
  // Before reveal.js counts the fragments.
  startCodeSteps();
  const stage = startStage(() => !isBusy());
  const recall = startRecall(stage);
  const finder = startFinder(stage);
  const quiz = startQuiz(stage);
  const speaker = startSpeaker(stage, onSpeakerKey);
  const notice = /** @type {HTMLElement} */ (document.querySelector('.notice'));
  const map = stage.slides.find((slide) => slide.dataset.kind === 'map');

  function isBusy() {
    return document.querySelector('dialog[open]') !== null;
  }

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
    map: () => stage.go(map ?? stage.slides[0] ?? null),
    recall: () => recall.toggle(),
    'reveal-all': () => recall.all(),
    quiz: () => quiz.open(),
    help: () => stage.deck()?.toggleHelp(),
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
    if (key === 't') return tools.map;
    if (key === 'r') return tools.recall;
    if (key === 's') return tools.speaker;
    if (key === 'q') return tools.quiz;
    if (key === 'a' && recall.isOn()) return tools['reveal-all'];
    if ((key === 'k' || key === 'x') && quiz.isAnswered()) return () => quiz.judge(key === 'k');
    const onward = key === ' ' || key === 'n' || key === 'pagedown';
    if (onward && (recall.next() || quiz.waits())) return () => undefined;
    return stage.deck() === null ? columnTool(event.key) : null;
  }

  /** Keys that reveal.js answers to while it runs. @param {string} key */
  function columnTool(key) {
    const [onward, back] =
      document.documentElement.dir === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    if (key === onward || key === 'n') return () => stage.step(1);
    if (key === back || key === 'p') return () => stage.step(-1);
    return key === 'g' || key === 'o' ? tools.search : null;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = event.target;
    const deck = stage.deck();
    if (isBusy() || deck?.isPaused() || deck?.isOverlayOpen()) return;
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

  /** The slide's colour goes on to the edges of the screen, and the tools are to be seen on it. */
  function shade() {
    const card = stage.current().querySelector('.card');
    if (!card) return;
    const { backgroundColor, color } = getComputedStyle(card);
    document.body.style.setProperty('--bleed', backgroundColor);
    const solid = card.matches('.slide-front, .slide-divider');
    document.documentElement.classList.toggle('on-solid', solid);
    document.body.style.setProperty('--bleed-ink', solid ? color : '');
  }

  function nameKeys() {
    const keys = {
      M: words.menuTitle,
      T: words.toMap,
      '/': words.search,
      R: words.recallTitle,
      A: words.revealAllTitle,
      Q: words.quiz,
      K: `${words.quiz}: ${words.knew}`,
      X: `${words.quiz}: ${words.missed}`,
      S: words.speakerView,
      '?': words.theseKeys,
    };
    for (const [key, what] of Object.entries(keys)) stage.deck()?.registerKeyboardShortcut(key, what);
    shade();
  }

  document.addEventListener('keydown', onKey, true);
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const name = event.target.closest('[data-tool]')?.getAttribute('data-tool');
    const tool = Object.entries(tools).find(([key]) => key === name)?.[1];
    if (tool) tool();
  });
  // A study session's server adds a script that moves this deck; it comes after this one, and asks.
  document.addEventListener('deck-parts', (event) => {
    if (event instanceof CustomEvent) event.detail.take({ stage, recall, quiz });
  });
  stage.onMove(shade);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', shade);
  document.documentElement.classList.add('live');
  void stage.start().then(nameKeys);
}

/** `?print-pdf`: every slide a page, as without scripts. */
if (new URLSearchParams(location.search).has('print-pdf')) document.documentElement.classList.add('pages');
else startDeck();
