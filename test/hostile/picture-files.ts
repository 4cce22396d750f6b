import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const SVG =
  'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40"';

/** The files that the notes of the family `images` point at, beside them. */
export function layPictures(folder: string, secrets: string, canary: string): void {
  mkdirSync(folder, { recursive: true });
  const files = { ...vectors(secrets, canary), ...bitmaps(), ...disguised() };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  // The site's root, so that `/../secret.svg` has something to climb out of.
  writeFileSync(join(folder, '_config.yml'), 'title: birds\n');
  symlinkSync(join(secrets, 'secret.svg'), join(folder, 'link-out.svg'));
  symlinkSync(secrets, join(folder, 'folder-out'));
  symlinkSync('link-out.svg', join(folder, 'link-to-link.svg'));
  // A reader of a pipe waits for ever.
  execFileSync('mkfifo', [join(folder, 'pipe.png')]);
}

function vectors(secrets: string, canary: string): Record<string, string> {
  const uses = Array.from({ length: 30 }, (_, i) => pattern(i)).join('');
  return {
    'script.svg': `<svg ${SVG} onload="alert(1)"><script>alert(2);fetch('${canary}/svg-script')</script><rect width="9" height="9" onclick="alert(3)"/></svg>`,
    'reaches-out.svg': `<?xml version="1.0"?><?xml-stylesheet href="${canary}/svg-sheet"?><svg ${SVG}><style>@import "${canary}/svg-import"; @font-face { font-family: f; src: url(${canary}/svg-font) } text { font-family: f }</style><image href="${canary}/svg-image.png" width="9" height="9"/><image xlink:href="file://${secrets}/secret.svg" width="60" height="40"/><use href="${canary}/svg-use.svg#x"/><foreignObject width="60" height="40"><iframe xmlns="http://www.w3.org/1999/xhtml" src="file://${secrets}/secret.txt"/></foreignObject><text x="1" y="9">t</text></svg>`,
    'entities.svg': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${secrets}/secret.txt"><!ENTITY % p SYSTEM "${canary}/svg-entity"> %p;]><svg ${SVG}><text x="1" y="9">drawn &x;</text></svg>`,
    'patterns.svg': `<svg ${SVG}><defs>${uses}</defs><rect width="60" height="40" fill="url(#p29)"/></svg>`,
    'negative.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="-5" height="1e400"><rect/></svg>',
  };
}

/** Each pattern is filled with the one before, a thousand times over. */
function pattern(i: number): string {
  const fill = i === 0 ? '#123' : `url(#p${i - 1})`;
  return `<pattern id="p${i}" width=".01" height=".01"><rect width="9999" height="9999" fill="${fill}"/></pattern>`;
}

function bitmaps(): Record<string, Uint8Array> {
  const small = png(4, 4, deflateSync(Buffer.alloc(4 * 13)));
  return {
    'huge-header.png': png(40_000, 40_000, Buffer.of()),
    'no-size.png': png(0, 0, Buffer.of()),
    'cut-short.png': small.subarray(0, 45),
    'empty.png': Buffer.of(),
    'cut-short.jpg': Buffer.from('ffd8ffe000104a46494600', 'hex'),
    'cut-short.webp': Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'),
    'loop.gif': Buffer.from(
      `GIF89a\x04\0\x04\0\x80\0\0${'\0'.repeat(6)}!\xff\x0bNETSCAPE2.0\x03\x01`,
      'latin1',
    ),
  };
}

/** What only its name makes an image. */
function disguised(): Record<string, string> {
  return {
    'text-called.png': 'plain text',
    'page-called.png': '<!doctype html><script>alert(1)</script>',
    'text-called.svg': 'plain text, not <svg>',
  };
}

/** A PNG with 24-bit pixels whose header says this size, whatever its data holds. */
export function png(widthPx: number, heightPx: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.of())]);
}

/** A PNG of noise, which cannot be packed: three bytes a pixel. */
export function noisePng(widthPx: number, heightPx: number): Buffer {
  const rowBytes = 1 + 3 * widthPx;
  const rows = Buffer.alloc(heightPx * rowBytes);
  for (let at = 0, state = widthPx; at < rows.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    rows[at] = at % rowBytes === 0 ? 0 : state >> 16;
  }
  return png(widthPx, heightPx, deflateSync(rows, { level: 1 }));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}
