// What is left out, and the marks by which a point stays or goes first; what they would write.
import { byId, el, fill, redraw, words } from './dom.js';

/** Longer texts are cut in the name of a button, not in the list. */
const NAME_CHARS = 60;

/**
 * @param {any} answer
 * @param {(point: number, mark: 'keep' | 'skip' | null) => void} onMark
 */
export function drawPoints({ points, changes }, onMark) {
  const gone = points.filter(({ isLeftOut }) => isLeftOut);
  const there = points.filter(({ isLeftOut }) => !isLeftOut);
  byId('points-count').textContent = gone.length > 0 ? String(gone.length) : '';
  const panel = byId('points');
  const wasOpen = panel.querySelector('details')?.open ?? false;
  const title = el('h2', {}, words.leftOut);
  const left =
    gone.length === 0
      ? el('p', { className: 'hint' }, words.nothingLeftOut)
      : list(gone, onMark, changes.length > 0);
  const rest = el('details', { open: wasOpen });
  const fillRest = () => {
    if (rest.open && rest.children.length === 1) rest.append(list(there, onMark, changes.length > 0));
  };
  rest.append(el('summary', { 'data-focus': 'there' }, `${words.onSheet} (${there.length})`));
  rest.addEventListener('toggle', fillRest);
  fillRest();
  redraw(panel, title, left, ...(there.length > 0 ? [rest] : []));
}

function list(points, onMark, hasChanges) {
  const items = [];
  let section = null;
  for (const point of points) {
    if (point.section !== section) items.push(el('li', { className: 'group' }, point.section));
    section = point.section;
    items.push(item(point, onMark, hasChanges));
  }
  return el('ul', { className: 'points' }, ...items);
}

function item(point, onMark, hasChanges) {
  const { id, line, text, mark } = point;
  const name = text.length > NAME_CHARS ? `${text.slice(0, NAME_CHARS)}…` : text;
  const button = (one, label, title) => {
    const isOn = mark === one;
    const it = el(
      'button',
      { type: 'button', className: 'mark', 'aria-pressed': isOn, 'aria-label': fill(title, { text: name }) },
      label,
    );
    it.dataset.focus = `${id} ${one}`;
    // A mark that the note has already is taken back in the note alone.
    it.addEventListener('click', () => onMark(id, isOn && hasChanges ? null : one));
    return it;
  };
  return el(
    'li',
    { className: 'point', 'data-point': id },
    el('p', { dir: 'auto' }, text, ' ', el('small', {}, fill(words.line, { line }))),
    el(
      'div',
      { className: 'marks' },
      button('keep', words.keep, words.keepPoint),
      button('skip', words.skipPoint, words.skipThis),
    ),
  );
}

/**
 * @param {any} answer
 * @param {{ write: () => void, discard: () => void }} on
 */
export function drawChanges({ changes, note }, on) {
  const box = byId('changes');
  box.hidden = changes.length === 0;
  const write = el(
    'button',
    { type: 'button', className: 'main', 'data-focus': 'write' },
    note.isDropped ? words.writeDropped : words.write,
  );
  const discard = el('button', { type: 'button', 'data-focus': 'discard' }, words.discard);
  write.addEventListener('click', on.write);
  discard.addEventListener('click', on.discard);
  redraw(
    box,
    el('h2', { id: 'changes-title' }, `${words.changes} (${changes.length})`),
    el('p', { className: 'help' }, words.changesHint),
    el('ul', {}, ...changes.map(change)),
    el('p', { className: 'actions' }, discard, ' ', write),
  );
}

function change({ line, before, after }) {
  const place = before === null ? fill(words.newLine, { line }) : fill(words.line, { line });
  const code = el('code', { dir: 'auto' });
  const [, start = '', mark = '', end = ''] = /^(.*?)(\{:\s*\.(?:keep|skip)\s*\})(.*)$/.exec(after) ?? [
    '',
    after,
  ];
  code.append(start, el('mark', {}, mark), end);
  return el('li', {}, el('small', {}, place), code);
}
