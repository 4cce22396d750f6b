import { digest } from './cache/digest.js';
import type { OutputLedger } from './cache/output-ledger.js';
import type { IndexEntry } from './index-page.js';

const INDEX = 'index.html';

export interface IndexContext {
  /** Hash of what the page rests on besides its entries. */
  readonly ground: string;
  readonly templates: string | null;
}

/** Whether the page on disk lists what the manifest holds. */
export async function isIndexCurrent(ledger: OutputLedger, { ground }: IndexContext): Promise<boolean> {
  const { index } = ledger;
  return index !== null && index.key === indexKey(ledger, ground) && (await ledger.isIntact(index.file));
}

/** `output/index.html`: everything in the folder, also from earlier builds. */
export async function writeIndex(ledger: OutputLedger, context: IndexContext): Promise<void> {
  const { renderIndexPage } = await import('./index-page.js');
  const content = await renderIndexPage(entriesOf(ledger), context.templates);
  const file = await ledger.write(INDEX, content);
  ledger.setIndex({ key: indexKey(ledger, context.ground), file });
}

function indexKey(ledger: OutputLedger, ground: string): string {
  return digest(ground, JSON.stringify(entriesOf(ledger)));
}

function entriesOf(ledger: OutputLedger): readonly IndexEntry[] {
  return ledger
    .outputs()
    .filter(({ key }) => key !== null)
    .sort((a, b) => order(a.source, b.source) || order(a.note, b.note) || a.order - b.order)
    .map(({ kind, note, noteTitle, sectionTitle, stem }) => ({ kind, note, noteTitle, sectionTitle, stem }));
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
