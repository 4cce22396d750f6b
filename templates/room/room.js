// @ts-check
import { element } from './elements.js';
import { openLink } from './link.js';
import { memberBar } from './member-bar.js';
import { presenterPanel, rankingDialog } from './panel.js';
import { deckPlace } from './place.js';
import { presenterBar } from './presenter-bar.js';
import { deviceId, hasLetter, optionsOf, ownVotes } from './votes.js';

/** @typedef {import('./room-types.js').ShownPlace} ShownPlace */
/** @typedef {import('./room-types.js').Standing} Standing */

const SECRET = /^#(key|token)=([\w-]+)$/;

/** The deck's own parts, which it hands to whoever asks. @returns {import('./room-types.js').DeckParts | null} */
function deckParts() {
  /** @type {import('./room-types.js').DeckParts | null} */
  let parts = null;
  const take = (/** @type {import('./room-types.js').DeckParts} */ given) => {
    parts = given;
  };
  document.dispatchEvent(new CustomEvent('deck-parts', { detail: { take } }));
  return parts;
}

/** The presenter's secret outlives a reload of this tab. */
const keyPlace = `cribsheet key ${location.pathname}`;
const kept = () => {
  try {
    return sessionStorage.getItem(keyPlace) ?? undefined;
  } catch {
    return undefined;
  }
};
/** @param {string} key */
const keep = (key) => {
  try {
    sessionStorage.setItem(keyPlace, key);
  } catch {
    // Blocked storage: the presenter's address is opened anew after a reload.
    return;
  }
};

