import { execFileSync } from 'node:child_process';
import { chmod, rm, symlink, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { LiveSite } from '../../src/site/live-site.js';
import { openServer } from '../../src/site/local-server.js';
import { temporaryFolder } from '../temporary-folder.js';
import { fuzzRuns } from './fuzz-runs.js';

/** Always the same requests, so that a red run can be run again. */
const RUN = { seed: 20_261_124, numRuns: fuzzRuns(400) } as const;
const BATCH = 40;
/** A client waits so long for an answer; no answer is no fault, a server that has ended is one. */
const PATIENCE_MS = 400;
const SECRET = 'nobody reads this';

const PATHS = [
  ...[
    '/',
    '//',
    '/a',
    '/a/',
    '/a/deck.html',
    '/a/sheet.pdf',
    '/index',
    '/closed.html',
    '/empty/',
    '/come.html',
  ],
  ...[
    '/loop',
    '/loop/x',
    '/pipe.html',
    '/dangling',
    '/out.html',
    '/.env',
    '/hidden.html',
    '/.events',
    '/up/a/up/',
  ],
  ...[
    '/%',
    '/%0',
    '/%zz',
    '/%00',
    '/a%00b',
    '/%c0%af',
    '/..%2f..%2f',
    '/../../etc/passwd',
    '/%2e%2e/',
    '*',
    'x',
  ],
  ...[
    'http://[/',
    'http://localhost/',
    '//evil.example/x',
    '/?a=b',
    '/#x',
    `/${'a'.repeat(300)}`,
    `/${'a/'.repeat(4000)}`,
  ],
  ...[`/${'%41'.repeat(5000)}`, '/a\\..\\x', '/con', '/a/deck.html/x', '/\u0001'],
];
const RANGES = [
  ...['5-1', '0-', '-5', '-0', '-', '0-0', '9999999999-', '0-99999999999999999999', '-99999999999999999999'],
  ...['a-b', '1-x', '-1--1', '1e3-', 'Infinity-', '0-Infinity', ' 0 - 5 ', Array(900).fill('0-1').join(',')],
];
const METHODS = [
  'GET',
  'GET',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'BREW',
  'get',
  '',
];
const HEADERS = [
  ...[
    'Host: localhost',
    'Host: localhost',
    'Host: evil.example',
    'Host:',
    'Host: localhost\r\nHost: localhost',
  ],
  ...['Sec-Fetch-Dest: document', 'Sec-Fetch-Site: cross-site', 'Expect: 100-continue', 'Expect: magic'],
  ...[
    'Content-Length: -1',
    'Content-Length: 5',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: x',
    'Upgrade: websocket',
  ],
  ...[
    'Connection: upgrade',
    'Connection: close',
    'If-Modified-Since: never',
    'If-None-Match: *',
    'If-Range: x',
    'If-Match: x',
  ],
  ...[
    'If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT',
    `X: ${'x'.repeat(20_000)}`,
    ': x',
    'X',
    'Accept-Encoding: gzip, br',
  ],
];

interface Attempt {
  readonly bytes: string;
  /** Goes away after the first bytes of the answer. */
  readonly leaves: boolean;
}

const junk = fc.string({ unit: 'binary', maxLength: 20 });
const line = fc
  .tuple(
    fc.constantFrom(...METHODS),
    fc.oneof(fc.constantFrom(...PATHS), junk),
    fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9'),
  )
  .map((parts) => parts.join(' '));
const header = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HEADERS) },
  { weight: 4, arbitrary: fc.constantFrom(...RANGES).map((range) => `Range: bytes=${range}`) },
  { weight: 1, arbitrary: fc.tuple(junk, junk).map(([name, value]) => `${name}: ${value}`) },
);
const request = fc
  .tuple(line, fc.array(header, { maxLength: 4 }), fc.constantFrom('', '', 'hello', '5\r\nhello\r\n'))
  .map(([first, headers, body]) => `${[first, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n${body}`);
