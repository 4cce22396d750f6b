// The studio's page: what is open, what is shown, and who is told when that changes.
import { arrowKeys, byId, el, fill, selectTab, words } from './dom.js';
import { drawLibrary, takeTexts } from './library.js';
import { drawOptions } from './options.js';
import { drawChanges, drawPoints } from './points.js';
import { drawProblems } from './problems.js';
import { call, Lost, listen } from './server.js';
import { clearStage, firstWidthPx, isBlurred, openZoom, sharpWidthPx, showRendering } from './stage.js';

/** One open window, of which only the newest wish counts. */
const client = crypto.randomUUID();

const state = {
  /** @type {any[]} */ notes: [],
  /** @type {any[]} */ kinds: [],
  /** @type {string | null} */ note: null,
  /** @type {string | null} */ section: null,
  kind: 'sheet',
  /** What the person has set: name → value. @type {Record<string, string | boolean>} */ options: {},
  /** The last answer that is shown. @type {any} */ answer: null,
  /** Width of the pictures in view. */ picturedPx: 0,
  wishes: 0,
  /** The wish that is in view. */ fulfilled: 0,
};

// What is open

async function refresh() {
  const answer = await call('library');
  if (answer.problem) return say(answer.problem.message);
  state.notes = answer.notes;
  if (state.kinds.length === 0) {
    state.kinds = answer.kinds;
    drawKinds();
    drawFiles();
  }
  if (!state.notes.some(({ id }) => id === state.note)) {
    state.note = state.notes[0]?.id ?? null;
    state.section = null;
  }
  drawNotes();
  await show();
}

function drawNotes() {
  drawLibrary(state.notes, state, state.answer?.note ?? null, {
    choose(note, section) {
      Object.assign(state, { note, section });
      drawNotes();
      showPane('stage');
      show();
    },
    async close(note) {
      await call('close', { note });
      refresh();
    },
  });
  const isEmpty = state.note === null;
  byId('empty').hidden = !isEmpty;
  byId('bar').hidden = isEmpty;
  byId('inspector').hidden = isEmpty;
  document.body.classList.toggle('is-empty', isEmpty);
  if (!isEmpty) return;
  clearStage();
  byId('facts').replaceChildren();
  byId('changes').hidden = true;
}

async function take(name, text) {
  const answer = await call('drop', { name, text });
  if (answer.problem) return say(answer.problem.message);
  Object.assign(state, { note: answer.note, section: null });
  showPane('stage');
  await refresh();
}

// What is shown

/** @returns {object | null} what is asked of the program; null where nothing is open */
function wish() {
  const { note, section, kind, options } = state;
  return note === null ? null : { note, section, kind, options };
}

async function show() {
  const asked = wish();
  if (asked === null) return;
  const began = performance.now();
  state.wishes += 1;
  const own = state.wishes;
  const widthPx = firstWidthPx();
  const busy = setTimeout(() => setBusy(true), 200);
  try {
    const answer = await call('show', { ...asked, client, pictureWidthPx: widthPx });
    if (answer.superseded || own !== state.wishes) return;
    if (answer.problem) return refused(answer.problem);
    if (answer.id) await showRendering(answer.id, answer.shows, answer.note.title);
    if (own !== state.wishes) return;
    state.answer = answer;
    state.picturedPx = widthPx;
    state.fulfilled = own;
    drawAnswer(answer);
    const ms = Math.round(performance.now() - began);
    say(answer.id ? fill(words.made, { ms }) : words.notMade);
    document.body.dataset.shown = String(own);
    document.body.dataset.ms = String(ms);
    sharpen();
  } catch (failure) {
    if (!(failure instanceof Lost)) throw failure;
    say(words.lost);
  } finally {
    clearTimeout(busy);
    if (own === state.wishes) setBusy(false);
  }
}

/** The same, made as fine as the screen is. */
async function sharpen() {
  const { answer, wishes, fulfilled } = state;
  const asked = wish();
  // What is on its way would be given up for it.
  if (asked === null || wishes !== fulfilled) return;
  if (answer?.shows?.as !== 'pictures' || !isBlurred(state.picturedPx)) return;
  const widthPx = sharpWidthPx();
  try {
    const finer = await call('show', { ...asked, client, pictureWidthPx: widthPx });
    if (!finer.id || wishes !== state.wishes) return;
    await showRendering(finer.id, finer.shows, finer.note.title);
    if (wishes === state.wishes) state.picturedPx = widthPx;
  } catch (failure) {
    if (!(failure instanceof Lost)) throw failure;
  }
}

