import { deflateSync } from 'node:zlib';
import { png } from './picture-files.js';

/** A GIF of one colour whose screen and whose only frame may differ: 290 kB of it are 400 megapixels. */
export function gif(screen: readonly [number, number], frame: readonly [number, number]): Buffer {
  const head = Buffer.from('GIF89a......\x80\0\0\x10\x20\x30\xff\xff\xff,....', 'latin1');
  head.writeUInt16LE(screen[0], 6);
  head.writeUInt16LE(screen[1], 8);
  head.set([0x80, 0, 0], 10);
  const descriptor = Buffer.alloc(10);
  descriptor[0] = 0x2c;
  descriptor.writeUInt16LE(frame[0], 5);
  descriptor.writeUInt16LE(frame[1], 7);
  const data = runOfOneColour(frame[0] * frame[1]);
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.of(block.length), block);
  }
  return Buffer.concat([head.subarray(0, 19), descriptor, Buffer.of(2), ...blocks, Buffer.of(0, 0x3b)]);
}

/** LZW of so many equal pixels: each code stands for a run one longer than the code before. */
function runOfOneColour(pixels: number): Buffer {
  const [CLEAR, END, FIRST, MOST] = [4, 5, 6, 4095];
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  const put = (code: number, width: number): void => {
    held |= code << bits;
    bits += width;
    for (; bits >= 8; bits -= 8) {
      bytes.push(held & 255);
      held >>>= 8;
    }
  };
  let width = 3;
  for (let left = pixels; left > 0; ) {
    put(CLEAR, width);
    width = 3;
    let next = FIRST;
    for (let run = 1; left > 0 && next <= MOST; run += 1) {
      put(run === 1 ? 0 : FIRST + run - 2, width);
      left -= run;
      // The decoder knows each code one step later than we do.
      if (run > 1) next += 1;
      if (next === 1 << width && width < 12) width += 1;
    }
  }
  put(END, width);
  put(0, 7);
  return Buffer.from(bytes);
}

/** `data` with bytes of filling before the marker of its frame, as the standard allows, and this size in the frame. */
export function filledJpeg(data: Buffer, [widthPx, heightPx]: readonly [number, number]): Buffer {
  for (let at = 2; at < data.length; at += 2 + data.readUInt16BE(at + 2)) {
    const marker = data[at + 1] ?? 0;
    if (marker < 0xc0 || marker > 0xc2) continue;
    const frame = Buffer.from(data.subarray(at));
    frame.writeUInt16BE(heightPx, 5);
    frame.writeUInt16BE(widthPx, 7);
    return Buffer.concat([data.subarray(0, at), Buffer.of(0xff, 0xff, 0xff), frame]);
  }
  throw new Error('no frame');
}

/** A still WebP in an extended file whose canvas is stated anew. */
export function webpOnCanvas(data: Buffer, widthPx: number, heightPx: number): Buffer {
  const canvas = Buffer.alloc(18);
  canvas.write('VP8X', 'latin1');
  canvas.writeUInt32LE(10, 4);
  canvas.writeUIntLE(widthPx - 1, 12, 3);
  canvas.writeUIntLE(heightPx - 1, 15, 3);
  const all = Buffer.concat([data.subarray(0, 12), canvas, data.subarray(12)]);
  all.writeUInt32LE(all.length - 8, 4);
  return all;
}

function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const size = Buffer.alloc(4);
  const data = Buffer.concat(content);
  size.writeUInt32BE(8 + data.length);
  return Buffer.concat([size, Buffer.from(type, 'latin1'), data]);
}

const FTYP = box('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1'));

/** An AVIF that is nothing but boxes in boxes in its `meta`, so many of them. */
export function avifOfBoxes(count: number): Buffer {
  const property = box('ispe', Buffer.alloc(12, 1));
  const properties = Buffer.alloc(count * property.length, property);
  const meta = box('meta', Buffer.alloc(4), box('iprp', box('ipco', properties)));
  return Buffer.concat([FTYP, meta]);
}

/** An AVIF of one colour and 2048 × 2048 pixels; its `ispe`, which stands apart from them, says this size. */
export function lyingAvif(widthPx: number, heightPx: number): Buffer {
  const data = Buffer.from(AVIF_OF_ONE_COLOUR, 'base64');
  const size = data.indexOf('ispe') + 8;
  data.writeUInt32BE(widthPx, size);
  data.writeUInt32BE(heightPx, size + 4);
  return data;
}

const AVIF_OF_ONE_COLOUR =
  'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAA' +
  'AAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAWgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABL' +
  'aXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EMDAAAAAAUaXNwZQAAAAAAAAgAAAAIAAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAA' +
  'AAABAAEEgYIDhAAAAGJtZGF0EgAKBxsqv///4EIyTROQD///8QD0ye1VB58aMj6KW75whXfnvSLNvIniPYBhnSUo9htt1xyJFEZhJ42Qe3J3CALH' +
  'vatlxZ0z45oTjED01F2eXpgSxk4yauDA207=';

/** Marks of a JPEG that lead to one another and never to a frame. */
export function jpegOfMarkers(bytes: number): Buffer {
  return Buffer.concat([Buffer.of(0xff, 0xd8), Buffer.alloc(bytes, Buffer.of(0xff, 0xe1, 0, 2))]);
}

/** The header says a few pixels, and what is packed behind it is a hundred megapixels. */
export function pngOfMore(): Buffer {
  return png(4, 4, deflateSync(Buffer.alloc(100_000_000)));
}

const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** Drawings of a few lines that ask for gigabytes or hours. */
export const DRAWINGS: Readonly<Record<string, string>> = {
  'entities that hold each other': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
    .split('')
    .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)
    .join('')}]><svg ${SVG} width="60" height="40"><text>&j;</text></svg>`,
  'uses of uses': `<svg ${SVG} width="60" height="40"><defs><g id="u0"><rect width="9" height="9"/></g>${Array.from(
    { length: 24 },
    (_, i) => `<g id="u${i + 1}">${`<use xlink:href="#u${i}"/>`.repeat(10)}</g>`,
  ).join('')}</defs><use xlink:href="#u24"/></svg>`,
  'patterns of patterns': `<svg ${SVG} width="60" height="40"><defs>${Array.from(
    { length: 30 },
    (_, i) =>
      `<pattern id="p${i}" width=".01" height=".01"><rect width="9999" height="9999" fill="${i === 0 ? '#123' : `url(#p${i - 1})`}"/></pattern>`,
  ).join('')}</defs><rect width="60" height="40" fill="url(#p29)"/></svg>`,
  'a filter without an end': `<svg ${SVG} width="2000" height="2000"><filter id="f">${'<feGaussianBlur stdDeviation="400"/><feMorphology radius="200"/><feTurbulence baseFrequency=".9" numOctaves="255"/>'.repeat(200)}</filter><rect width="2000" height="2000" filter="url(#f)"/></svg>`,
  'a picture that lies, inside': `<svg ${SVG} width="60" height="40"><image width="60" height="40" href="data:image/gif;base64,${gif([10, 10], [20_000, 20_000]).toString('base64')}"/></svg>`,
};

/** A drawing whose units are far larger than any paper. */
export const VAST_DRAWING = `<svg ${SVG} width="400000" height="200000" viewBox="0 0 400000 200000"><rect width="400000" height="200000" fill="teal"/></svg>`;
/** A drawing without a size, as most programs for diagrams write it. */
export const UNSIZED_DRAWING = `<svg ${SVG} viewBox="0 0 300 120"><rect width="300" height="120" fill="teal"/></svg>`;
