import * as v from 'valibot';
import { LEFT_OUT_KINDS } from '../../note/left-out.js';
import { noteSettings } from '../../options/settings.js';
import * as factValues from '../../outputs/fact-values.js';
import { everyEnding, type OutputKind } from '../../outputs/output-kind.js';
import { EMPTY_MANIFEST, FORMAT, type Manifest, recordId } from './manifest.js';
import { isSealed } from './seal.js';

// A manifest comes with its folder: out of a repository, a cache, a share. What is in it is a
// stranger's, so nothing below is believed before it has the shape that we write.

const { count, place, words } = factValues;

/** A name, an address, a hash: compared, never shown as it is. */
const exact = v.pipe(
  v.string(),
  v.check((text) => !text.includes('\0')),
);
/** A path below the output folder as we make them: no step up, no hidden name, `/` only. */
const inside = v.pipe(v.string(), v.check(isInside));

const problem = v.object({
  severity: v.picklist(['error', 'warning']),
  message: words,
  // The note's own; the lines of any other file are not for a manifest to quote.
  file: v.literal(''),
  line: v.nullable(place),
  column: v.nullable(place),
  hints: v.array(words),
});

const settings = v.pipe(
  v.record(v.string(), v.unknown()),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const checked = noteSettings(dataset.value, () => ({ file: '', line: null, column: null }));
    if (checked.problems.length === 0) return checked.value;
    addIssue();
    return NEVER;
  }),
);

const part = v.object({
  section: v.nullable(exact),
  title: words,
  content: exact,
  images: v.array(exact),
  line: place,
});

const outline = v.object({
  source: exact,
  asked: v.picklist(['auto', 'gfm', 'kramdown']),
  title: words,
  dialect: v.object({ name: v.picklist(['gfm', 'kramdown']), reason: words, line: v.nullable(place) }),
  settings,
  leftOut: v.array(v.object({ kind: v.picklist(LEFT_OUT_KINDS), lines: v.array(place) })),
  // The whole note first, then sections, each once.
  parts: v.pipe(
    v.array(part),
    v.check(([whole]) => whole?.section === null),
    v.check((parts) => new Set(parts.map(({ section }) => section)).size === parts.length),
  ),
  problems: v.array(problem),
});

const file = v.object({ path: inside, bytes: count, mtimeMs: v.pipe(v.number(), v.finite()), hash: exact });

/** How files of sections ended before they bore the name of their kind: the next build removes them. */
const EARLIER_ENDINGS = ['.slides.pdf', '.cards.txt', '.cards.pdf'];

/** Its files are named after the stem; a kind's extras may lie there from an earlier build. */
function recordOf(kind: OutputKind) {
  const endings = new Set([...everyEnding(kind), ...EARLIER_ENDINGS]);
  const facts = v.intersect([v.object({ ms: factValues.amount }), kind.factsSchema(factValues)]);
  return v.pipe(
    v.object({
      kind: v.literal(kind.name),
      stem: inside,
      source: exact,
      note: inside,
      noteTitle: words,
      section: v.nullable(words),
      sectionTitle: v.nullable(words),
      order: count,
      key: v.nullable(exact),
      files: v.array(file),
      line: place,
      facts: v.nullable(facts),
      problems: v.array(problem),
    }),
    v.check(({ note, stem }) => stem.startsWith(`${note}/`)),
    v.check(({ stem, files }) => files.every(({ path }) => endings.has(pathEnd(path, stem)))),
  );
}

/** What follows the stem in the name of an output's file. */
function pathEnd(path: string, stem: string): string {
  return path.startsWith(stem) ? path.slice(stem.length) : '';
}

const index = v.object({
  key: exact,
  file: v.pipe(
    file,
    v.check(({ path }) => path === 'index.html'),
  ),
});

function manifestOf(kinds: readonly OutputKind[]) {
  return v.object({
    cribsheet: v.literal(FORMAT),
    index: v.nullable(index),
    share: v.optional(v.nullable(v.object({ index: place, count: place })), null),
    seal: v.optional(v.string()),
    notes: v.record(exact, outline),
    outputs: v.array(v.union(kinds.map(recordOf))),
  });
}

/**
 * Text → manifest; an empty one where another version wrote it, since everything can be made again. It has no
 * outlines where they were not sealed by this user: notes are then read anew, and outputs stay.
 *
 * @returns null for what we have not written
 */
export function readManifest(
  text: string,
  kinds: readonly OutputKind[],
  secret: string | null,
): Manifest | null {
  const value = parsed(text);
  if (v.is(v.object({ cribsheet: v.number() }), value) && value.cribsheet !== FORMAT) return EMPTY_MANIFEST;
  const { success, output } = v.safeParse(manifestOf(kinds), value, {
    abortEarly: true,
    abortPipeEarly: true,
  });
  if (!success) return null;
  // As it was written, before anything in it was checked or changed.
  const written = JSON.stringify((value as { readonly notes: unknown }).notes);
  return {
    index: output.index,
    share: output.share,
    notes: new Map(isSealed(written, output.seal, secret) ? Object.entries(output.notes) : []),
    outputs: new Map(output.outputs.map((one) => [recordId(one.kind, one.stem), one])),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isInside(path: string): boolean {
  return path.split('/').every((name) => name !== '' && !name.startsWith('.') && !/[\p{Cc}\\:]/u.test(name));
}
