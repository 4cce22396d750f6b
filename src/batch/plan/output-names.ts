import { basename, dirname, extname, resolve } from 'node:path';

/** Windows refuses these, with any ending: `con`, `aux.pdf`. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** `2024-05-16-emr` → `emr`, as Jekyll names posts. */
const JEKYLL_DATE = /^\d{4}-\d{2}-\d{2}-(?=.)/;

/** Control characters, separators, what Windows refuses, and marks that change how a name reads. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd<>:"/\\|?*]+|\p{Cs}+/gu;

/** File systems allow 255 bytes; endings, `-12` and a temporary's suffix need some of them. */
const MAX_NAME_BYTES = 120;

/** Names at the top of the output folder that are ours. */
const OURS = ['index.html'];

/** A name that is one safe path part on every system; `fallback` where nothing of it is left. */
export function safeName(raw: string, fallback: string): string {
  const clean = shortened(raw.normalize('NFC').replace(UNSAFE, '-'))
    .replace(/^[.\s-]+/, '')
    .replace(/[.\s-]+$/, '');
  if (clean === '') return fallback;
  return DEVICE.test(clean) ? `_${clean}` : clean;
}

function shortened(name: string): string {
  let short = '';
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_NAME_BYTES) break;
    short += character;
  }
  return short;
}

/** `posts/2024-05-16-EMR.md` → `EMR`. */
function noteName(file: string): string {
  return safeName(basename(file, extname(file)).replace(JEKYLL_DATE, ''), 'note');
}

/**
 * A folder name for each note, all different, also where case does not count. Notes that would
 * collide take their folder's name in front (`a/emr.md`, `b/emr.md` → `a-emr`, `b-emr`), and a
 * number where that is not enough. The answer does not depend on the order of `files`.
 */
export function nameNotes(files: readonly string[], cwd: string): ReadonlyMap<string, string> {
  const sorted = [...files].sort((a, b) => (a < b ? -1 : 1));
  const plain = sorted.map(noteName);
  const crowd = countBy(plain);
  const longer = sorted.map((file, i) => {
    const name = plain[i] ?? 'note';
    if ((crowd.get(caseless(name)) ?? 0) < 2) return name;
    return safeName(`${basename(dirname(resolve(cwd, file)))}-${name}`, name);
  });
  const names = setApart(longer, OURS);
  return new Map(sorted.map((file, i) => [file, names[i] ?? 'note']));
}

/** A file name (without ending) for each section id of a note, all different. */
export function nameSections(ids: readonly string[]): ReadonlyMap<string, string> {
  const names = setApart(
    ids.map((id) => safeName(id, 'section')),
    [],
  );
  return new Map(ids.map((id, i) => [id, names[i] ?? 'section']));
}

/** The first keeps its name, later ones of the same name get `-2`, `-3` … */
function setApart(names: readonly string[], reserved: readonly string[]): readonly string[] {
  const taken = new Set(reserved.map(caseless));
  return names.map((name) => {
    let free = name;
    for (let n = 2; taken.has(caseless(free)); n += 1) free = `${name}-${n}`;
    taken.add(caseless(free));
    return free;
  });
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(caseless(name), (counts.get(caseless(name)) ?? 0) + 1);
  return counts;
}

/** macOS and Windows take `EMR` and `emr` for one file. */
function caseless(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
