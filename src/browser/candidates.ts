import { access, constants, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { arch, env, platform } from 'node:process';
import { type BrowserProgram, bundledPackage, unpackBundled } from './bundled-browser.js';
import type { UnpackedBrowser } from './unpacked-browser.js';

/** A browser that may be there, or why it is not. */
export type Located = { readonly path: string; readonly version?: string } | { readonly reason: string };

/** Why a browser is not the one in use. */
export interface PassedOver {
  /** Where it was looked for. */
  readonly name: string;
  /** Why it is not used. */
  readonly reason: string;
}

/** A place to look for a browser. */
export interface Candidate {
  readonly name: string;
  /** The user named it: nothing else is tried. */
  readonly explicit: boolean;
  /** Looks without changing anything. */
  readonly locate: () => Promise<Located>;
  /** Makes it ready to start (unpacks it, and says where). */
  readonly prepare: (onNotice?: (message: string) => void) => Promise<BrowserProgram>;
}

/** In the order of preference. `explicit` is the path given with `--browser`. */
export function candidates(explicit: string | null): readonly Candidate[] {
  const fromEnvironment = env.PUPPETEER_EXECUTABLE_PATH || null;
  return [
    named('--browser', explicit),
    named('PUPPETEER_EXECUTABLE_PATH', fromEnvironment),
    bundled(),
    found('Puppeteer’s cache', `nothing in ${puppeteerCache()}`, inPuppeteerCache),
    found('installed Chrome, Chromium or Edge', 'none in the usual places', installed),
  ];
}

function named(name: string, path: string | null): Candidate {
  return {
    name,
    explicit: path !== null,
    locate: async () => {
      if (path === null) return { reason: 'not given' };
      return (await isProgram(path)) ? { path } : { reason: `${path} is no program that can be run` };
    },
    prepare: async () => ({ path: path ?? '', env: {} }),
  };
}

function bundled(): Candidate {
  return {
    name: 'headless-shell from the npm package @sparticuz/chromium',
    explicit: false,
    locate: async () => {
      if (platform !== 'linux' || arch !== 'x64') return { reason: `not for ${platform} ${arch}` };
      const source = await bundledPackage();
      if (!source) return { reason: 'the package is not installed' };
      return { path: source.folder, version: source.version };
    },
    prepare: async (onNotice = () => undefined) => {
      const source = await bundledPackage();
      if (!source) throw new Error('the package is not installed');
      return unpackBundled(source, (unpacked) => onNotice(unpackedText(unpacked)));
    },
  };
}

/** Said once: the next run finds it there. */
function unpackedText({ folder, bytes }: UnpackedBrowser): string {
  const size = `${Math.round(bytes / 1e6)} MB`;
  return `The browser was unpacked, for this run and later ones: ${size} in ${folder} (cribsheet browser --clean removes it)`;
}

function found(name: string, reason: string, paths: () => Promise<readonly string[]>): Candidate {
  const locate = async (): Promise<Located> => {
    for (const path of await paths()) if (await isProgram(path)) return { path };
    return { reason };
  };
  return {
    name,
    explicit: false,
    locate,
    prepare: async () => {
      const located = await locate();
      return { path: 'path' in located ? located.path : '', env: {} };
    },
  };
}

/** Where Puppeteer's own downloads go. */
export function puppeteerCache(): string {
  return env.PUPPETEER_CACHE_DIR || join(homedir(), '.cache', 'puppeteer');
}

/** Puppeteer's layout: `<cache>/<browser>/<platform>-<version>/<folder>/<program>`. */
async function inPuppeteerCache(): Promise<readonly string[]> {
  const programs: Readonly<Record<string, readonly string[]>> = {
    'chrome-headless-shell': ['chrome-headless-shell', 'chrome-headless-shell.exe'],
    chrome: [
      'chrome',
      'chrome.exe',
      'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
  };
  const paths: string[] = [];
  for (const [browser, names] of Object.entries(programs)) {
    const folder = join(puppeteerCache(), browser);
    for (const version of (await listing(folder)).sort(newestFirst)) {
      for (const inner of await listing(join(folder, version))) {
        paths.push(...names.map((name) => join(folder, version, inner, name)));
      }
    }
  }
  return paths;
}

async function listing(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}

async function installed(): Promise<readonly string[]> {
  if (platform === 'darwin') return macPrograms();
  if (platform === 'win32') return windowsPrograms();
  const commands = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
  ];
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function macPrograms(): readonly string[] {
  const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
  const folders = ['/Applications', join(homedir(), 'Applications')];
  return folders.flatMap((folder) =>
    names.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
  );
}

function windowsPrograms(): readonly string[] {
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
    (root) => root !== undefined,
  );
  const programs = [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ];
  return programs.flatMap((parts) => roots.map((root) => join(root, ...parts)));
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
