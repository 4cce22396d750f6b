// What went less than well, with its line and what to do.
import { byId, el, fill, redraw, words } from './dom.js';

/** @param {any[]} problems */
export function drawProblems(problems) {
  const panel = byId('problems');
  byId('problems-count').textContent = problems.length > 0 ? String(problems.length) : '';
  if (problems.length === 0) return redraw(panel, el('p', { className: 'hint' }, words.noProblems));
  redraw(panel, el('ul', { className: 'problems' }, ...problems.map(item)));
}

function item({ severity, message, file, line, code, hints }) {
  const place = [file, line === null ? '' : fill(words.line, { line })].filter((part) => part).join(', ');
  const kind = severity === 'error' ? words.error : words.warning;
  return el(
    'li',
    { className: severity },
    el('p', { className: 'message' }, el('strong', {}, kind), ' ', message),
    ...(place ? [el('p', { className: 'place' }, place)] : []),
    ...(code ? [el('pre', {}, code)] : []),
    ...hints.map((hint) => el('p', { className: 'help' }, hint)),
  );
}
