import { createHash } from 'node:crypto';

const STYLE = `html, body { margin: 0; height: 100%; overflow: hidden }
iframe { border: 0; width: 100%; height: 100% }
a { position: fixed; inset: auto 16px 16px auto; padding: 10px 18px; border-radius: 22px; background: #245a8d; color: #fff;
  font: 600 15px/1.3 system-ui, sans-serif; text-decoration: none; box-shadow: 0 2px 10px rgb(0 0 0 / 25%) }
a:focus-visible { outline: 3px solid #8fbbe8; outline-offset: 2px }`;

/**
 * Shows the page of the same address in a frame, keeps the address bar in step with it, and loads it
 * again when its file has changed (told by `Last-Modified` and length).
 */
function script(events: string): string {
  return `'use strict';
const frame = document.querySelector('iframe');
let stamp = null;
const stampOf = async () => {
  const { headers } = await fetch(frame.contentWindow.location.pathname, { method: 'HEAD' });
  return headers.get('last-modified') + ' ' + headers.get('content-length');
};
const follow = () => {
  const { pathname, hash } = frame.contentWindow.location;
  history.replaceState(null, '', pathname + hash);
  document.title = frame.contentDocument?.title || decodeURIComponent(pathname);
  const studio = document.querySelector('a');
  if (studio) studio.hidden = pathname !== '/';
};
frame.addEventListener('load', async () => {
  follow();
  frame.contentWindow.addEventListener('hashchange', follow);
  frame.contentWindow.focus();
  stamp = await stampOf();
});
const feed = new EventSource('${events}');
feed.addEventListener('message', async () => {
  const now = await stampOf();
  if (stamp === null || now === stamp) return;
  stamp = now;
  frame.contentWindow.location.reload();
});
frame.src = location.pathname + location.hash;
`;
}

/**
 * @param events address of the Server-Sent Events that tell of builds
 * @param studio path that leads to the studio, a link on the index page; null for none
 */
export function framePage(
  events: string,
  studio: string | null,
): { readonly html: string; readonly policy: string } {
  const code = script(events);
  const hash = createHash('sha256').update(code).digest('base64');
  const policy = `default-src 'none'; frame-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>cribsheet</title>
<style>${STYLE}</style>
<iframe title="The page" allow="fullscreen; clipboard-write"></iframe>
${studio === null ? '' : `<a href="${studio}" hidden>Studio</a>`}
<script>${code}</script>
</html>
`;
  return { html, policy };
}
