import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMAT } from '../../src/batch/cache/manifest.js';
import { readManifest } from '../../src/batch/cache/read-manifest.js';
import { isSealed, sealOf } from '../../src/batch/cache/seal.js';
import { safeName } from '../../src/batch/plan/output-names.js';
import { printable } from '../../src/cli/terminal.js';
import { ImageFinder } from '../../src/html/image-file.js';
import { OUTPUT_KINDS } from '../../src/outputs/output-kinds.js';
import { LiveSite } from '../../src/site/live-site.js';
import { openServer } from '../../src/site/local-server.js';
import {
  ADDRESS_CASES,
  type Edit,
  MANIFEST_CASES,
  NAME_CASES,
  type PartCase,
  REQUEST_CASES,
  WORD_CASES,
} from './part-cases.js';
import { expectTable } from './security-table.js';

const SECRET = 'nobody reads this';
const folder = mkdtempSync(join(tmpdir(), 'cribsheet parts '));
const notes = join(folder, 'home', 'notes');
const output = join(folder, 'home', 'output');
const held = new Map<PartCase, boolean>();
let server: Server;

beforeAll(async () => {
  for (const each of [notes, join(notes, 'folder.png'), output]) mkdirSync(each, { recursive: true });
  for (const up of [folder, join(folder, 'home')]) {
    writeFileSync(join(up, 'secret.png'), SECRET);
    writeFileSync(join(up, 'secret.txt'), SECRET);
  }
  symlinkSync('../secret.png', join(notes, 'link.png'));
  symlinkSync('..', join(notes, 'linked'));
  symlinkSync('../secret.txt', join(output, 'link.txt'));
  symlinkSync('..', join(output, 'linked'));
  for (const [name, text] of Object.entries({
    'index.html': '<p>open',
    '.env': SECRET,
    '.cribsheet.json': SECRET,
  }))
    writeFileSync(join(output, name), text);
  for (const pipe of [join(notes, 'pipe.png'), join(output, 'pipe.html')]) execFileSync('mkfifo', [pipe]);
  server = await openServer(new LiveSite(output).handle, 0);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each case is one test, and one line of the table. */
function each<T extends PartCase>(cases: readonly T[], hold: (input: T['input']) => unknown): void {
  describe(cases[0]?.family ?? '', () => {
    it.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      held.set(one, false);
      await hold(one.input);
      held.set(one, true);
    });
  });
}

/** A manifest as we write it, of one note and its cards. */
function manifest() {
  const problems: readonly object[] = [];
  const part = { section: null, title: 'A', content: 'c', images: [], line: 1 };
  return {
    cribsheet: FORMAT,
    index: null,
    share: null,
    notes: {
      '../a.md': {
        source: 'h',
        asked: 'auto',
        title: 'A',
        dialect: { name: 'gfm', reason: 'r', line: null },
        settings: {},
        leftOut: [],
        parts: [part],
        problems,
      },
    },
    outputs: [
      {
        ...{ kind: 'cards', stem: 'a/cards', source: '../a.md', note: 'a', noteTitle: 'A', section: null },
        ...{ sectionTitle: null, order: 2, key: 'k', line: 1, facts: { ms: 1, cards: 1 }, problems },
        files: [{ path: 'a/cards.txt', bytes: 1, mtimeMs: 1, hash: 'x' }],
      },
    ],
  };
}

const KEY = 'a secret of this user';

function sealed(value: { readonly notes: unknown }): string {
  return JSON.stringify({ ...value, seal: sealOf(JSON.stringify(value.notes), KEY) });
}

it('the manifest that the edits start from is read, with its outlines', () => {
  const read = readManifest(sealed(manifest()), OUTPUT_KINDS, KEY);
  expect([read?.notes.size, read?.outputs.size]).toEqual([1, 1]);
  expect(isSealed('{}', sealOf('{}', 'of another'), KEY)).toBe(false);
});

function changed([path, value]: Edit): { readonly notes: unknown } {
  // biome-ignore lint/suspicious/noExplicitAny: a stranger's JSON has no shape
  const whole: any = manifest();
  const holder = path.slice(0, -1).reduce((at, key) => at[key], whole);
  holder[path.at(-1) ?? ''] = value;
  return whole;
}

// Sealed, so that it is the shape which refuses it.
each(MANIFEST_CASES, (edit) => {
  const read = readManifest(sealed(changed(edit)), OUTPUT_KINDS, KEY);
  expect(read).toBeNull();
});

/** Everything that the server says to some bytes until it closes, or for a while. */
function answerTo(bytes: string): Promise<string> {
  return new Promise((done) => {
    let text = '';
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () =>
      socket.write(bytes, 'latin1'),
    );
    const end = (): void => {
      socket.destroy();
      done(text);
    };
    socket.setTimeout(5_000, end);
    socket.on('data', (part) => {
      text += part.toString('latin1');
      if (text.includes('\r\n\r\n')) end();
    });
    socket.on('close', end);
    socket.on('error', end);
  });
}

const FINE = 'GET /index.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

each(REQUEST_CASES, async (bytes) => {
  const answer = await answerTo(bytes);
  expect(answer).not.toContain(SECRET);
  expect(answer).toMatch(/^(?:HTTP\/1\.1 (?:[24]\d\d|30\d) |$)/);
  expect(await answerTo(FINE)).toContain('HTTP/1.1 200 OK');
});

each(ADDRESS_CASES, (address) => {
  const found = new ImageFinder(join(notes, 'a.md')).find(address);
  if ('path' in found) expect(found.path.startsWith(realpathSync(notes))).toBe(true);
  else if ('data' in found) expect(address).toMatch(/^data:/);
  else expect(found.reason).not.toBe('');
});

each(WORD_CASES, (words) => {
  const shown = printable(words);
  expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  expect(shown).not.toMatch(/^::|##\w*\[/);
});

each(NAME_CASES, (name) => {
  const safe = safeName(name, 'note');
  expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Bidi_Control}]|^\.|^-|[. ]$|^$/u);
  expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
  expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
});

it('the whole is in the table of SECURITY.md', () => {
  const all = [MANIFEST_CASES, REQUEST_CASES, ADDRESS_CASES, WORD_CASES, NAME_CASES].flat();
  expect(all.length).toBeGreaterThanOrEqual(160);
  expectTable<PartCase>(all, held, 'parts');
});
