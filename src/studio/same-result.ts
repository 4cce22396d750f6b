import { flagName, OPTION_NAMES, type OptionName, type Settings } from '../options/options.js';
import { isOffered, written } from './option-controls.js';

/** How the same output is had without the studio. */
export interface SameResult {
  /** For a shell. */
  readonly command: string;
  /** For the note's front matter; null where nothing differs from the defaults. */
  readonly frontMatter: string | null;
  /** For `cribsheet.config.json`, of this note alone; null where nothing differs. */
  readonly config: string | null;
}

/** @param given what differs from what the note has by itself */
export function sameResult(
  kind: string,
  note: string,
  section: string | null,
  given: Partial<Settings>,
): SameResult {
  const set = OPTION_NAMES.filter((name) => given[name] !== undefined && isOffered(name, kind));
  const flags = set.flatMap((name) => flagsFor(name, given[name]));
  const part = section === null ? ['--no-sections'] : ['--section', section];
  // A name that begins with a dash would be a flag.
  const words = ['cribsheet', kind, note.replace(/^-/, './-'), ...part, ...flags];
  const lines = set.map((name) => `  ${flagName(name)}: ${yaml(written(given[name]))}\n`);
  return {
    command: words.map(quoted).join(' '),
    frontMatter: lines.length === 0 ? null : `cribsheet:\n${lines.join('')}`,
    config:
      set.length === 0 ? null : configFor(note, Object.fromEntries(set.map((name) => [name, given[name]]))),
  };
}

/** A switch has no value; what is off has no flag. */
function flagsFor(name: OptionName, value: unknown): readonly string[] {
  const flag = `--${flagName(name)}`;
  if (typeof value === 'boolean') return value ? [flag] : [];
  return [flag, written(value)];
}

/** Signs of a glob stand for themselves. */
function configFor(note: string, set: Partial<Settings>): string {
  const files = note.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
  return JSON.stringify({ overrides: [{ files, ...set }] }, null, 2);
}

/** A word that no shell takes for anything else. */
function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A plain scalar where it means the same, else JSON, which is YAML too. */
function yaml(value: string): string {
  return /^[A-Za-z][\w-]*$|^\d+(\.\d+)?$/.test(value) ? value : JSON.stringify(value);
}
