// @ts-check
/**
 * The questions of the deck as a quiz: shuffled, each judged by the one who answers ("knew it", "missed it"),
 * the missed ones asked again, a score at the end. The verdicts are kept in this browser only.
 *
 * @param {ReturnType<typeof startStage>} stage
 */
function startQuiz(stage) {
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('.quiz-panel'));
  const said = /** @type {HTMLElement} */ (dialog.querySelector('.quiz-score'));
  const bar = /** @type {HTMLElement} */ (document.querySelector('.quiz-bar'));
  const words = deckWords();
  const questions = [...new Set(stage.slides.flatMap((slide) => slide.dataset.question ?? []))];
  const place = `cribsheet quiz: ${document.title}`;
  const verdicts = restored();
  /** @type {string[]} */
  let round = [];
  let at = 0;

  /** @returns {Map<string, boolean>} whether each question was known */
  function restored() {
    try {
      const kept = Object.entries(JSON.parse(localStorage.getItem(place) ?? '{}'));
      return new Map(kept.filter(([id, knew]) => questions.includes(id) && typeof knew === 'boolean'));
    } catch {
      return new Map();
    }
  }

  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify(Object.fromEntries(verdicts)));
    } catch {
      // A browser that keeps nothing (private window, blocked storage): the round goes on without.
      return;
    }
  }

  /** @param {string} id */
  const partsOf = (id) => stage.slides.filter((slide) => slide.dataset.question === id);
  const now = () => stage.current().dataset.question ?? '';
  const missed = () => questions.filter((id) => verdicts.get(id) === false);

  function isAnswered() {
    const parts = partsOf(now());
    return (
      parts.at(-1) === stage.current() &&
      parts.every((slide) => [...slide.querySelectorAll('.answer')].every((one) => one.matches('.visible')))
    );
  }

  /** In a round an answered question waits for its verdict. */
  const waits = () => round.length > 0 && round[at] === now() && isAnswered();

  /** @param {readonly string[]} ids */
  function begin(ids) {
    round = [...ids];
    for (let i = round.length - 1; i > 0; i -= 1) {
      const other = Math.floor(Math.random() * (i + 1));
      [round[i], round[other]] = [round[other] ?? '', round[i] ?? ''];
    }
    at = 0;
    dialog.close();
    ask();
  }

  function ask() {
    const id = round[at] ?? '';
    for (const slide of partsOf(id))
      for (const one of slide.querySelectorAll('.answer'))
        one.classList.remove('visible', 'current-fragment');
    stage.goTo(id);
    show();
  }

  /** @param {boolean} knew */
  function judge(knew) {
    const id = now();
    verdicts.set(id, knew);
    keep();
    if (round[at] === id) at += 1;
    else {
      show();
      stage.step(1);
      return;
    }
    if (at < round.length) ask();
    else finish();
  }

  function finish() {
    const known = round.filter((id) => verdicts.get(id) === true).length;
    const text = filled(words.score, { known, of: round.length });
    round = [];
    show();
    open(text);
  }

  function show() {
    bar.hidden = round.length === 0;
    bar.textContent = filled(words.questionOf, { number: at + 1, of: round.length });
    const id = now();
    const verdict = verdicts.get(id);
    for (const button of stage.current().querySelectorAll('.verdict button'))
      button.setAttribute('aria-pressed', String(button.matches('.knew') === verdict));
    document.dispatchEvent(new CustomEvent('deck-changed'));
  }

  /** @param {string} [text] */
  function open(text) {
    if (dialog.open) return;
    const known = questions.filter((id) => verdicts.get(id) === true).length;
    const count = countedIn(words.questions, questions.length, words.lang);
    said.textContent =
      text ??
      (questions.length === 0
        ? words.noQuestions
        : verdicts.size === 0
          ? count
          : filled(words.quizKept, { questions: count, known, missed: missed().length }));
    for (const button of dialog.querySelectorAll('button')) {
      const what = button.dataset.quiz;
      button.hidden =
        (what === 'all' && questions.length === 0) ||
        (what === 'missed' && missed().length === 0) ||
        (what === 'forget' && verdicts.size === 0);
    }
    dialog.showModal();
  }

  /** Shows the answers of this slide. */
  function answer() {
    const deck = stage.deck();
    const slide = stage.current();
    if (deck) while (slide.querySelector('.fragment:not(.visible)') && deck.nextFragment());
    for (const one of slide.querySelectorAll('.answer')) one.classList.add('visible');
    show();
    const next = slide.querySelector('.verdict button');
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  /** @param {string} name @param {string} text @param {boolean} knew */
  function verdictButton(name, text, knew) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = name;
    button.textContent = text;
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => judge(knew));
    return button;
  }

  for (const button of document.querySelectorAll('.ask')) button.textContent = words.answer;
  for (const id of questions) {
    const last = partsOf(id).at(-1)?.querySelector('.card');
    const box = document.createElement('div');
    box.className = 'verdict';
    box.append(verdictButton('missed', words.missed, false), verdictButton('knew', words.knew, true));
    last?.append(box);
  }
  dialog.addEventListener('click', (event) => {
    const what = event.target instanceof HTMLElement ? event.target.dataset.quiz : undefined;
    if (what === 'all') begin(questions);
    if (what === 'missed') begin(missed());
    if (what === 'forget') {
      verdicts.clear();
      keep();
      dialog.close();
    }
  });
  document.addEventListener('click', (event) => {
    const slide = event.target instanceof Element && event.target.closest('.ask') ? event.target : null;
    if (!slide) return;
    const owner = slide.closest('section');
    if (owner && owner !== stage.current()) stage.go(owner);
    answer();
  });
  stage.onMove(show);
  return { open: () => open(), judge, isAnswered, waits, answer };
}
