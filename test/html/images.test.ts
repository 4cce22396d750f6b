import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/bounds/limits.js';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { makeDeck } from '../../src/deck/make-deck.js';
import { NoteImages } from '../../src/html/note-images.js';
import { type ReadyImage, readImage } from '../../src/html/read-image.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';
import { PLAIN } from '../deck/deck-bench.js';
import { fuzzMs, fuzzRuns } from '../hostile/fuzz-runs.js';
import {
  avifOfBoxes,
  DRAWINGS,
  filledJpeg,
  gif,
  jpegOfMarkers,
  lyingAvif,
  pngOfMore,
  UNSIZED_DRAWING,
  VAST_DRAWING,
  webpOnCanvas,
} from '../hostile/lying-pictures.js';
import { noisePng, png } from '../hostile/picture-files.js';

const folder = mkdtempSync(join(tmpdir(), 'cribsheet images '));
const session = new BrowserSession({ browser: null, size: 1 });

afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

function save(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function read(name: string, content: Uint8Array | string) {
  return new NoteImages().read({ path: save(name, content) }, session.withPage);
}

async function shown(name: string, content: Uint8Array | string): Promise<ReadyImage> {
  const image = await read(name, content);
  if ('reason' in image) throw new Error(image.reason);
  return image;
}

/** What the browser makes of an embedded picture. */
function pixelsOf({ src }: Pick<ReadyImage, 'src'>): Promise<readonly [number, number]> {
  return session.withPuppeteerPage(async (page) => {
    await page.setContent(`<img src="${src}">`);
    return page.evaluate(() => {
      const { naturalWidth, naturalHeight } = document.images[0] as HTMLImageElement;
      return [naturalWidth, naturalHeight] as const;
    });
  });
}

/** A drawing of noise, so that it has the bytes of a photograph. */
function encoded(type: string, widthPx: number, heightPx: number, quality?: number): Promise<Buffer> {
  const draw = (type: string, width: number, height: number, quality?: number): string => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    for (let i = 0; i < 400; i += 1) {
      context.fillStyle = `hsl(${(i * 137) % 360} 80% ${30 + (i % 40)}%)`;
      context.fillRect((i * 7919) % width, (i * 104_729) % height, width / 9, height / 7);
    }
    return canvas.toDataURL(type, quality);
  };
  return session.withPuppeteerPage(async (page) => {
    const url = await page.evaluate(draw, type, widthPx, heightPx, quality);
    expect(url.startsWith(`data:${type}`)).toBe(true);
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  });
}

describe('a picture as large as it can be shown', () => {
  it('is embedded as it is', async () => {
    const data = await encoded('image/png', 800, 600);
    const image = await shown('small.png', data);
    expect(image.src).toBe(`data:image/png;base64,${data.toString('base64')}`);
    expect(image).toMatchObject({ widthPx: 800, heightPx: 600, stilled: false });
  });

  it('but of many bytes is coded anew', async () => {
    const data = noisePng(1200, 700);
    const image = await shown('heavy.png', data);
    expect(image.src.length).toBeLessThan(data.length / 2);
    expect(image).toMatchObject({ widthPx: 1200, heightPx: 700, pixels: 1200 * 700 });
    expect(await pixelsOf(image)).toEqual([1200, 700]);
  });
});

