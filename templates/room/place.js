// @ts-check
/** @typedef {import('./room-types.js').Place} Place */

/** All terms of the deck: the same on every screen, so that an index names one. */
function allTerms() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.slide-body .term.asked')]);
}

/**
 * Reads what this deck shows, and makes it show what another does.
 *
 * @param {import('./room-types.js').DeckParts} parts
 */
export function deckPlace({ stage, recall, quiz }) {
  const terms = allTerms();

  /** @returns {Omit<Place, 'ranking'>} */
  function read() {
    const slide = stage.current();
    const open = [...terms.keys()].filter((index) => {
      const term = terms[index];
      return term?.matches('.shown-term') && slide.contains(term);
    });
    return {
      slide: slide.id,
      recall: recall.isOn(),
      terms: recall.isOn() ? open : [],
      answered: slide.querySelector('.answer.visible') !== null,
    };
  }

  /** @param {Place} place */
  function show(place) {
    const slide = stage.slides.find(({ id }) => id === place.slide);
    if (!slide) return;
    const isOther = slide !== stage.current();
    const isTurned = recall.isOn() !== place.recall;
    if (isTurned) recall.toggle(place.recall);
    // In a column hiding the terms moves what stands below.
    if (isOther || (isTurned && stage.deck() === null)) stage.follow(slide);
    const opened = place.terms.flatMap((index) => terms[index] ?? []);
    const fresh = opened.filter((term) => term.matches('.hidden-term'));
    recall.reveal(opened);
    if (place.answered && !slide.querySelector('.answer.visible')) quiz.answer();
    if (stage.deck() === null && !isOther) fresh.at(-1)?.scrollIntoView({ block: 'nearest' });
  }

  return { read, show };
}
