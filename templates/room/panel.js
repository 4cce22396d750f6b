// @ts-check
import { button, element } from './elements.js';
import { rankingPicture, savePicture } from './ranking.js';

/** @typedef {import('./room-types.js').Standing} Standing */

/**
 * The presenter's panel: the address for members, the sections by weakness, the hand-over.
 *
 * @param {{
 *   words: import('./room-types.js').RoomWords,
 *   invite: Element,
 *   titleOf: (section: string) => string,
 *   onSection: (section: string) => void,
 *   onRanking: () => void,
 *   onHandOver: () => void,
 * }} room
 */
export function presenterPanel({ words, invite, titleOf, onSection, onRanking, onHandOver }) {
  const order = element('ol', 'room-order');
  const none = element('p', 'room-none', words.noVotes ?? '');
  const offer = element('div', 'room-offer');
  const dialog = element(
    'dialog',
    'room-panel',
    element('form', 'room-panel-head', element('h2', '', words.room ?? ''), closing(words.close)),
    element('div', 'room-panel-invite', invite),
    element('h3', '', words.order ?? ''),
    none,
    order,
    element(
      'div',
      'room-panel-buttons',
      button(words.showRanking, 'room-rank', () => {
        dialog.close();
        onRanking();
      }),
      button(words.handOver, 'room-hand-over', onHandOver),
    ),
    offer,
  );
  dialog.setAttribute('aria-label', words.room ?? '');
  dialog.autofocus = true;
  dialog.tabIndex = -1;
  for (const form of dialog.querySelectorAll('form')) form.method = 'dialog';

  return {
    dialog,
    open: () => {
      offer.replaceChildren();
      dialog.showModal();
    },
    /** @param {readonly Standing[]} standings */
    draw(standings) {
      none.hidden = standings.length > 0;
      order.replaceChildren(...standings.map((standing) => entry(standing)));
    },
    /** @param {string} address @param {string} qr an SVG of the room's own server */
    offer(address, qr) {
      const link = element('a', '', address);
      link.href = address;
      const picture = element('div', 'room-qr');
      picture.innerHTML = qr;
      offer.replaceChildren(element('p', '', words.handOverHint ?? ''), picture, element('p', '', link));
      offer.scrollIntoView({ block: 'nearest' });
    },
  };

  /** @param {Standing} standing */
  function entry({ section, got, shaky }) {
    const one = button(titleOf(section), 'room-section', () => {
      dialog.close();
      onSection(section);
    });
    const share = element('small', '', `${words.shaky} ${shaky} · ${words.gotIt} ${got}`);
    one.append(share);
    return element('li', '', one);
  }
}

/** @param {string | undefined} text */
function closing(text) {
  const made = element('button', 'room-shut', text ?? '');
  made.type = 'submit';
  return made;
}

/**
 * The ranking over the slide, on every screen.
 *
 * @param {{ words: import('./room-types.js').RoomWords, titleOf: (section: string) => string, onClose: () => void }} room
 */
export function rankingDialog({ words, titleOf, onClose }) {
  const picture = element('div', 'room-picture');
  const save = button(words.savePicture, 'room-save', () => {
    const svg = picture.querySelector('svg');
    if (svg) savePicture(svg, 'ranking.svg');
  });
  const shut = button(words.close, 'room-shut', onClose);
  const dialog = element('dialog', 'room-ranking', picture, element('div', 'room-panel-buttons', save, shut));
  dialog.setAttribute('aria-label', words.rankingTitle ?? '');
  dialog.autofocus = true;
  dialog.tabIndex = -1;
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  return {
    dialog,
    /** @param {readonly Standing[]} standings */
    draw: (standings) => picture.replaceChildren(rankingPicture(standings, titleOf, words, innerWidth < 732)),
    /** @param {boolean} on */
    show(on) {
      if (on && !dialog.open) dialog.showModal();
      if (!on && dialog.open) dialog.close();
    },
  };
}
