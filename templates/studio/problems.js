// What went less than well, with its line and what to do.
import { byId, el, fill, inEnglish, redraw, words } from './dom.js';

/** @param {any[]} problems */
export function drawProblems(problems) {
  const panel = byId('problems');
  byId('problems-count').textContent = problems.length > 0 ? String(problems.length) : '';
  if (problems.length === 0) return redraw(panel, el('p', { className: 'hint' }, words.noProblems));
  redraw(panel, el('ul', { className: 'problems' }, ...problems.map(item)));
}

function item({ severity, message, file, line, code, hints }) {
  const place = [file && el('bdi', {}, file), line === null ? '' : fill(words.line, { line })].filter(
    (part) => part,
  );
  const kind = severity === 'error' ? words.error : words.warning;
  return el(
    'li',
    { className: severity },
    el('p', { className: 'message' }, el('strong', {}, kind), ' ', inEnglish(message)),
    ...(place.length > 0
      ? [el('p', { className: 'place' }, ...place.flatMap((part, at) => (at > 0 ? [', ', part] : [part])))]
      : []),
    ...(code ? [el('pre', { dir: 'auto' }, code)] : []),
    ...hints.map((hint) => el('p', { className: 'help' }, inEnglish(hint))),
  );
}
