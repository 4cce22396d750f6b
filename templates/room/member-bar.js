// @ts-check
import { button, element } from './elements.js';
import { optionsOf, sectionOf } from './votes.js';

/**
 * What a member taps: where they are, how they stand with a section, the option of a question.
 *
 * @param {{
 *   words: import('./room-types.js').RoomWords,
 *   stage: import('./room-types.js').DeckParts['stage'],
 *   votes: ReturnType<typeof import('./votes.js').ownVotes>,
 *   state: () => { isLost: boolean, isFollowing: boolean, role: import('./room-types.js').Role },
 *   results: ReadonlyMap<string, readonly number[]>,
 *   onFollow: () => void,
 *   onTake: () => void,
 * }} room
 */
export function memberBar({ words, stage, votes, state, results, onFollow, onTake }) {
  const where = element('span', 'room-state');
  where.setAttribute('role', 'status');
  const follow = button(words.followAgain, 'room-follow', onFollow);
  const take = button(words.takeOver, 'room-take', onTake);
  const got = button(words.gotIt, 'room-got', () => judge('got'));
  const shaky = button(words.shaky, 'room-shaky', () => judge('shaky'));
  const options = element('span', 'room-options');
  const bar = element('div', 'room-controls', where, follow, take, options, got, shaky);

  /** @param {import('./room-types.js').Verdict} verdict */
  function judge(verdict) {
    const section = sectionOf(stage.current());
    if (section !== null) votes.judge(section, verdict);
  }

  function draw() {
    const { isLost, isFollowing, role } = state();
    where.textContent = isLost ? (words.reconnecting ?? '') : isFollowing ? (words.following ?? '') : '';
    where.classList.toggle('is-lost', isLost);
    where.hidden = where.textContent === '';
    follow.hidden = isLost || isFollowing;
    take.hidden = isLost || role !== 'standby';
    const slide = stage.current();
    const section = sectionOf(slide);
    for (const [one, verdict] of /** @type {const} */ ([
      [got, 'got'],
      [shaky, 'shaky'],
    ])) {
      one.hidden = section === null;
      one.setAttribute('aria-pressed', String(section !== null && votes.verdicts.get(section) === verdict));
    }
    drawOptions(slide);
  }

  /** @param {HTMLElement} slide */
  function drawOptions(slide) {
    const question = slide.dataset.question ?? '';
    const { names } = optionsOf(slide);
    const tally = results.get(question);
    options.hidden = names.length === 0;
    options.setAttribute('role', 'group');
    const chosen = votes.choices.get(question);
    options.replaceChildren(
      ...names.map((name, option) => {
        const said = tally ? ` · ${tally[option] ?? 0}` : '';
        const one = button(`${name}${said}`, 'room-option', () => votes.choose(question, option));
        one.setAttribute('aria-pressed', String(chosen === option));
        one.disabled = tally !== undefined;
        return one;
      }),
    );
  }

  return { bar, draw };
}
