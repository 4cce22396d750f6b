import { createHash } from 'node:crypto';

const STYLE =
  'html, body { margin: 0; height: 100%; overflow: hidden } iframe { border: 0; width: 100%; height: 100% }';

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

/** @param events address of the Server-Sent Events that tell of builds */
export function framePage(events: string): { readonly html: string; readonly policy: string } {
  const code = script(events);
  const hash = createHash('sha256').update(code).digest('base64');
  const policy = `default-src 'none'; frame-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>cribsheet</title>
<style>${STYLE}</style>
<iframe title="The page" allow="fullscreen; clipboard-write"></iframe>
<script>${code}</script>
</html>
`;
  return { html, policy };
}
