import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { fontsConf } from './fonts-conf.js';
import { makeProcessFolder, sweepProcessFolders } from './process-folder.js';
import { browsersFolder, type UnpackedBrowser, unpackedAt } from './unpacked-browser.js';

/** A browser program with what it needs in its environment. */
export interface BrowserProgram {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The npm package that carries a headless-shell for Linux x64, Brotli-packed. */
export interface BundledPackage {
  /** Folder with `chromium.br` and the archives of fonts and libraries. */
  readonly folder: string;
  readonly version: string;
}

const PACKAGE = '@sparticuz/chromium';

/** Where npm put the package, or null where it is not installed. */
export async function bundledPackage(): Promise<BundledPackage | null> {
  try {
    let folder = dirname(createRequire(import.meta.url).resolve(PACKAGE));
    while (!(await exists(join(folder, 'bin', 'chromium.br')))) {
      if (dirname(folder) === folder) return null;
      folder = dirname(folder);
    }
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return { folder: join(folder, 'bin'), version: String(version) };
  } catch {
    return null;
  }
}

/**
 * The unpacked headless-shell, from the cache where it was unpacked before (a look at two files,
 * under a millisecond; unpacking takes about 2 s). Everything goes to a private folder that is renamed when
 * complete, so two processes that start at once cannot disturb each other.
 *
 * @param onUnpacked told when it was not there before
 */
export async function unpackBundled(
  source: BundledPackage,
  onUnpacked: (unpacked: UnpackedBrowser) => void = () => undefined,
): Promise<BrowserProgram> {
  const { size } = await stat(join(source.folder, 'chromium.br'));
  const browsers = await browsersFolder();
  const folder = join(browsers, `headless-shell-${source.version}-${size}`);
  if (!(await isComplete(folder))) {
    await unpackInto(source.folder, browsers, folder);
    onUnpacked(await unpackedAt(folder));
  }
  // Where a run was killed while it unpacked, a hundred megabytes are left.
  else await sweepProcessFolders(browsers);
  return { path: join(folder, 'headless-shell'), env: await environment(folder) };
}

/** The size written last proves that the program before it is whole. */
async function isComplete(folder: string): Promise<boolean> {
  try {
    const size = Number(await readFile(join(folder, 'size'), 'utf8'));
    return (await stat(join(folder, 'headless-shell'))).size === size;
  } catch {
    return false;
  }
}

async function unpackInto(source: string, browsers: string, folder: string): Promise<void> {
  const work = await makeProcessFolder(browsers);
  const temporary = join(work.path, 'unpacked');
  await mkdir(temporary);
  try {
    const program = join(temporary, 'headless-shell');
    await Promise.all([
      pipeline(
        createReadStream(join(source, 'chromium.br'), { highWaterMark: 1 << 22 }),
        createBrotliDecompress({ chunkSize: 1 << 21 }),
        createWriteStream(program, { mode: 0o700 }),
      ),
      unpackTar(join(source, 'fonts.tar.br'), temporary),
      unpackTar(join(source, 'al2023.tar.br'), temporary),
    ]);
    await writeFile(join(temporary, 'fonts.conf'), fontsConf(folder));
    await writeFile(join(temporary, 'size'), String((await stat(program)).size));
    await moveInPlace(temporary, folder);
  } finally {
    await work.remove();
  }
}

/** Another process may have been quicker: its copy is as good as ours. A broken one is replaced. */
async function moveInPlace(temporary: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      return await rename(temporary, folder);
    } catch (failure) {
      if (await isComplete(folder)) return;
      if (attempt === 2) throw failure;
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Loads the reader of archives only here: nearly every start finds the browser unpacked. */
async function unpackTar(archive: string, folder: string): Promise<void> {
  const { untar } = await import('./untar.js');
  for (const { path, bytes } of untar(brotliDecompressSync(await readFile(archive)))) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes, { mode: 0o700 });
  }
}

async function environment(folder: string): Promise<Readonly<Record<string, string>>> {
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  return (await systemHasLibraries()) ? fonts : { ...fonts, LD_LIBRARY_PATH: join(folder, 'lib') };
}

const LIBRARY_FOLDERS = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
const LIBRARIES = ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'];

/** Slim systems lack what the shell links to; the package carries builds of those for them. */
async function systemHasLibraries(): Promise<boolean> {
  const found = await Promise.all(
    LIBRARIES.map(async (library) => {
      const places = await Promise.all(LIBRARY_FOLDERS.map((folder) => exists(join(folder, library))));
      return places.includes(true);
    }),
  );
  return found.every(Boolean);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
