// @ts-check
/**
 * Speaker view: a second window with this slide, the next one, the section's source text and a clock.
 * The window holds no script and gets no messages; this page writes into it directly, which works
 * from a file as well as from a server.
 *
 * @param {ReturnType<typeof startStage>} stage
 * @param {(event: KeyboardEvent) => void} onKey what a key pressed in that window does
 */
function startSpeaker(stage, onKey) {
  const words = deckWords();
  /** @type {Window | null} */
  let view = null;
  let startedMs = 0;
  const PLACE = 'cribsheet speaker timer';

  function open() {
    if (view && !view.closed) {
      view.focus();
      return true;
    }
    // Without a name: another site may have given it to a window of its own.
    view = window.open('', '', 'width=1180,height=820');
    if (!view) return false;
    startedMs = Number(kept()) || started();
    furnish(view);
    draw();
    return true;
  }

  /** The timer outlives a reload of the deck. */
  function kept() {
    try {
      return sessionStorage.getItem(PLACE);
    } catch {
      return null;
    }
  }

  function started() {
    const nowMs = Date.now();
    try {
      sessionStorage.setItem(PLACE, String(nowMs));
    } catch {
      return nowMs;
    }
    return nowMs;
  }

  /** @param {Window} window */
  function furnish(window) {
    const page = window.document;
    page.documentElement.lang = document.documentElement.lang;
    page.documentElement.dir = document.documentElement.dir;
    page.documentElement.dataset.theme = document.documentElement.dataset.theme;
    page.title = `${words.speakerView}: ${document.title}`;
    page.head.replaceChildren(page.importNode(theStyle(), true));
    page.body.className = 'speaker';
    const clock = make(page, 'div', 'speaker-clock');
    const reset = make(page, 'button', '');
    reset.textContent = words.restartTimer;
    reset.addEventListener('click', () => {
      startedMs = started();
      tick();
    });
    clock.append(make(page, 'time', 'speaker-time'), make(page, 'span', 'speaker-timer'), reset);
    clock.append(make(page, 'span', 'speaker-place'));
    const notes = make(page, 'pre', 'speaker-notes-text');
    notes.tabIndex = 0;
    page.body.replaceChildren(
      clock,
      make(page, 'div', 'speaker-pane speaker-now'),
      make(page, 'div', 'speaker-pane speaker-next'),
      notes,
    );
    page.addEventListener('keydown', onKey);
    window.addEventListener('resize', draw);
  }

  function theStyle() {
    return /** @type {HTMLStyleElement} */ (document.querySelector('style'));
  }

  /** @param {Document} page @param {string} tag @param {string} name */
  function make(page, tag, name) {
    const element = page.createElement(tag);
    element.className = name;
    return element;
  }

  function draw() {
    if (!view || view.closed) return;
    const now = stage.current();
    const slides = stage.slides;
    const at = slides.indexOf(now);
    pane('.speaker-now', now);
    pane('.speaker-next', slides[at + 1]);
    write('.speaker-notes-text', notesOf(now));
    write('.speaker-place', `${at + 1} / ${slides.length}`);
    tick();
  }

  /** @param {string} selector @param {Element | undefined} slide */
  function pane(selector, slide) {
    const box = view?.document.querySelector(selector);
    if (!(box && view)) return;
    const card = slide?.querySelector('.card');
    const copy = card ? /** @type {HTMLElement} */ (view.document.importNode(card, true)) : null;
    for (const element of copy?.querySelectorAll('[id]') ?? []) element.removeAttribute('id');
    for (const element of copy?.querySelectorAll('a, button, [tabindex]') ?? [])
      element.setAttribute('tabindex', '-1');
    box.classList.toggle('recall', document.documentElement.classList.contains('recall'));
    box.replaceChildren(...(copy ? [copy] : []));
    if (copy) copy.style.transform = `scale(${box.clientWidth / 1280})`;
  }

  /** A continuation shares the text of the section's first slide; a question shows its answer. @param {Element} slide */
  function notesOf(slide) {
    const answers = [...slide.querySelectorAll('.answer')].map((answer) => answer.textContent?.trim());
    if (answers.length > 0) return answers.join('\n');
    const step = slide.closest('.slides > section');
    return (slide.querySelector('.notes') ?? step?.querySelector('.notes'))?.textContent ?? '';
  }

  /** @param {string} selector @param {string} text */
  function write(selector, text) {
    const element = view?.document.querySelector(selector);
    if (element && element.textContent !== text) element.textContent = text;
  }

  function tick() {
    if (!view || view.closed) return;
    const elapsed = Math.floor((Date.now() - startedMs) / 1000);
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    write('.speaker-time', new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
    write('.speaker-timer', `${two(Math.floor(elapsed / 60))}:${two(elapsed % 60)}`);
  }

  stage.onMove(draw);
  for (const name of ['fragmentshown', 'fragmenthidden']) document.addEventListener(name, draw);
  document.addEventListener('deck-changed', draw);
  window.addEventListener('pagehide', () => view?.close());
  setInterval(tick, 1000);
  return { open };
}
