// The notes at the left, with the sections of the one that is open; dropping, opening, pasting.
import { byId, el, fill, words } from './dom.js';

/** From so many notes on there is a field to find one. */
const FILTERED_FROM = 9;

/**
 * @param {any[]} notes
 * @param {{ note: string | null, section: string | null }} open
 * @param {any | null} outline of the open note
 * @param {{ choose: (note: string, section: string | null) => void, close: (note: string) => void }} on
 */
export function drawLibrary(notes, open, outline, on) {
  const list = byId('notes');
  const filter = byId('filter');
  filter.hidden = notes.length < FILTERED_FROM;
  const wanted = filter.hidden ? '' : filter.value.trim().toLowerCase();
  const shown = notes.filter(
    ({ id, name, folder }) => id === open.note || `${folder}/${name}`.toLowerCase().includes(wanted),
  );
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.focus : undefined;
  const folders = new Set(notes.filter(({ isDropped }) => !isDropped).map(({ folder }) => folder));
  const draw = { open, outline, on, hasFolders: folders.size > 1 };
  list.replaceChildren(...shown.map((note) => noteItem(note, draw)));
  for (const button of list.querySelectorAll('[data-focus]')) {
    if (focused !== undefined && button.dataset.focus === focused) button.focus({ preventScroll: true });
  }
}

function noteItem(note, { open, outline, on, hasFolders }) {
  const isOpen = note.id === open.note;
  const own = isOpen && outline?.id === note.id ? outline : null;
  const button = entry(
    own?.title ?? note.name.replace(/\.(md|markdown)$/i, ''),
    isOpen && open.section === null,
    () => on.choose(note.id, null),
  );
  button.dataset.focus = note.id;
  const place = note.isDropped ? words.notOnDisk : hasFolders ? note.folder : '';
  if (place) button.append(el('small', {}, place));
  const item = el(
    'li',
    { className: isOpen ? 'note open' : 'note' },
    el('div', { className: 'row' }, button),
  );
  if (note.isDropped) {
    const name = fill(words.closeNote, { name: note.name });
    const close = el('button', { type: 'button', className: 'quiet', 'aria-label': name, title: name }, '×');
    close.addEventListener('click', () => on.close(note.id));
    item.firstChild.append(close);
  }
  if (own && own.sections.length > 1) item.append(sections(note.id, own, open, on));
  return item;
}

function sections(note, outline, open, on) {
  const list = el('ul', { className: 'sections' });
  let group = null;
  for (const section of outline.sections) {
    if (section.group !== group && section.group !== null)
      list.append(el('li', { className: 'group' }, section.group));
    group = section.group;
    const button = entry(section.title, open.section === section.id, () => on.choose(note, section.id));
    button.dataset.focus = `${note} ${section.id}`;
    list.append(el('li', {}, button));
  }
  return list;
}

function entry(title, isCurrent, onClick) {
  const button = el('button', { type: 'button', className: 'entry' }, el('span', { dir: 'auto' }, title));
  if (isCurrent) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', onClick);
  return button;
}

/**
 * Every way in which a text comes here: a button, a drop anywhere, the clipboard.
 *
 * @param {(name: string, text: string) => void} onText
 * @param {(message: string) => void} onRefused
 */
export function takeTexts(onText, onRefused) {
  const input = byId('file');
  for (const id of ['open', 'open-first']) byId(id).addEventListener('click', () => input.click());
  input.addEventListener('change', async () => {
    await takeFiles(input.files ?? [], onText, onRefused);
    input.value = '';
  });
  const dialog = byId('paste-dialog');
  for (const id of ['paste', 'paste-first']) byId(id).addEventListener('click', () => dialog.showModal());
  dialog.addEventListener('close', () => {
    const field = byId('paste-text');
    if (dialog.returnValue === 'make' && field.value.trim() !== '')
      onText(`${words.pastedName}.md`, field.value);
    field.value = '';
    dialog.returnValue = '';
  });
  document.addEventListener('paste', (event) => {
    if (event.target instanceof Element && event.target.closest('input, textarea')) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (event.clipboardData?.files.length) takeFiles(event.clipboardData.files, onText, onRefused);
    else if (text.trim() !== '') onText(`${words.pastedName}.md`, text);
  });
  takeDrops(onText, onRefused);
}

function takeDrops(onText, onRefused) {
  const { classList } = document.body;
  let depth = 0;
  const over = (by) => {
    depth = Math.max(0, depth + by);
    classList.toggle('dropping', depth > 0);
  };
  document.addEventListener('dragenter', (event) => {
    event.preventDefault();
    over(1);
  });
  document.addEventListener('dragleave', () => over(-1));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    over(0);
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    if (event.dataTransfer?.files.length) takeFiles(event.dataTransfer.files, onText, onRefused);
    else if (text.trim() !== '') onText(`${words.pastedName}.md`, text);
  });
}

const MOST_BYTES = 5 * 1024 * 1024;

async function takeFiles(files, onText, onRefused) {
  for (const file of files) {
    if (file.size > MOST_BYTES) {
      onRefused(words.tooLarge);
      continue;
    }
    try {
      onText(file.name, new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      onRefused(words.notText);
    }
  }
}
