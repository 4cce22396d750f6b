import { request } from 'node:http';
import { expect, it } from 'vitest';
import { LIMITS } from '../../src/bounds/limits.js';
import { openStudio, tokenOf } from '../studio/studio-bench.js';
import { temporaryFolder } from '../temporary-folder.js';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Headers as written, which `fetch` would not send. */
function ask(url: string, method: string, headers: Record<string, string>, body = ''): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

const SECRET = 'nobody reads this';

it('the studio answers its own page alone', async () => {
  const folder = await temporaryFolder({ 'secret.txt': SECRET, 'notes/a.md': '# A\n\n- one\n' });
  const url = await openStudio(folder);
  const token = await tokenOf(url);
  const own = { 'X-Studio-Token': token, 'Content-Type': 'application/json' };
  const call = `${url}call/library`;

  const asked: readonly (readonly [string, string, string, Record<string, string>, number])[] = [
    ['our page', call, 'POST', own, 200],
    ['our page, with its origin', call, 'POST', { ...own, Origin: url.replace(/\/$/, '') }, 200],
    ['no token', call, 'POST', {}, 403],
    ['another token', call, 'POST', { 'X-Studio-Token': 'x'.repeat(token.length) }, 403],
    ['a form of another site', call, 'POST', { 'Sec-Fetch-Site': 'cross-site', ...own }, 403],
    ['another port', call, 'POST', { 'Sec-Fetch-Site': 'same-site', ...own }, 403],
    ['another origin', call, 'POST', { ...own, Origin: 'http://evil.example' }, 403],
    ['an origin of nobody, as a deck has it', call, 'POST', { ...own, Origin: 'null' }, 403],
    ['another name', url, 'GET', { Host: 'evil.example' }, 403],
    ['a frame of another site', url, 'GET', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another method', url, 'PUT', own, 405],
    ['an unknown call', `${url}call/constructor`, 'POST', own, 404],
    ['a call by its parent', `${url}call/__proto__`, 'POST', own, 404],
    ['files beside', `${url}secret.txt`, 'GET', {}, 404],
    ['files above', `${url}assets/..%2f..%2fsecret.txt`, 'GET', {}, 404],
    ['templates', `${url}assets/studio.hbs`, 'GET', {}, 404],
    ['what was never made', `${url}made/x/file.pdf`, 'GET', {}, 404],
  ];
  for (const [what, address, method, headers, status] of asked) {
    const answer = await ask(address, method, headers, method === 'POST' ? '{}' : '');
    expect([what, answer.status]).toEqual([what, status]);
    expect(answer.text).not.toContain(SECRET);
    expect(String(answer.headers['content-security-policy'])).toContain("frame-ancestors 'self'");
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
  }

  const page = await ask(url, 'GET', {});
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
  for (const [name, body, status] of [
    ['drop', JSON.stringify({ name: 'a.md', text: 'x'.repeat(6 * LIMITS.noteBytes) }), 413],
    ['show', JSON.stringify({ note: 'x'.repeat(70_000) }), 413],
    ['show', '{"note": 1}', 400],
    ['library', 'no JSON', 200],
  ] as const) {
    const answer = await ask(`${url}call/${name}`, 'POST', own, body).catch(() => ({
      status: 413,
      text: '',
    }));
    expect([name, answer.status]).toEqual([name, status]);
  }
  const long = JSON.stringify({ name: 'a.md', text: 'x'.repeat(LIMITS.noteBytes + 1) });
  expect((await ask(`${url}call/drop`, 'POST', own, long)).text).toContain('too long for a note');
});

it('the page sets no option of the run, and a deck lives in an origin of nobody', async () => {
  const folder = await temporaryFolder({ 'notes/a.md': '# A\n\n- one\n' });
  const url = await openStudio(folder);
  const headers = { 'X-Studio-Token': await tokenOf(url) };
  const show = async (kind: string, options: object) => {
    const body = { note: 'notes/a.md', section: null, kind, options, client: 'c', pictureWidthPx: 400 };
    return JSON.parse((await ask(`${url}call/show`, 'POST', headers, JSON.stringify(body))).text);
  };
  const deck = await show('deck', { browser: '/bin/false', templates: '/', deckTheme: 'dark' });
  expect(deck.problems).toEqual([]);
  expect(deck.same.command).toBe('cribsheet deck notes/a.md --no-sections --deck-theme dark');
  const shown = await ask(`${url}made/${deck.id}/shown`, 'GET', {});
  expect(shown.headers['content-security-policy']).toBe("sandbox allow-scripts; frame-ancestors 'self'");
  expect((await show('deck', { deckTheme: 'pink' })).problem.message).toContain(
    'deck-theme cannot be "pink"',
  );
  expect((await ask(`${url}call/show`, 'POST', headers, '{"note":"../a.md"}')).status).toBe(400);
}, 60_000);