/** @param {import('./room-types.js').DeckParts} parts */
function startRoom(parts) {
  const { stage } = parts;
  const invite = /** @type {HTMLElement} */ (document.querySelector('.room-invite'));
  /** @type {import('./room-types.js').RoomWords} */
  const words = JSON.parse(invite.dataset.words ?? '{}');
  const deck = deckPlace(parts);
  const device = deviceId();
  /** @type {string | undefined} */
  let key = kept();
  /** @type {string | undefined} */
  let token;
  /** @type {import('./room-types.js').Role} */
  let role = 'member';
  /** @type {ShownPlace | null} */
  let place = null;
  let isLost = true;
  let isFollowing = true;
  let isWelcome = false;
  /** Whether the reader has touched the deck since it last followed. */
  let touched = false;
  let ranked = false;
  /** @type {Map<string, readonly number[]>} */
  const results = new Map();
  let lastSent = '';

  const titleOf = (/** @type {string} */ section) =>
    stage.slides.find((slide) => slide.dataset.section === section && slide.dataset.kind === 'section')
      ?.dataset.title ?? section;

  readSecret();
  const link = openLink({
    hello: () => ({ type: 'hello', device, ...(key && { key }), ...(token && { token }) }),
    onMessage,
    onLost: () => {
      isLost = true;
      draw();
    },
  });
  const votes = ownVotes(link.send, () => draw());
  const state = () => ({ isLost, isFollowing, role });
  const member = memberBar({
    words,
    stage,
    votes,
    state,
    results,
    onFollow: follow,
    onTake: () => link.send({ type: 'take' }),
  });
  const presenter = presenterBar({
    words,
    stage,
    isLost: () => isLost,
    results,
    onClose: closeVote,
    onPanel: () => panel.open(),
  });
  const panel = presenterPanel({
    words,
    invite: /** @type {Element} */ (invite.cloneNode(true)),
    titleOf,
    onSection: (section) => stage.goTo(firstOf(section)),
    onRanking: () => showRanking(true),
    onHandOver: () => link.send({ type: 'hand-over' }),
  });
  const ranking = rankingDialog({ words, titleOf, onClose: closeRanking });
  const bar = element('nav', 'room-bar');
  bar.setAttribute('aria-label', words.room ?? '');

  /** @param {string} given */
  function takeKey(given) {
    key = given;
    keep(given);
  }

  /** The address that makes a presenter; it does not stay to be seen. */
  function readSecret() {
    const [, name, value] = SECRET.exec(location.hash) ?? [];
    if (value === undefined) return false;
    if (name === 'key') takeKey(value);
    else token = value;
    history.replaceState(null, '', location.pathname + location.search);
    return true;
  }

  /** @param {string} section */
  const firstOf = (section) => stage.slides.find((slide) => slide.dataset.section === section)?.id ?? '';

  /** @param {import('./room-types.js').ToGuest} message */
  function onMessage(message) {
    switch (message.type) {
      case 'welcome':
        return welcome(message);
      case 'place':
        if (message.ranking) ranking.draw(message.ranking);
        return arrive(message.place);
      case 'role':
        role = message.role;
        if (message.key) takeKey(message.key);
        isFollowing = true;
        return draw();
      case 'results':
        if (message.tally) results.set(message.question, message.tally);
        else results.delete(message.question);
        return draw();
      case 'counts':
        presenter.take(message);
        panel.draw(message.ranking);
        if (ranked) ranking.draw(message.ranking);
        return;
      case 'token':
        return panel.offer(message.address, message.qr);
      case 'saved':
        return votes.settle(message.number);
      case 'refused':
        if (message.reason === 'key') key = undefined;
        if (message.reason !== 'not-saved') votes.settle(message.number);
        return;
    }
  }

  /** @param {Extract<import('./room-types.js').ToGuest, { type: 'welcome' }>} message */
  function welcome(message) {
    const isBack = isWelcome && role === 'driver';
    isLost = false;
    isWelcome = true;
    token = undefined;
    role = message.role;
    votes.restore(message.verdicts, message.choices);
    results.clear();
    for (const [question, tally] of Object.entries(message.results)) results.set(question, tally);
    ranking.draw(message.ranking);
    // A presenter who was cut off knows better than the room where all should be.
    if (isBack && role === 'driver') tell(true);
    else arrive(message.place);
    draw();
  }

  /** @param {ShownPlace} to */
  function arrive(to) {
    place = to;
    if (isFollowing || role === 'driver') show();
    draw();
  }

  function show() {
    if (place === null) return;
    touched = false;
    if (place.slide !== '') deck.show(place);
    showRanked(place.ranking);
    lastSent = JSON.stringify(current());
  }

  function follow() {
    isFollowing = true;
    show();
    draw();
  }

  /** @returns {ShownPlace} */
  const current = () => ({ ...deck.read(), ranking: ranked });

  /** The presenter's deck has changed. @param {boolean} [always] */
  function tell(always = false) {
    if (role !== 'driver' || isLost) return;
    const now = current();
    const text = JSON.stringify(now);
    if (text === lastSent && !always) return;
    lastSent = text;
    place = now;
    link.send({ type: 'place', place: now });
  }

  /** @param {boolean} on */
  function showRanked(on) {
    ranked = on;
    ranking.show(on);
  }

  /** @param {boolean} on */
  function showRanking(on) {
    showRanked(on);
    tell();
  }

  function closeRanking() {
    if (role === 'driver') showRanking(false);
    else showRanked(false);
  }

  /** @param {string} question @param {boolean} closed */
  function closeVote(question, closed) {
    link.send({ type: 'close', question, closed });
    if (closed) parts.quiz.answer();
  }

  function onMove() {
    if (role === 'driver') tell();
    else if (touched && place !== null && stage.current().id !== place.slide) isFollowing = false;
    draw();
  }

  function draw() {
    const isDriver = role === 'driver';
    document.documentElement.classList.toggle('room-driver', isDriver);
    const now = isDriver ? presenter : member;
    if (bar.firstChild !== now.bar) bar.replaceChildren(now.bar);
    now.draw();
    markOptions();
  }

  /** The options of the question on this slide can be tapped where they stand. */
  function markOptions() {
    const slide = stage.current();
    const question = slide.dataset.question ?? '';
    const chosen = votes.choices.get(question);
    const { names, items } = optionsOf(slide);
    for (const [option, item] of items.entries()) {
      item.classList.add('room-choice');
      item.classList.toggle('is-chosen', chosen === option);
      item.dataset.option = String(option);
      // An option that has its letter in its own words needs no other.
      item.dataset.letter = hasLetter(item) ? '' : (names[option] ?? '');
    }
  }

  /** @param {Event} event */
  function onTap(event) {
    const target = event.target instanceof Element ? event.target : null;
    const item = /** @type {HTMLElement | null | undefined} */ (target?.closest('.room-choice'));
    const question = stage.current().dataset.question ?? '';
    if (!item || role === 'driver' || results.has(question) || target?.closest('a, button')) return;
    votes.choose(question, Number(item.dataset.option));
  }

  const isOurs = (/** @type {EventTarget | null} */ target) =>
    target instanceof Element && target.closest('.room-bar, .room-panel, .room-ranking') !== null;
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(
      name,
      ({ target }) => {
        if (!isOurs(target)) touched = true;
      },
      { passive: true, capture: true },
    );
  document.addEventListener('click', onTap);
  stage.onMove(onMove);
  // A presenter's term or answer: after the deck has done with it.
  const later = () => setTimeout(tell, 0);
  for (const name of ['deck-changed', 'fragmentshown', 'fragmenthidden'])
    document.addEventListener(name, later);
  addEventListener('hashchange', () => {
    if (readSecret()) link.restart();
  });
  document.querySelector('.slide-front')?.append(invite);
  invite.hidden = false;
  document.body.append(bar, panel.dialog, ranking.dialog);
  document.documentElement.classList.add('room');
  draw();
}

const parts = deckParts();
if (parts) startRoom(parts);