function drawAnswer(answer) {
  document.title = `${answer.note.title} – ${words.title}`;
  document.body.classList.toggle('is-unmade', answer.id === null);
  drawNotes();
  drawOptions(answer.options, answer.same, setOption);
  drawPoints(answer, mark);
  drawProblems(answer.problems);
  drawChanges(answer, { write, discard });
  byId('facts').replaceChildren(
    ...answer.facts.map(({ head, text }) =>
      el('div', {}, el('dt', {}, words.factWords[head] ?? head), el('dd', { dir: 'ltr' }, text)),
    ),
  );
  const counts = { points: byId('points-count'), problems: byId('problems-count') };
  for (const [name, from] of Object.entries(counts)) {
    const count = document.querySelector(`#dock [data-to="${name}"] .count`);
    if (count) count.textContent = from.textContent;
  }
}

/** What is in view stays; the reason stands among the problems. */
function refused(problem) {
  say(problem.message);
  drawProblems([{ severity: 'error', file: '', line: null, code: null, ...problem }]);
  choosePanel('problems');
}

function setBusy(isBusy) {
  document.body.classList.toggle('is-busy', isBusy);
  byId('canvas').setAttribute('aria-busy', String(isBusy));
  if (isBusy) say(words.making);
}

function say(text) {
  byId('status').textContent = text;
}

// What a person changes

function setOption(name, value) {
  if (value === null) delete state.options[name];
  else state.options[name] = value;
  show();
}

async function mark(point, mark) {
  const answer = await call('mark', { note: state.note, point, mark });
  if (answer.problem) return say(answer.problem.message);
  if (!answer.done) return say(words.cannotMark);
  await show();
}

async function write() {
  const { note, version } = state.answer;
  const answer = await call('write', { note: note.id, version });
  await show();
  say(answer.problem ? answer.problem.message : fill(words.written, { name: note.name }));
}

async function discard() {
  await call('discard', { note: state.note });
  await show();
}

// The bar

function drawKinds() {
  const tabs = byId('kinds');
  for (const { name, label } of state.kinds) {
    const tab = el(
      'button',
      { type: 'button', role: 'tab', id: `kind-${name}`, 'aria-controls': 'canvas' },
      words.kindWords[name] ?? label,
    );
    tab.addEventListener('click', () => {
      state.kind = name;
      selectTab(tabs, tab);
      show();
    });
    tabs.append(tab);
  }
  arrowKeys(tabs);
  selectTab(tabs, byId(`kind-${state.kind}`));
}

function drawFiles() {
  const menu = byId('downloads');
  const items = state.kinds.flatMap(({ name, label, endings }) =>
    endings.map((ending) => {
      const button = el(
        'button',
        { type: 'button' },
        el('span', {}, ending === '.handout.pdf' ? words.handout : (words.kindWords[name] ?? label)),
        el('small', {}, (ending.split('.').at(-1) ?? '').toUpperCase()),
      );
      button.addEventListener('click', () => {
        menu.open = false;
        menu.querySelector('summary').focus();
        download(name, ending);
      });
      return el('li', {}, button);
    }),
  );
  byId('files').replaceChildren(...items);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
}

async function download(kind, ending) {
  setBusy(true);
  const answer = await call('files', { ...wish(), kind, ending });
  setBusy(false);
  if (answer.problem) return say(answer.problem.message);
  for (const file of answer.files) {
    el('a', { href: `/made/${answer.id}/${file.path}`, download: file.name }).click();
    say(file.name);
  }
}

// Panels, and panes of a narrow window

function choosePanel(name) {
  for (const panel of ['options', 'points', 'problems']) byId(panel).hidden = panel !== name;
  selectTab(byId('panels'), byId(`tab-${name}`));
}

/** Of a window that has room for one thing at a time. */
function showPane(name) {
  document.body.dataset.pane = name;
  for (const button of document.querySelectorAll('#dock button')) {
    if (button instanceof HTMLElement)
      button.setAttribute('aria-pressed', String(button.dataset.to === name));
  }
}

for (const name of ['options', 'points', 'problems'])
  byId(`tab-${name}`).addEventListener('click', () => choosePanel(name));
arrowKeys(byId('panels'));
choosePanel('options');
for (const button of document.querySelectorAll('#dock button')) {
  button.addEventListener('click', () => {
    const to = button instanceof HTMLElement ? (button.dataset.to ?? 'stage') : 'stage';
    if (to !== 'stage' && to !== 'library') choosePanel(to);
    showPane(to);
  });
}
showPane('stage');
byId('filter').addEventListener('input', drawNotes);
takeTexts(take, say);
openZoom(sharpen);
listen(refresh, (isThere) => {
  if (!isThere) say(words.lost);
});
refresh();
