import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { browserIdentity } from '../../browser/browser-identity.js';
import { BUILT_IN } from '../../files/package-file.js';
import { PACKAGE_FOLDER } from '../../files/package-folder.js';
import { VERSION } from '../../files/version.js';
import type { OwnStyles } from '../../html/own-styles/own-styles.js';
import { userTemplate } from '../../html/template-file.js';
import { OPTIONS } from '../../options/option-table.js';
import type { Settings } from '../../options/options.js';
import type { OutputKind } from '../../outputs/output-kind.js';
import { digest } from './digest.js';

/** Whether this is the bundle in `dist`, not the sources. */
const IS_BUILT = import.meta.url.endsWith('.js');

/** The part of the cache key that does not depend on the note. */
export interface BaseKeys {
  /** Of the outputs of one kind. */
  readonly of: (kind: OutputKind) => string;
  /** Of the page that lists all outputs. */
  readonly index: string;
}

/** A user's template folder may be anything, also `/`: so many of its files are looked at. */
const MAX_TEMPLATES = 1000;

/** Hashes of the tool, the packages that it stands on, the browser, the templates and style sheets in use. */
export async function readBaseKeys(
  kinds: readonly OutputKind[],
  { templates, browser }: Pick<Settings, 'templates' | 'browser'>,
  styles: OwnStyles,
): Promise<BaseKeys> {
  const identity = await browserIdentity(browser);
  const common = digest(VERSION, ownCode(), packages(), identity, env.SOURCE_DATE_EPOCH ?? '');
  const index = digest(common, templateFolder('shared', templates));
  const own = styleKey(styles);
  const keyOf = (kind: OutputKind): string =>
    digest(
      index,
      templateFolder(kind.templates, templates),
      OPTIONS.css.affects.some((name) => name === kind.name) ? own : '',
    );
  const keys = new Map(kinds.map((kind) => [kind, keyOf(kind)]));
  return { of: (kind) => keys.get(kind) ?? index, index };
}

/** The files that a style sheet shows are in it. */
function styleKey({ faces, rulesAt }: OwnStyles): string {
  return digest(faces, rulesAt(1));
}

/**
 * In a checkout the code changes while the version stays. Installed files bear the date of their
 * installation, which must not count: shares that other machines made, and caches of CI, would all be
 * out of date. What is built has a hash of its content in its name, but for the files at the top.
 */
function ownCode(): string {
  return IS_BUILT ? builtCode(join(PACKAGE_FOLDER, 'dist')) : sources(join(PACKAGE_FOLDER, 'src'));
}

/** Beside the code there are folders of types and fonts, which take longer to walk than all else here. */
function builtCode(folder: string): string {
  const top = readdirSync(folder).filter(isCode).sort();
  const parts = readdirSync(join(folder, 'parts')).filter(isCode).sort();
  return digest(...top.flatMap((name) => [name, readFileSync(join(folder, name), 'utf8')]), ...parts);
}

function sources(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isCode).sort();
  return digest(...names.flatMap((name) => [name, sizeAndDate(join(folder, name))]));
}

function isCode(name: string): boolean {
  return /(?<!\.d)\.[jt]s$/.test(name);
}

function sizeAndDate(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

/**
 * Fonts, KaTeX, reveal.js and the rest: another version may draw another page. What is bundled is a
 * dependency of development only, and counts with our own code once it is built.
 */
function packages(): string {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string> | undefined>;
  const names = Object.keys({ ...dependencies, ...(!IS_BUILT && devDependencies) }).sort();
  return digest(builtInFonts(), ...names.flatMap((name) => [name, installed(name, PACKAGE_FOLDER)]));
}

/** Their versions; from the sources, the packages of development have been looked at. */
function builtInFonts(): string {
  const file = join(BUILT_IN, 'packages.json');
  return IS_BUILT && existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The package.json that Node would find, without asking the package for leave (`exports`). */
function installed(name: string, from: string): string {
  try {
    return readFileSync(join(from, 'node_modules', name, 'package.json'), 'utf8');
  } catch {
    return dirname(from) === from ? '' : installed(name, dirname(from));
  }
}

function templateFolder(name: string, userFolder: string | null): string {
  const own = filesIn(name, join(PACKAGE_FOLDER, 'templates'));
  return digest(...own, '/', ...(userFolder === null ? [] : filesIn(name, userFolder)));
}

function filesIn(name: string, folder: string): string[] {
  const files = namesIn(join(folder, name)).filter((file) => /\.(hbs|css|js)$/.test(file));
  const read = (file: string): string[] => [file, userTemplate(join(name, file), folder) ?? ''];
  return files.sort().slice(0, MAX_TEMPLATES).flatMap(read);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