describe('a deck', () => {
  it('holds a picture as large as it can be shown', async () => {
    const data = await encoded('image/jpeg', 3200, 1600, 0.95);
    save('photo.jpg', data);
    const note = parseNote('# Birds\n\n- ![a kestrel](photo.jpg)\n', join(folder, 'note.md')).value;
    const deck = await makeDeck(wholeNote(note), PLAIN, session.withPage);
    const [src = ''] = /data:image\/jpeg;base64,[^"]*/.exec(deck.value.html) ?? [];
    expect(src.length).toBeLessThan((data.length * 4) / 3);
    expect(await pixelsOf({ src })).toEqual([2560, 1280]);
  });
});

describe('a larger one', () => {
  const types = ['image/png', 'image/jpeg', 'image/webp'];
  it.each(types)('is scaled down, and keeps its size on the page: %s', async (type) => {
    const data = await encoded(type, 3200, 1600, 0.95);
    const image = await shown(`large.${type.slice(6)}`, data);
    expect(image).toMatchObject({ widthPx: 3200, heightPx: 1600 });
    const [widthPx, heightPx] = await pixelsOf(image);
    expect([widthPx, heightPx]).toEqual([2560, 1280]);
  });

  it('keeps what is transparent', async () => {
    const data = await encoded('image/webp', 2600, 300, 0.9);
    expect((await shown('clear.webp', data)).src).toMatch(/^data:image\/webp/);
  });

  it('without loss stays so where it is a drawing, and takes little of a photograph', async () => {
    const drawing = await shown('drawing.png', await encoded('image/png', 3200, 1600));
    expect(drawing.src.slice(0, 14)).toBe('data:image/png');
    const photograph = await shown('noise.png', noisePng(1500, 1500));
    expect(photograph.src.slice(0, 15)).toBe('data:image/jpeg');
    expect(await pixelsOf(photograph)).toEqual([1280, 1280]);
    expect(photograph.src.length).toBeLessThan((1280 * 1280 * 4) / 3);
  });

  it('that moves becomes a still picture, and says so', async () => {
    const still = gif([3000, 2000], [3000, 2000]);
    const moving = Buffer.concat([
      still.subarray(0, 19),
      Buffer.from('!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1'),
      still.subarray(19),
    ]);
    expect(await shown('moving.gif', moving)).toMatchObject({ stilled: true, widthPx: 3000 });
    expect(await shown('still.gif', still)).toMatchObject({ stilled: false });
  });
});

describe('a header that lies', () => {
  it('about a GIF of 400 megapixels is not believed', async () => {
    const data = gif([10, 10], [20_000, 20_000]);
    expect(data.length).toBeLessThan(400_000);
    expect(await read('lie.gif', data)).toMatchObject({ reason: expect.stringContaining('16384') });
    expect(await shown('true.gif', gif([40, 30], [40, 30]))).toMatchObject({ widthPx: 40, heightPx: 30 });
  });

  it('a PNG with more data than pixels shows its pixels', async () => {
    expect(await shown('more.png', pngOfMore())).toMatchObject({ widthPx: 4, heightPx: 4, pixels: 16 });
  });

  it('a JPEG with filling before its frame has its size', async () => {
    const data = filledJpeg(await encoded('image/jpeg', 70, 60), [7000, 6000]);
    expect(await read('filled.jpg', data)).toMatchObject({
      reason: expect.stringContaining('36 megapixels'),
    });
    const small = filledJpeg(await encoded('image/jpeg', 70, 60), [70, 60]);
    expect(await shown('filled-small.jpg', small)).toMatchObject({ widthPx: 70, heightPx: 60 });
  });

  it.each([
    [10, 10],
    [3000, 40],
  ])('an AVIF that says %i × %i has no more than that in a deck', async (widthPx, heightPx) => {
    const image = await shown('lie.avif', lyingAvif(widthPx, heightPx));
    expect(image.src).toMatch(/^data:image\/jpeg/);
    expect(image).toMatchObject({ widthPx, heightPx });
    expect(await pixelsOf(image)).toEqual([
      Math.min(widthPx, 2560),
      Math.round(heightPx * Math.min(1, 2560 / widthPx)),
    ]);
  });

  it('a WebP on a smaller canvas is no picture', async () => {
    const data = await encoded('image/webp', 500, 400);
    expect(await read('canvas.webp', webpOnCanvas(data, 10, 10))).toHaveProperty('reason');
  });
});

describe('a picture that is work without an end', () => {
  const files: readonly (readonly [string, Uint8Array | string])[] = [
    ['boxes.avif', avifOfBoxes(400_000)],
    ['markers.jpg', jpegOfMarkers(8_000_000)],
    ...Object.entries(DRAWINGS).map(([name, text]) => [`${name}.svg`, text] as const),
  ];

  it.each(files)('%s ends soon', async (name, content) => {
    const image = await readImage({ path: save(name, content) }, 1500, session.withPage);
    if (!('reason' in image))
      expect(image.pixels).toBeLessThanOrEqual(LIMITS.shownWidthPx * LIMITS.shownHeightPx);
    // Whatever became of it, the browser goes on.
    expect(await session.withPuppeteerPage((page) => page.evaluate(() => 3))).toBe(3);
  });
});

describe('a picture of bytes that were changed', () => {
  it(
    'is shown, or its alt text, and the browser goes on',
    async () => {
      const wholes = [gif([40, 30], [40, 30]), png(20, 10, deflateSync(Buffer.alloc(10 * 61, 90)))];
      wholes.push(await encoded('image/jpeg', 60, 40), await encoded('image/webp', 60, 40));
      const changes = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(fc.nat(wholes.length - 1), changes, async (which, edits) => {
          const data = Buffer.from(wholes[which] ?? Buffer.of());
          // The first bytes tell the type, without which nothing is opened.
          for (const [at, byte] of edits) data[12 + (at % (data.length - 12))] = byte;
          const image = await readImage({ path: save('changed.png', data) }, 1500, session.withPage);
          if (!('reason' in image))
            expect(image.pixels).toBeLessThanOrEqual(LIMITS.shownWidthPx * LIMITS.shownHeightPx);
        }),
        { seed: 18, numRuns: fuzzRuns(30) },
      );
    },
    fuzzMs(120_000),
  );
});

