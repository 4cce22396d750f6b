import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { LiveSite } from '../../src/site/live-site.js';
import { temporaryFolder } from '../temporary-folder.js';

/** The first line of the answer to a request as written, which no client would send. */
async function answerTo(site: LiveSite, path: string, host = 'localhost'): Promise<string> {
  const server = createServer(site.handle);
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('end', () => done(text.split('\r\n')[0] ?? ''));
    socket.on('error', fail);
  });
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
  const site = await LiveSite.open(join(folder, 'output'));
  expect(await answerTo(site, path, host)).toContain(status);
  expect(await answerTo(site, '/')).toBe('HTTP/1.1 200 OK');
});
