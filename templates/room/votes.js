// @ts-check
/** @typedef {import('./room-types.js').Verdict} Verdict */

/** Kinds of slides that belong to a section of the note. */
const OF_SECTIONS = ['section', 'quiz'];
const AGAIN_MS = 4000;

/** A random id instead of a name; the same after a reload. */
export function deviceId() {
  const place = 'cribsheet device';
  const made = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  try {
    const known = localStorage.getItem(place) ?? '';
    if (/^[\w-]{16,64}$/.test(known)) return known;
    localStorage.setItem(place, made);
  } catch {
    // Blocked storage: another id after a reload.
    return made;
  }
  return made;
}

/** @param {HTMLElement} slide @returns {string | null} */
export function sectionOf(slide) {
  const { kind = '', section } = slide.dataset;
  return OF_SECTIONS.includes(kind) ? (section ?? null) : null;
}

/** A letter of an option's own: `A.`, `(b)`, `C)`. */
const LETTER = /^\s*\(?[A-Ha-h][.):]/;

/**
 * The options of a question: list items, or the lines of a paragraph; and what each is called, the number that it has or
 * a letter.
 *
 * @param {HTMLElement} slide
 * @returns {{ names: readonly string[], items: readonly HTMLElement[] }}
 */
export function optionsOf(slide) {
  const none = { names: [], items: [] };
  if (slide.dataset.question === undefined) return none;
  const outside = (/** @type {Element} */ element) => !element.closest('.answer-place');
  const body = slide.querySelector('.slide-body');
  const list = [...(body?.querySelectorAll(':scope > :is(ul, ol)') ?? [])].find(outside);
  const items = /** @type {HTMLLIElement[]} */ ([...(list?.children ?? [])]);
  if (items.length >= 2 && items.length <= 26) {
    const isNumbered = list?.localName === 'ol' && !items.some(hasLetter);
    return { names: items.map((item, i) => (isNumbered ? String(item.value || i + 1) : letterOf(i))), items };
  }
  const lines = [...(body?.querySelectorAll(':scope > p') ?? [])].filter(outside).map(optionLines);
  const count = Math.max(0, ...lines.map(({ length }) => length));
  return count >= 2 ? { names: Array.from({ length: count }, (_, i) => letterOf(i)), items: [] } : none;
}

/** Whether an option shows its letter itself. @param {HTMLElement} item */
export function hasLetter(item) {
  return /^[A-Ha-h]/.test(item.dataset.mark ?? '') || LETTER.test(item.textContent ?? '');
}

/** `A. one`, `B. other`, each on a line of its own. @param {Element} paragraph */
function optionLines(paragraph) {
  const copy = /** @type {Element} */ (paragraph.cloneNode(true));
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
  return (copy.textContent ?? '').split('\n').filter((line) => LETTER.test(line));
}

/** @param {number} option */
const letterOf = (option) => String.fromCharCode(65 + option);

/**
 * This device's votes. A vote is sent until the room has said that it is kept.
 *
 * @param {(message: object) => boolean} send
 * @param {() => void} onChange
 */
export function ownVotes(send, onChange) {
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  /** @type {Map<string, number>} */
  const choices = new Map();
  /** @type {Map<number, object>} */
  const waiting = new Map();
  let number = 0;

  /** @param {object} vote */
  function cast(vote) {
    number += 1;
    const message = { ...vote, number };
    waiting.set(number, message);
    send(message);
    onChange();
  }

  setInterval(() => {
    for (const message of waiting.values()) send(message);
  }, AGAIN_MS);

  return {
    verdicts,
    choices,
    isWaiting: () => waiting.size > 0,
    /** @param {string} section @param {Verdict} verdict */
    judge(section, verdict) {
      verdicts.set(section, verdict);
      cast({ type: 'vote', section, verdict });
    },
    /** @param {string} question @param {number} option */
    choose(question, option) {
      choices.set(question, option);
      cast({ type: 'choose', question, option });
    },
    /** What the room knows of this device; later votes that it has not confirmed come again. */
    /** @param {Readonly<Record<string, Verdict>>} knownVerdicts @param {Readonly<Record<string, number>>} knownChoices */
    restore(knownVerdicts, knownChoices) {
      if (waiting.size === 0) {
        for (const [section, verdict] of Object.entries(knownVerdicts)) verdicts.set(section, verdict);
        for (const [question, option] of Object.entries(knownChoices)) choices.set(question, option);
      }
      for (const message of waiting.values()) send(message);
    },
    /** @param {number | undefined} done confirmed, or refused for good */
    settle(done) {
      if (done !== undefined && waiting.delete(done)) onChange();
    },
  };
}
