// @ts-check
import { button, element, filled } from './elements.js';
import { optionsOf, sectionOf } from './votes.js';

/**
 * What the presenter sees while presenting: who is here, the time on this section, the votes as they come.
 *
 * @param {{
 *   words: import('./room-types.js').RoomWords,
 *   stage: import('./room-types.js').DeckParts['stage'],
 *   isLost: () => boolean,
 *   results: ReadonlyMap<string, readonly number[]>,
 *   onClose: (question: string, closed: boolean) => void,
 *   onPanel: () => void,
 * }} room
 */
export function presenterBar({ words, stage, isLost, results, onClose, onPanel }) {
  const here = element('span', 'room-here');
  const clock = element('time', 'room-clock');
  const votes = element('span', 'room-votes');
  const close = button('', 'room-close', () => {
    const question = stage.current().dataset.question ?? '';
    onClose(question, !results.has(question));
  });
  const panel = button(words.room, 'room-open', onPanel);
  const bar = element('div', 'room-controls', here, clock, votes, close, panel);
  /** @type {import('./room-types.js').Counts | null} */
  let counts = null;
  let countsMs = 0;
  let sinceMs = 0;
  /** @type {string | null} */
  let section = null;

  function draw() {
    const slide = stage.current();
    const now = sectionOf(slide);
    if (now !== section) sinceMs = Date.now();
    section = now;
    here.textContent = isLost()
      ? (words.reconnecting ?? '')
      : filled(words.here, { count: counts?.here ?? 0 });
    here.classList.toggle('is-lost', isLost());
    const question = slide.dataset.question ?? '';
    const { names } = optionsOf(slide);
    close.hidden = names.length === 0;
    close.textContent = (results.has(question) ? words.openVote : words.closeVote) ?? '';
    votes.textContent = names.length > 0 ? choiceText(question, names) : verdictText();
    votes.hidden = votes.textContent === '';
    tick();
  }

  /** @param {string} question @param {readonly string[]} names */
  function choiceText(question, names) {
    const tally = counts?.choices[question] ?? [];
    return names
      .map((name, option) => `${name}${/\d/.test(name) ? ':' : ''} ${tally[option] ?? 0}`)
      .join('  ');
  }

  function verdictText() {
    if (section === null) return '';
    const found = counts?.ranking.find((standing) => standing.section === section);
    return `${words.gotIt} ${found?.got ?? 0}  ${words.shaky} ${found?.shaky ?? 0}`;
  }

  /** Time on this section so far: what the room has counted, and what has passed since. */
  function tick() {
    clock.hidden = section === null;
    if (section === null) return;
    const knownMs = counts?.times[section] ?? 0;
    const seconds = Math.floor((knownMs + Date.now() - Math.max(countsMs, sinceMs)) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  setInterval(tick, 500);
  return {
    bar,
    draw,
    /** @param {import('./room-types.js').Counts} told */
    take(told) {
      counts = told;
      countsMs = Date.now();
      draw();
    },
  };
}
