import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { THEME_COLOURS } from '../../src/html/theme-colours.js';
import { readPdf } from '../pdf/read-pdf.js';

const NOTE = `---
fgColor: white
bgColor: "#1144aa"
---
# Simple Queue Service

- **FIFO**: in order
- **long polling**: costs less
`;

interface Told {
  /** Of a terminal; a pipe without. */
  readonly columns?: number;
  /** The run is stopped as by Ctrl-C when it has said so. */
  readonly until?: string;
}

const cwd = mkdtempSync(join(tmpdir(), 'cribsheet said '));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function cribsheet(argv: readonly string[], { columns, until }: Told = {}) {
  const stop = new AbortController();
  const said = { stdout: '', stderr: '' };
  const sink = (to: keyof typeof said) => ({
    isTTY: columns !== undefined,
    columns,
    write: (text: string | Uint8Array) => {
      said[to] += text;
      if (until !== undefined && said[to].includes(until)) stop.abort();
    },
  });
  const [stdout, stderr] = [sink('stdout'), sink('stderr')];
  const code = await run(argv, { stdout, stderr, env: { NO_COLOR: '1' }, cwd, signal: stop.signal });
  return { code, ...said };
}

const BUILD = ['sqs.md', '--png', '--deck-pdf', '--no-sections'];

describe('one note and all that is made of it', () => {
  let json: { readonly outputs: readonly Record<string, unknown>[] } = { outputs: [] };
  beforeAll(async () => {
    writeFileSync(join(cwd, 'sqs.md'), NOTE);
    const { code, stdout } = await cribsheet([...BUILD, '--json']);
    expect(code).toBe(0);
    json = JSON.parse(stdout);
  });

  it('has the path of its source in JSON', () => {
    expect(json.outputs.map(({ kind, source }) => [kind, source])).toEqual([
      ['sheet', 'sqs.md'],
      ['deck', 'sqs.md'],
    ]);
  });

  it('is listed whole on the index page', () => {
    const page = readFileSync(join(cwd, 'output/index.html'), 'utf8');
    const links = [...page.matchAll(/href="([^"]+)"[^>]*>([^<]+)</g)].map(([, href, text]) => [text, href]);
    expect(links).toEqual([
      ['Sheet', 'sqs/sqs.sheet.pdf'],
      ['Sheet PNG', 'sqs/sqs.sheet.png'],
      ['Deck', 'sqs/sqs.deck.html'],
      ['Deck PDF', 'sqs/sqs.deck.pdf'],
    ]);
  });

  it.each(['sheet', 'deck'])('claims no date where the note has none: the PDF of the %s', async (kind) => {
    const { info } = await readPdf(readFileSync(join(cwd, `output/sqs/sqs.${kind}.pdf`)));
    expect(info).not.toHaveProperty('CreationDate');
    expect(info).not.toHaveProperty('ModDate');
  });

  it('takes the one of its two colours that is one: white on blue is blue', () => {
    const html = readFileSync(join(cwd, 'output/sqs/sqs.deck.html'), 'utf8');
    const { solid, ink } = THEME_COLOURS.light.swatch('#1144aa');
    expect(html).toContain(`--solid: var(--bar-color, ${solid})`);
    expect(html).toContain(`--accent: var(--accent-color, ${ink})`);
  });

  it('is one summary off a terminal when nothing has changed', async () => {
    const { code, stdout, stderr } = await cribsheet(BUILD);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^4 files in [\d.]+ m?s, none made anew; all of them: output\/index\.html$/m);
  });

  it('fits a narrow terminal, and uses a wide one', async () => {
    const rowsAt = async (columns: number): Promise<readonly string[]> => {
      const { stdout } = await cribsheet(BUILD, { columns });
      return stdout.split('\n').slice(0, 3);
    };
    const [narrow, wide] = [await rowsAt(40), await rowsAt(160)];
    expect(Math.max(...narrow.map((row) => row.length))).toBeLessThanOrEqual(40);
    expect(wide[0]).toMatch(/output +pages +x-height +kept +slides +time/);
    expect(wide.join('\n')).not.toContain('…');
  });

  it('is waited for with --watch, which says so', async () => {
    const { code, stderr } = await cribsheet(['cards', 'sqs.md', '--watch'], { until: 'Watching' });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Watching: .*Ctrl-C ends it/m)]);
  });

  it('is served at an address that is the first line of JSON', async () => {
    const { stdout } = await cribsheet(['serve', 'sqs.md', '--json', '--port', '0'], { until: '}' });
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
    });
  });
});
