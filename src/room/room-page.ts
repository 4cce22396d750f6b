import { renderSVG } from 'uqr';
import { roomWords } from '../html/room-words.js';
import { templateSource } from '../html/templates.js';
import { SOCKET_PATH } from './room-sockets.js';

/** The modules of the page, which `room.js` imports from one another. */
const MODULES = [
  'room.js',
  'elements.js',
  'link.js',
  'member-bar.js',
  'panel.js',
  'place.js',
  'presenter-bar.js',
  'ranking.js',
  'votes.js',
] as const;

/** What is served at a path of the room. */
export interface RoomFile {
  readonly type: string;
  readonly content: string;
}

/** The QR code of an address, as an SVG that scales. */
export function qrPicture(address: string): string {
  return renderSVG(address, { ecc: 'M', border: 2 });
}

/**
 * Every file of a room by its path: the deck with the session's script and style, and the script's modules.
 *
 * @param deck the deck's own file, which stays as it is
 * @param address that members open
 * @param lang of the deck
 * @param origins of the page, from which it may open a socket
 * @param templates the user's folder
 */
export function roomFiles(
  deck: string,
  address: string,
  lang: string,
  origins: readonly string[],
  templates: string | null,
): ReadonlyMap<string, RoomFile> {
  const css = templateSource('room/room.css', templates).replaceAll('</style', '<\\/style');
  const page = withPolicy(deck, origins)
    .replace('</head>', () => `<link rel="icon" href="data:,">\n<style>${css}</style>\n</head>`)
    .replace(/<\/body>(?![\s\S]*<\/body>)/, () => `${invite(address, lang)}\n</body>`);
  const html = { type: 'text/html; charset=utf-8', content: page };
  const modules = MODULES.map((name): [string, RoomFile] => [
    `${SOCKET_PATH}/${name}`,
    { type: 'text/javascript; charset=utf-8', content: templateSource(`room/${name}`, templates) },
  ]);
  return new Map([['/', html], ['/deck.html', html], ...modules]);
}

/**
 * The deck's own policy, and besides: modules of this server, and a socket to it. `'self'` stands for both;
 * older browsers do not count a socket among it.
 */
function withPolicy(deck: string, origins: readonly string[]): string {
  // A policy has no notation for an address of IPv6.
  const sockets = origins
    .filter((origin) => !origin.includes('['))
    .map((origin) => origin.replace(/^http/, 'ws'));
  return deck.replace(
    /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"/,
    (_all, start: string, policy: string) => {
      const scripts = policy.replace('script-src ', "script-src 'self' ");
      return `${start}${scripts}; connect-src 'self' ${sockets.join(' ')}"`;
    },
  );
}

function invite(address: string, lang: string): string {
  const words = roomWords(lang);
  const shown = address.replace(/^https?:\/\//, '').replace(/\/$/, '');
  return [
    `<aside class="room-invite" data-words="${attribute(JSON.stringify(words))}" hidden>`,
    `<div class="room-qr" role="img" aria-label="QR">${qrPicture(address)}</div>`,
    `<p>${attribute(words.join)}<br>${attribute(shown)}</p></aside>`,
    `<script type="module" src="./room/room.js"></script>`,
  ].join('');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