const attempt: fc.Arbitrary<Attempt> = fc.record({
  bytes: fc.oneof({ weight: 12, arbitrary: request }, { weight: 1, arbitrary: junk }),
  leaves: fc.boolean(),
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** What comes back within the client's patience. */
function answer(server: Server, { bytes, leaves }: Attempt, patienceMs = PATIENCE_MS): Promise<string> {
  return new Promise((done) => {
    const socket = connect(portOf(server), '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')));
    let text = '';
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.on('data', (part) => {
      text += part.toString('latin1');
      if (leaves) socket.resetAndDestroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      done(text);
    });
  });
}

const plain = (path: string, more = ''): Attempt => ({
  bytes: `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`,
  leaves: false,
});

async function opened(folder: string): Promise<Server> {
  const server = await openServer(new LiveSite(folder).handle, 0);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

/** An output folder with everything in it that somebody may put there. */
async function oddFolder(): Promise<string> {
  const folder = await temporaryFolder({
    'secret.txt': SECRET,
    'output/index.html': '<p>notes</p>',
    'output/closed.html': 'closed',
    'output/.env': SECRET,
    'output/a/deck.html': 'x'.repeat(200_000),
    'output/a/sheet.pdf': new Uint8Array(8_000_000),
    'output/empty/x.txt': '',
  });
  const output = join(folder, 'output');
  await chmod(join(output, 'closed.html'), 0);
  const links = {
    loop: 'loop',
    dangling: 'nowhere',
    'out.html': '../secret.txt',
    'hidden.html': '.env',
    up: '.',
  };
  for (const [name, target] of Object.entries(links)) await symlink(target, join(output, name));
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(output, 'pipe.html')]);
  return output;
}

/** A file that is there at one moment and gone at the next. */
function comeAndGo(file: string): void {
  let there = false;
  const timer = setInterval(() => {
    there = !there;
    void (there ? writeFile(file, 'x'.repeat(100_000)) : rm(file, { force: true })).catch(() => undefined);
  }, 2);
  onTestFinished(() => clearInterval(timer));
}

it('no request ends the server, nor reads what is not served', { timeout: 60_000 }, async () => {
  const output = await oddFolder();
  comeAndGo(join(output, 'come.html'));
  const server = await opened(output);
  const attempts = fc.sample(attempt, RUN);
  for (let at = 0; at < attempts.length; at += BATCH) {
    const batch = attempts.slice(at, at + BATCH);
    for (const text of await Promise.all(batch.map((one) => answer(server, one)))) {
      expect(text).toMatch(/^(HTTP\/1\.1 [2-5]\d\d |HTTP\/1\.1 100 |$)/);
      expect(text).not.toContain(SECRET);
    }
    expect(await answer(server, plain('/'), 10_000)).toMatch(/^HTTP\/1\.1 200 .*<p>notes<\/p>$/s);
  }
});

it.each([
  ['/a/deck.html', 'Range: bytes=5-1\r\n', 416],
  ['/a/deck.html', 'Range: bytes=200000-\r\n', 416],
  ['/a/deck.html', 'Range: bytes=0-99999999999999999999\r\n', 206],
  ['/a/deck.html', 'Range: bytes=-5\r\n', 206],
  ['/a/deck.html', 'Range: lines=1-2\r\n', 200],
  ['/pipe.html', '', 404],
  ['/loop', '', 404],
  ['/dangling', '', 404],
  ['/out.html', '', 404],
  ['/hidden.html', '', 404],
  ['/empty/', '', 404],
  ['/up/a/deck', '', 200],
  [`/${'a'.repeat(300)}`, '', 404],
  ['/%c0%af', '', 404],
])('%s with %j is answered', async (path, more, status) => {
  const server = await opened(await oddFolder());
  expect(await answer(server, plain(path, more), 10_000)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

it.runIf(process.platform === 'linux')('a file that fails while it is read is an answer', async () => {
  // Its first byte is never to be read, whoever asks.
  const server = await opened('/proc/self');
  const text = await answer(server, plain('/mem'), 10_000);
  expect(text).toMatch(/^HTTP\/1\.1 500 .*Internal Server Error$/s);
  expect(text).not.toMatch(/last-modified/i);
});
