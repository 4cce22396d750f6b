import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { packageFile } from '../files/package-file.js';
import { PACKAGE_FOLDER } from '../files/package-folder.js';

const FOLDER = join(PACKAGE_FOLDER, 'templates', 'studio');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The face of the page is that of the sheet. */
const FACES = ['latin', 'latin-ext'].flatMap((set) =>
  ['400', '600'].map((weight) => `asap-${set}-${weight}-normal`),
);

export interface Asset {
  readonly type: string;
  readonly content: Uint8Array;
}

/** Everything that the page is made of, by name, read once: no request opens a file. */
export function studioAssets(): ReadonlyMap<string, Asset> {
  const faces = FACES.map(
    (name) => [`${name}.woff2`, packageFile(`@fontsource/asap/files/${name}.woff2`)] as const,
  );
  const own = readdirSync(FOLDER).map((name) => [name, join(FOLDER, name)] as const);
  const assets = new Map<string, Asset>();
  for (const [name, file] of [...own, ...faces]) {
    const type = TYPES[extname(name)];
    if (type !== undefined) assets.set(name, { type, content: readFileSync(file) });
  }
  return assets;
}
