/** Hugo's front matter, `key = value` between `+++` lines. */
export interface TomlHead {
  readonly data: Readonly<Record<string, unknown>>;
  /** The head with its lines of `+++`. */
  readonly head: string;
}

const HEAD = /^\+\+\+[ \t]*\n([\s\S]*?)\n?\+\+\+[ \t]*(?:\n|$)/;
const PAIR = /^[ \t]*([A-Za-z][\w-]{0,60})[ \t]*=[ \t]*(.*?)[ \t]*(?:,[ \t]*)?$/;
const STRING = /"((?:[^"\\]|\\.)*)"|'([^']*)'/;
const STRINGS = new RegExp(STRING, 'g');
/** A list over more lines is not read. */
const MAX_LIST_LINES = 50;

/**
 * What a note needs of TOML (toml.io): strings, numbers, dates, booleans and lists of strings at the top, and in the table
 * `[cribsheet]`; other tables hold what is for the site only. A library for all of TOML would be one for three keys.
 *
 * @returns null where the text has no such head
 */
export function tomlHead(text: string): TomlHead | null {
  const found = HEAD.exec(text);
  const lines = found?.[1]?.split('\n') ?? [];
  if (found === null || !lines.some((line) => PAIR.test(line))) return null;
  const data = pairsIn(lines);
  const own = lines.findIndex((line) => /^[ \t]*\[cribsheet\][ \t]*$/.test(line));
  if (own >= 0) data.cribsheet = { ...pairsIn(lines.slice(own + 1)) };
  return { data, head: found[0] };
}

/** The pairs before the next table. */
function pairsIn(lines: readonly string[]): Record<string, unknown> {
  const end = lines.findIndex((line) => /^[ \t]*\[/.test(line) && !line.includes('='));
  const own = end < 0 ? lines : lines.slice(0, end);
  const data: Record<string, unknown> = Object.create(null);
  own.forEach((line, index) => {
    const [, key, value = ''] = PAIR.exec(line) ?? [];
    if (key !== undefined) data[key] = readValue(value, own.slice(index + 1, index + MAX_LIST_LINES));
  });
  return data;
}

function readValue(value: string, below: readonly string[]): unknown {
  if (value.startsWith('[')) {
    const whole = [value, ...below].join('\n');
    const list = whole.slice(0, whole.indexOf(']') + 1);
    return [...list.matchAll(STRINGS)].map(([, double, single]) => unescaped(double ?? single ?? ''));
  }
  const string = STRING.exec(value);
  if (string?.index === 0) return unescaped(string[1] ?? string[2] ?? '');
  if (value === 'true' || value === 'false') return value === 'true';
  const bare = value.replace(/[ \t]*#.*$/, '');
  return /^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : bare;
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\])/g, '$1');
}
