// What is looked at: the pages of a sheet, a deck in a frame of its own, or text; and how large.
import { byId, el, fill, words } from './dom.js';

const canvas = byId('canvas');
const pages = byId('pages');

/** Widths of a page in CSS px at which 1:1 is what a printer makes of it. */
const PX_PER_MM = 96 / 25.4;
const STEPS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
/** The larger a picture the longer it takes: on a fine screen a smaller one is shown first. */
const FIRST_PX = 1000;
const MOST_PX = 3600;
/** A picture that is stretched less than this is sharp enough. */
const STRETCHED = 1.04;
const LARGEST_FIT_PX = 1000;

/** @type {{ mode: 'width' | 'page' | number, aspect: number, widthMm: number }} */
const view = { mode: 'width', aspect: 210 / 297, widthMm: 210 };

/** Width at which a page is shown, CSS px. */
function shownWidthPx() {
  const { paddingLeft, paddingTop } = getComputedStyle(canvas);
  const roomPx = canvas.clientWidth - 2 * Number.parseFloat(paddingLeft);
  const heightPx = canvas.clientHeight - 2 * Number.parseFloat(paddingTop);
  if (view.mode === 'width') return Math.max(120, Math.min(roomPx, LARGEST_FIT_PX));
  if (view.mode === 'page') return Math.max(120, Math.min(roomPx, heightPx * view.aspect));
  return view.mode * view.widthMm * PX_PER_MM;
}

/** Width at which a picture of a page is sharp, in its own pixels. */
export function sharpWidthPx() {
  return Math.round(Math.min(MOST_PX, shownWidthPx() * devicePixelRatio));
}

/** Width of the picture that is shown first. */
export function firstWidthPx() {
  return Math.min(FIRST_PX, sharpWidthPx());
}

/** @param {number} picturedPx width of the pictures in view */
export function isBlurred(picturedPx) {
  return sharpWidthPx() > STRETCHED * picturedPx;
}

function place() {
  const widthPx = shownWidthPx();
  for (const page of pages.querySelectorAll('img')) page.style.width = `${widthPx}px`;
  const share = Math.round((100 * widthPx) / (view.widthMm * PX_PER_MM));
  const zoomNow = byId('zoom-now');
  zoomNow.textContent = `${share} %`;
  zoomNow.setAttribute('aria-label', `${share} %, ${view.mode === 'width' ? words.fitPage : words.fitWidth}`);
  zoomNow.title = view.mode === 'width' ? words.fitPage : words.fitWidth;
}

/**
 * Puts the new picture in place of the old one when it is ready to be painted: nothing jumps.
 *
 * @param {string} id of the rendering
 * @param {{ as: string, count: number, widthMm: number }} shows
 * @param {string} title
 */
export async function showRendering(id, shows, title) {
  byId('zoom').hidden = shows.as !== 'pictures';
  if (shows.as === 'pictures') return showPictures(id, shows);
  if (shows.as === 'document') return showFrame(id, title);
  const text = await (await fetch(`/made/${id}/shown`)).text();
  pages.replaceChildren(el('pre', { className: 'text' }, text));
}

async function showPictures(id, { count, widthMm }) {
  const images = Array.from({ length: count }, (_, index) => {
    const alt = fill(words.page, { number: index + 1, of: count });
    return el('img', { src: `/made/${id}/page-${index + 1}.png`, alt });
  });
  await Promise.all(images.map((image) => image.decode()));
  const [first] = images;
  view.widthMm = widthMm;
  if (first) view.aspect = first.naturalWidth / first.naturalHeight;
  pages.replaceChildren(...images);
  place();
}

/** The frame before stays in view until the new one has loaded. */
function showFrame(id, title) {
  return new Promise((resolve) => {
    const frame = el('iframe', {
      className: 'deck',
      title: `${words.deckFrame}: ${title}`,
      allow: 'fullscreen',
    });
    // Scripts of the deck run in an origin of nobody: they reach neither this page nor its server.
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.addEventListener('load', () => {
      for (const other of [...pages.children]) if (other !== frame) other.remove();
      frame.classList.remove('coming');
      resolve(undefined);
    });
    frame.classList.add('coming');
    frame.src = `/made/${id}/shown`;
    pages.append(frame);
  });
}

export function clearStage() {
  pages.replaceChildren();
}

/** @param {() => void} onSharper the picture is too small for what is looked at now */
export function openZoom(onSharper) {
  let sharpenTimer = 0;
  const set = (mode) => {
    const middle = (canvas.scrollTop + canvas.clientHeight / 2) / Math.max(1, canvas.scrollHeight);
    view.mode = mode;
    place();
    canvas.scrollTop = middle * canvas.scrollHeight - canvas.clientHeight / 2;
    clearTimeout(sharpenTimer);
    sharpenTimer = setTimeout(onSharper, 150);
  };
  const step = (by) => {
    const now = shownWidthPx() / (view.widthMm * PX_PER_MM);
    const next = by > 0 ? STEPS.find((one) => one > now + 0.01) : STEPS.findLast((one) => one < now - 0.01);
    if (next !== undefined) set(next);
  };
  byId('zoom-in').addEventListener('click', () => step(1));
  byId('zoom-out').addEventListener('click', () => step(-1));
  byId('zoom-now').addEventListener('click', () => set(view.mode === 'width' ? 'page' : 'width'));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
    if (event.key === '+' || event.key === '=') step(1);
    else if (event.key === '-') step(-1);
    else if (event.key === '0') set('width');
  });
  new ResizeObserver(() => {
    place();
    clearTimeout(sharpenTimer);
    sharpenTimer = setTimeout(onSharper, 250);
  }).observe(canvas);
}
