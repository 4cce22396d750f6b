import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { type Excerpt, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { DEFAULTS, type Settings } from '../../src/options/options.js';
import { makeFiles } from '../../src/outputs/make-files.js';
import { SHEET } from '../../src/outputs/sheet-kind.js';
import type { RenderPage, WithPage } from '../../src/page/render-page.js';
import { measureGalley } from '../../src/page/sheet-galley.js';
import { Renderings } from '../../src/studio/renderings.js';

const item = (n: number): string => `- point *${n}* of a list, and what is to be known of it`;
const list = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => item(from + n)).join('\n');

const QUEUES = `---\ntitle: Queues\n---\n\n# Amazon SQS\n\n${list(1, 30)}\n\n\`\`\`sh
aws sqs create-queue --queue-name a-rather-long-name --attributes VisibilityTimeout=30,DelaySeconds=5
\`\`\`\n\n# Amazon SNS\n\n| a | b | c |\n|---|---|---|\n| a rather long cell | 2 | another long cell |\n| 4 | 5 | 6 |\n\n$$a = \\frac{b}{c} + d$$\n\n${list(31, 60)}\n`;

let session: BrowserSession;
beforeAll(() => {
  session = new BrowserSession({ browser: null });
});
afterAll(() => session.close());

const excerpt = (text: string): Excerpt => wholeNote(parseNote(text, 'queues.md').value);

/** What a studio asks for one after the other: the text, and what is set. */
const STEPS: readonly (readonly [Excerpt, Partial<Settings>])[] = [
  [excerpt(QUEUES), {}],
  [excerpt(QUEUES), { floor: 1.6 }],
  [excerpt(QUEUES), { floor: 1.7 }],
  [excerpt(QUEUES), { floor: 1.6, ink: 'mono' }],
  [excerpt(QUEUES.replace('point *7*', 'another point, longer than before')), { floor: 1.6 }],
  [excerpt(QUEUES), { floor: 1.65, pages: 2, orientation: 'landscape' }],
];

it('what is remembered changes nothing: each page is, to the byte, what a build makes of it', async () => {
  const renderings = new Renderings(session.withPage);
  const { signal } = new AbortController();
  for (const [text, options] of STEPS) {
    const settings = { ...DEFAULTS, paper: 'a6', ...options } as const;
    const request = { kind: SHEET, excerpt: text, settings, version: text.note.source };
    const preview = await renderings.make({ ...request, pictureWidthPx: 400 }, signal);
    const [pdf] = (await renderings.make({ ...request, pictureWidthPx: null }, signal)).value.files;
    const built = await makeFiles(SHEET, text, settings, session.withPage);
    expect([
      options,
      Buffer.compare(Buffer.from(pdf?.content ?? ''), Buffer.from(built.value.files[0]?.content ?? 'x')),
    ]).toEqual([options, 0]);
    expect(preview.value.facts).toEqual(built.value.facts);
    expect(preview.problems).toEqual(built.problems);
  }
}, 180_000);

it('a value that is tried again lays out one page; the text is composed once', async () => {
  let [layouts, opened] = [0, new Set<string>()];
  const counting: WithPage = (job, needs) =>
    session.withPage((page) => {
      const counted: RenderPage = {
        open: (html, media) => {
          opened.add(html);
          return page.open(html, media);
        },
        run: (inPage, ...args) => {
          if (Object.is(inPage, measureGalley)) layouts += 1;
          return page.run(inPage, ...args);
        },
        runAll: (calls) => {
          layouts += calls.filter(({ inPage }) => Object.is(inPage, measureGalley)).length;
          return page.runAll(calls);
        },
        print: (...args) => page.print(...args),
        picture: (...args) => page.picture(...args),
        close: () => page.close(),
      };
      return job(counted);
    }, needs);
  const renderings = new Renderings(counting);
  const show = async (floor: number): Promise<number> => {
    layouts = 0;
    const settings = { ...DEFAULTS, floor };
    const request = { kind: SHEET, excerpt: excerpt(QUEUES), settings, version: '1', pictureWidthPx: 400 };
    await renderings.make(request, new AbortController().signal);
    return layouts;
  };
  expect(await show(1.2)).toBeGreaterThan(3);
  expect(await show(1.21)).toBe(1);
  expect(opened.size).toBe(1);
});

it('the picture for a screen looks as one that takes longer', async () => {
  const renderings = new Renderings(session.withPage);
  const settings = { ...DEFAULTS, pages: 2, paper: 'a6', whenFull: 'condense' } as const;
  const request = { kind: SHEET, excerpt: excerpt(QUEUES), settings, version: '1' };
  const { signal } = new AbortController();
  const full = await makeFiles(SHEET, request.excerpt, { ...settings, png: true }, session.withPage);
  const slow = full.value.shown.as === 'pictures' ? full.value.shown.pictures : [];
  const width = PNG.sync.read(Buffer.from(slow[0] ?? [])).width;
  const { shown } = (await renderings.make({ ...request, pictureWidthPx: width }, signal)).value;
  const quick = shown.as === 'pictures' ? shown.pictures : [];
  expect([slow.length, quick.length]).toEqual([2, 2]);
  expect(apart(quick[0], slow[0])).toBeLessThan(5);
  expect(apart(quick[1], slow[1])).toBeLessThan(5);
  expect(apart(quick[1], slow[0])).toBeGreaterThan(10);
});

/** Mean difference of the samples of two pictures of one size, 0 to 255. */
function apart(one: Uint8Array | undefined, other: Uint8Array | undefined): number {
  const [a, b] = [one, other].map((bytes) => PNG.sync.read(Buffer.from(bytes ?? [])));
  if (!a || !b || a.width !== b.width || a.height !== b.height) throw new Error('pictures of two sizes');
  return a.data.reduce((sum, value, at) => sum + Math.abs(value - (b.data[at] ?? 0)), 0) / a.data.length;
}
