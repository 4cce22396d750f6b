import type { OutputKind } from '../outputs/output-kind.js';
import { digest } from './cache/digest.js';
import type { OutputCache } from './cache/output-cache.js';
import type { IndexEntry } from './index-page.js';

const INDEX = 'index.html';

export interface IndexContext {
  readonly kinds: readonly OutputKind[];
  /** Hash of what the page is made from besides its entries. */
  readonly baseKey: string;
  readonly templates: string | null;
}

/** Whether the page on disk lists what the manifest holds. */
export async function isIndexCurrent(cache: OutputCache, { baseKey }: IndexContext): Promise<boolean> {
  const { index } = cache;
  return index !== null && index.key === indexKey(cache, baseKey) && (await cache.isIntact(index.file));
}

/** `output/index.html`: everything in the folder, also from earlier builds. */
export async function writeIndex(cache: OutputCache, context: IndexContext): Promise<void> {
  const { renderIndexPage } = await import('./index-page.js');
  const content = await renderIndexPage(entriesOf(cache), context.kinds, context.templates);
  const file = await cache.write(INDEX, content);
  cache.setIndex({ key: indexKey(cache, context.baseKey), file });
}

function indexKey(cache: OutputCache, baseKey: string): string {
  return digest(baseKey, JSON.stringify(entriesOf(cache)));
}

function entriesOf(cache: OutputCache): readonly IndexEntry[] {
  return cache
    .outputs()
    .filter(({ key }) => key !== null)
    .sort((a, b) => order(a.source, b.source) || order(a.note, b.note) || a.order - b.order)
    .map(({ kind, note, noteTitle, section, sectionTitle, files }) => {
      const paths = files.map(({ path }) => path);
      return { kind, note, noteTitle, section, sectionTitle, files: paths };
    });
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
