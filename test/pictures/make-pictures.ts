/* Makes the pictures of the documentation and those that a test compares with, from the shipped notes:
 *   npm run docs:pictures
 *   npm run docs:pictures docs/images/gallery/exam     (those whose path begins so)
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { pictureOf } from './picture-of.js';
import { DOCUMENTED, GALLERY, GOLDEN } from './shots.js';

const [, , asked = ''] = argv;
for (const [folder, shots] of [
  ['docs/images', DOCUMENTED],
  ['docs/images/gallery', GALLERY],
  ['test/pictures/golden', GOLDEN],
] as const) {
  mkdirSync(folder, { recursive: true });
  for (const [name, shot] of Object.entries(shots)) {
    if (!`${folder}/${name}`.startsWith(asked)) continue;
    // A browser of its own: some windows are of a hundred million pixels.
    const session = new BrowserSession({ browser: null, size: 1, drawsAlways: true });
    const picture = await pictureOf(shot, session).finally(() => session.close());
    writeFileSync(`${folder}/${name}`, picture);
    stdout.write(`${folder}/${name}  ${Math.round(picture.byteLength / 1024)} kB\n`);
  }
}
