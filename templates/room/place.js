// @ts-check
/** @typedef {import('./room-types.js').ShownPlace} ShownPlace */

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

  /** @returns {Omit<ShownPlace, 'ranking'>} */
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
      step: stage.deck() === null ? -1 : slide.querySelectorAll('.fragment.visible').length,
      answered: slide.querySelector('.answer.visible') !== null,
    };
  }

  /** @param {ShownPlace} place */
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
    showSteps(slide, place.step);
    if (place.answered && !slide.querySelector('.answer.visible')) quiz.answer();
    if (stage.deck() === null && !isOther) fresh.at(-1)?.scrollIntoView({ block: 'nearest' });
  }

  /** A column shows all parts of a slide at once. @param {HTMLElement} slide @param {number} step */
  function showSteps(slide, step) {
    const deck = stage.deck();
    if (deck === null) return;
    const count = () => slide.querySelectorAll('.fragment.visible').length;
    const isWaiting = () =>
      step < 0 ? slide.querySelector('.fragment:not(.visible, .answer)') !== null : count() < step;
    while (isWaiting() && deck.nextFragment());
    while (step >= 0 && count() > step && deck.prevFragment());
  }

  return { read, show };
}
