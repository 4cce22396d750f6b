import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { LiveSite } from '../../src/site/live-site.js';
import { openServer } from '../../src/site/local-server.js';
import { temporaryFolder } from '../temporary-folder.js';

async function opened(site: LiveSite): Promise<Server> {
  const server = await openServer(site.handle, 0);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

/** The head of the answer to bytes as written, which no client would send. */
function headOf(server: Server, bytes: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (part) => {
      text += part;
      if (!text.includes('\r\n\r\n')) return;
      socket.destroy();
      done(text.slice(0, text.indexOf('\r\n\r\n')));
    });
    socket.on('end', () => done(text));
    socket.on('error', fail);
  });
}

/** The first line of the answer to a request. */
async function answerTo(site: LiveSite, path: string, host = 'localhost'): Promise<string> {
  const request = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  return (await headOf(await opened(site), request)).split('\r\n')[0] ?? '';
}

const SECRET = 'nobody reads this';

it.each([
  ['/', 'localhost', 'HTTP/1.1 200 OK'],
  ['/', 'evil.example', 'HTTP/1.1 403 Forbidden'],
  ['//', 'localhost', 'HTTP/1.1 '],
  ['//evil.example/x', 'localhost', 'HTTP/1.1 404 Not Found'],
  ['/../secret.txt', 'localhost', 'HTTP/1.1 404 Not Found'],
  ['/..%2fsecret.txt', 'localhost', 'HTTP/1.1 404 Not Found'],
  ['/%', 'localhost', 'HTTP/1.1 404 Not Found'],
  ['/%00', 'localhost', 'HTTP/1.1 404 Not Found'],
  ['http://[/', 'localhost', 'HTTP/1.1 404 Not Found'],
])('the server answers %s of %s and goes on', async (path, host, status) => {
  const folder = await temporaryFolder({ 'secret.txt': SECRET, 'output/index.html': '<p>notes</p>' });
  const site = new LiveSite(join(folder, 'output'));
  expect(await answerTo(site, path, host)).toContain(status);
  expect(await answerTo(site, '/')).toBe('HTTP/1.1 200 OK');
});

const OURS = 'Host: localhost\r\n';

it.each([
  ['a file', `GET /index.html HTTP/1.1\r\n${OURS}`, 200],
  ['the live page', `GET / HTTP/1.1\r\n${OURS}Sec-Fetch-Dest: document\r\n`, 200],
  ['the event stream', `GET /.events HTTP/1.1\r\n${OURS}`, 200],
  ['nothing there', `GET /x HTTP/1.1\r\n${OURS}`, 404],
  ['another method', `POST / HTTP/1.1\r\n${OURS}`, 405],
  ['a name of somebody else', 'GET / HTTP/1.1\r\nHost: evil.example\r\n', 403],
  ['no name', 'GET / HTTP/1.1\r\n', 403],
  ['a frame of another site', `GET / HTTP/1.1\r\n${OURS}Sec-Fetch-Site: cross-site\r\n`, 403],
  ['a script of another port', `GET / HTTP/1.1\r\n${OURS}Sec-Fetch-Site: same-site\r\n`, 403],
  ['an expectation', `GET / HTTP/1.1\r\n${OURS}Expect: magic\r\n`, 417],
  ['a long header', `GET / HTTP/1.1\r\n${OURS}X: ${'x'.repeat(20_000)}\r\n`, 431],
  ['no HTTP', 'hello', 400],
])('the answer to %s is closed to other sites', async (_what, request, status) => {
  const folder = await temporaryFolder({ 'index.html': SECRET });
  const head = await headOf(await opened(new LiveSite(folder)), `${request}\r\n`);
  expect(head).toContain(`HTTP/1.1 ${status} `);
  for (const line of [
    /^content-security-policy: .*frame-ancestors 'self'$/im,
    /^x-frame-options: SAMEORIGIN$/im,
    /^cross-origin-resource-policy: same-origin$/im,
    /^cross-origin-opener-policy: same-origin$/im,
    /^x-content-type-options: nosniff$/im,
    /^referrer-policy: no-referrer$/im,
  ])
    expect(head.replaceAll('\r', '')).toMatch(line);
  expect(head.match(/^content-security-policy/gim)).toHaveLength(1);
});
