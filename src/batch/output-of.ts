import { join } from 'node:path';
import { shownPath } from '../files/files.js';
import type { Facts, OutputRecord } from './cache/manifest.js';
import type { Output } from './report.js';

/** What the manifest knows of an output → what a report says of it. */
export function outputOf(
  { kind, note, section, files, facts }: OutputRecord & { readonly facts: Facts },
  { out, cwd }: { readonly out: string; readonly cwd: string },
  cached: boolean,
): Output {
  const paths = files.map(({ path }) => shownPath(join(out, path), cwd));
  return {
    kind,
    note,
    section,
    file: paths.at(-1) ?? '',
    bytes: files.at(-1)?.bytes ?? 0,
    cached,
    ...facts,
    ms: cached ? 0 : facts.ms,
    extras: paths.slice(0, -1),
  };
}
