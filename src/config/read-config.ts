import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { foundAt } from '../files/found-at.js';
import { fitsPatterns } from '../files/pattern-base.js';
import { OPTIONS } from '../options/option-table.js';
import { OPTION_NAMES, type OptionName, type Settings } from '../options/options.js';
import { checkOptions, nearest, quoted } from '../options/settings.js';
import { error, ProblemError } from '../problem.js';

/** A config file, checked; paths in it are whole. */
export interface ReadConfig {
  readonly paths: readonly string[] | null;
  /** Options of the run: they hold as if they were given by hand. */
  readonly run: Partial<Settings>;
  /** Options of a note, which its front matter comes before. */
  readonly forNote: (file: string) => Partial<Settings>;
}

export const NO_CONFIG: ReadConfig = { paths: null, run: {}, forNote: () => ({}) };

/** Options that are said where they are typed. */
const TYPED: readonly OptionName[] = ['config', 'shard', 'section', 'dialect'];
/** Of those that a note cannot set itself, what may differ from note to note. */
const PER_NOTE: readonly OptionName[] = ['only', 'sections', 'png', 'deckPdf'];
const OWN_KEYS = ['paths', 'overrides'];

const KNOWN = OPTION_NAMES.filter((name) => OPTIONS[name].scope !== 'terminal' && !TYPED.includes(name));
const OF_NOTES = KNOWN.filter((name) => OPTIONS[name].scope === 'note' || PER_NOTE.includes(name));
const OF_RUN = KNOWN.filter((name) => !OF_NOTES.includes(name));

/**
 * Reads a config file and checks all of it.
 *
 * @param file `cribsheet.config.js`, `.mjs`, `.ts` or `.json`, or a `package.json` with our key
 * @throws ProblemError for a file that cannot be read, an unknown key and a bad value
 */
export async function readConfig(file: string): Promise<ReadConfig> {
  const raw = await valueIn(file);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw fault(
      file,
      `the config cannot be ${quoted(raw)}`,
      'It must be an object, such as { paper: "a5" }.',
    );
  }
  const { paths, overrides = [], ...options } = raw as Record<string, unknown>;
  const given = checked(options, KNOWN, [...KNOWN, ...OWN_KEYS], file);
  const folder = dirname(file);
  const note = withWholePaths(only(given, OF_NOTES), folder);
  const special = await overridesIn(overrides, file);
  return {
    paths: pathsIn(paths, folder, file),
    run: withWholePaths(only(given, OF_RUN), folder),
    forNote: (noteFile) => {
      const path = relative(folder, noteFile).split(sep).join('/');
      return Object.assign({}, note, ...special.flatMap((one) => (one.concerns(path) ? [one.options] : [])));
    },
  };
}

/** Options that name files do so from the folder of whoever gives them. */
export function withWholePaths(given: Partial<Settings>, from: string): Partial<Settings> {
  const { out, templates, css, weak, browser, logo } = given;
  const whole = (path: string): string => resolve(from, path);
  return {
    ...given,
    ...(out !== undefined && { out: whole(out) }),
    ...(templates && { templates: whole(templates) }),
    ...(weak && { weak: whole(weak) }),
    ...(browser && { browser: whole(browser) }),
    ...(logo && { logo: whole(logo) }),
    ...(css && { css: css.map(whole) }),
  };
}

function fault(file: string, message: string, ...hints: string[]): ProblemError {
  return new ProblemError(error(message, { file }, ...hints));
}

/** What the file says; code in it is run. */
async function valueIn(file: string): Promise<unknown> {
  const name = basename(file);
  if (!foundAt(file)?.isFile()) {
    throw fault(file, `there is no config ${name}`, 'Check what --config names.');
  }
  if (extname(file) !== '.json') return (await moduleIn(file)).default;
  const value = jsonIn(file);
  const isOurs = typeof value === 'object' && value !== null && 'cribsheet' in value;
  return name === 'package.json' && isOurs ? value.cribsheet : value;
}

async function moduleIn(file: string): Promise<{ readonly default?: unknown }> {
  // A module is read once in a process; a changed one has another address.
  const { mtimeMs } = statSync(file);
  try {
    return await import(`${pathToFileURL(file)}?${mtimeMs}`);
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
      const hint = 'Rename it to cribsheet.config.mjs, or use Node 22.18 or later.';
      throw fault(file, `Node ${process.versions.node} does not read TypeScript`, hint);
    }
    const [line = ''] = String(message).split('\n');
    throw fault(file, `the config cannot be read: ${line}`, 'It is run as a JavaScript module.');
  }
}

function jsonIn(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (failure) {
    const reason = (failure as Error).message;
    const offset = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    const before = text.slice(0, offset).split('\n');
    const place = { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
    const hint = 'JSON has double quotes around names and texts, and no comma before a bracket that closes.';
    throw new ProblemError(error('the config is not JSON', place, hint));
  }
}

function checked(
  raw: Readonly<Record<string, unknown>>,
  allowed: readonly OptionName[],
  words: readonly string[],
  file: string,
): Partial<Settings> {
  for (const key of Object.keys(raw)) {
    if (allowed.some((name) => name === key)) continue;
    const near = nearest(key, words);
    const isElsewhere = OPTION_NAMES.some((name) => name === key);
    throw fault(
      file,
      isElsewhere ? `a config cannot set ${quoted(key)} here` : `unknown key ${quoted(key)} in the config`,
      near && !isElsewhere ? `Did you mean ${near}?` : `Known are ${words.join(', ')}.`,
    );
  }
  try {
    return checkOptions(raw);
  } catch (failure) {
    throw failure instanceof ProblemError ? new ProblemError({ ...failure.problem, file }) : failure;
  }
}

function only(given: Partial<Settings>, names: readonly OptionName[]): Partial<Settings> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.some((one) => one === name)));
}

interface ReadOverride {
  /** @param path of a note from the folder of the config */
  readonly concerns: (path: string) => boolean;
  readonly options: Partial<Settings>;
}

async function overridesIn(raw: unknown, file: string): Promise<readonly ReadOverride[]> {
  const hint = 'They are a list such as [{ files: "exams/**", paper: "a5" }].';
  if (!Array.isArray(raw)) throw fault(file, `overrides cannot be ${quoted(raw)}`, hint);
  if (raw.length === 0) return [];
  return Promise.all(
    raw.map(async (entry: unknown): Promise<ReadOverride> => {
      const { files, ...options } = (typeof entry === 'object' && entry !== null ? entry : {}) as {
        readonly files?: unknown;
      };
      const globs = typeof files === 'string' ? [files] : files;
      if (!isTexts(globs)) throw fault(file, `an override cannot be ${quoted(entry)}`, hint);
      return {
        concerns: await fitsPatterns(globs),
        options: withWholePaths(checked(options, OF_NOTES, ['files', ...OF_NOTES], file), dirname(file)),
      };
    }),
  );
}

function pathsIn(raw: unknown, folder: string, file: string): readonly string[] | null {
  if (raw === undefined) return null;
  if (!isTexts(raw) || raw.length === 0) {
    throw fault(file, `paths cannot be ${quoted(raw)}`, 'They are a list such as ["notes", "exams/*.md"].');
  }
  return raw.map((path) => resolve(folder, path));
}

function isTexts(raw: unknown): raw is readonly string[] {
  return Array.isArray(raw) && raw.every((item) => typeof item === 'string' && item !== '');
}