describe('a drawing', () => {
  it('has the size that it states, else that of its view box', async () => {
    expect(await shown('unsized.svg', UNSIZED_DRAWING)).toMatchObject({ widthPx: 300, heightPx: 120 });
  });

  it('of any size is shown, since nothing of it is decoded', async () => {
    expect(await shown('vast.svg', VAST_DRAWING)).toMatchObject({ widthPx: 2560, heightPx: 1280 });
  });
});

describe('a picture that the note holds itself', () => {
  const red = `data:image/png;base64,${noisePng(90, 90).toString('base64')}`;

  it.each([
    ['in the text', `![red](${red})`],
    ['by a definition, as Google Docs exports it', `![red][image1]\n\n[image1]: <${red}>`],
    ['among much text', `${'word '.repeat(30)}![red](${red}) ${'word '.repeat(30)}`],
    ['in HTML', `<img alt="red" src="${red}">`],
    ['in kramdown', `![red](${red}){: .keep}`],
    ['under another type', `![red](${red.replace('image/png', 'image/jpeg')})`],
  ])('is shown: %s', async (_, text) => {
    const { value: note, problems } = parseNote(`# A\n\n${text}\n`, join(folder, 'held.md'));
    const { value, problems: met } = await makeDeck(wholeNote(note), PLAIN, session.withPage);
    expect([...problems, ...met]).toEqual([]);
    expect(value.html.includes(`src="${red}"`)).toBe(true);
  });

  it.each([
    ['is no image', 'data:image/png;base64,AAAA', 'it cannot be read as an image'],
    ['is a page', 'data:text/html,%3Cscript%3E', 'it is of no known image type'],
  ])('is not shown where it %s', async (_, address, reason) => {
    const { value: note } = parseNote(`# A\n\n![red](${address})\n`, join(folder, 'held.md'));
    const { value, problems } = await makeDeck(wholeNote(note), PLAIN, session.withPage);
    expect(problems.map(({ message }) => message)).toEqual([
      `the image "${address.slice(0, 20)}" is not shown: ${reason}`,
    ]);
    expect(value.html.includes(`src="${address}`)).toBe(false);
  });

  it('is not among the words of its section', () => {
    const { value } = parseNote(`# A\n\n![red](${`${red}${'A'.repeat(500)}`})\n`, 'held.md');
    expect(value.sections[0]?.source).toBe('# A\n\n![red](data:image/png;base64…)');
  });
});

it('a picture is found whichever way its letters are composed', async () => {
  save('caf\u00e9.png', await encoded('image/png', 9, 6));
  const { problems } = await makeDeck(
    wholeNote(parseNote('# A\n\n![x](cafe\u0301.png)\n', join(folder, 'held.md')).value),
    PLAIN,
    session.withPage,
  );
  expect(problems).toEqual([]);
});

describe('the images of one note', () => {
  it('are decoded once', async () => {
    const images = new NoteImages();
    let jobs = 0;
    const counted: typeof session.withPage = (job, needs) => {
      jobs += 1;
      return session.withPage(job, needs);
    };
    const file = { path: save('once.png', await encoded('image/png', 90, 60)) };
    const [first, second] = await Promise.all([images.read(file, counted), images.read(file, counted)]);
    expect(first).toBe(second);
    expect(await images.read(file, counted)).toBe(first);
    expect(jobs).toBe(1);
  });

  beforeAll(() => session.start());
});
