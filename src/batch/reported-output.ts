import { join } from 'node:path';
import { shownPath } from '../files/shown-path.js';
import type { Output, OutputOfAnyKind } from '../outputs/output-kinds.js';
import type { OutputRecord } from './cache/manifest.js';

/** What the manifest knows of an output → what a report says of it; null while it is being made. */
export function reportedOutput(
  { kind, note, source, section, files, facts }: OutputRecord,
  { out, cwd }: { readonly out: string; readonly cwd: string },
  cached: boolean,
): Output | null {
  if (facts === null) return null;
  const paths = files.map(({ path }) => shownPath(join(out, path), cwd));
  const [file = '', bytes = 0] = [paths.at(-1), files.at(-1)?.bytes];
  const ms = cached ? 0 : facts.ms;
  const shared: OutputOfAnyKind = {
    note,
    source: shownPath(join(out, source), cwd),
    section,
    file,
    bytes,
    cached,
    ms,
    extras: paths.slice(0, -1),
  };
  // The facts are those of the kind: its record made them, and the manifest kept them.
  return { kind, ...facts, ...shared } as unknown as Output;
}
