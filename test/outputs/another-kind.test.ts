import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun, runBuild } from '../../src/api/build.js';
import { mergeOutputs } from '../../src/api/merge.js';
import type { BuildReport } from '../../src/index.js';
import type { Settings } from '../../src/options/options.js';
import { OUTPUT_KIND_NAMES } from '../../src/options/output-kind-names.js';
import { everyEnding, type OutputKind, outputName } from '../../src/outputs/output-kind.js';
import { OUTPUT_KINDS } from '../../src/outputs/output-kinds.js';
import { temporaryFolder } from '../temporary-folder.js';

const GLUE = '---\ntitle: Data\n---\n# AWS Glue\n\n- catalogue of *tables*\n\n';
const PIPE = '# Data Pipeline\n\n- moves data\n';

/** A list of terms as plain text: all that a further kind of output takes. */
const TERMS: OutputKind<'terms', { readonly terms: number }, readonly string[]> = {
  name: 'terms',
  label: 'Terms',
  templates: 'terms',
  main: { ending: '.html', contentOf: (terms) => `<p>${terms.join(', ')}</p>` },
  extras: [
    {
      ending: '.count.html',
      isWanted: ({ png }) => png,
      asked: { png: true },
      contentOf: (terms) => String(terms.length),
    },
  ],
  columns: [{ head: 'terms', cellOf: (facts) => String(facts.length) }],
  render: async ({ points }) => ({ value: points.flatMap(({ terms }) => terms), problems: [] }),
  factsOf: (terms) => ({ terms: terms.length }),
  factsSchema: ({ object, count }) => object({ terms: count }),
  onScreen: {},
  shown: (terms) => ({ as: 'text', text: terms.join(', ') }),
  droppedOf: () => [],
};

const KINDS = [...OUTPUT_KINDS, TERMS];

/** The option table does not know the kind; a run does. */
async function built(cwd: string, out: string, given: Partial<Settings> = {}): Promise<BuildReport> {
  const run = await openRun({ cwd, out, ...given, only: ['deck'] }, true);
  const only = ['deck', 'terms'] as unknown as Settings['only'];
  return runBuild({ ...run, kinds: KINDS, given: { ...run.given, only } });
}

/** Names of what was made anew, below the output folder. */
function fresh({ outputs }: BuildReport): readonly string[] {
  return outputs.filter(({ cached }) => !cached).map(({ file }) => file.split('/').slice(1).join('/'));
}

const TERM_FILES = [
  'data/data.terms.html',
  'data/sections/aws-glue.terms.html',
  'data/sections/data-pipeline.terms.html',
];

const isOfTerms = (name: string): boolean => name.endsWith('.terms.html');

describe('a further kind of output', () => {
  it('is planned, made, listed, cached and tidied as the others are', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE + PIPE });
    const first = await built(cwd, 'output');
    expect(fresh(first).filter(isOfTerms)).toEqual(TERM_FILES);
    expect(first.outputs).toContainEqual(
      expect.objectContaining({ kind: 'terms', section: 'aws-glue', terms: 1, extras: [] }),
    );
    expect(await readFile(join(cwd, 'output', TERM_FILES[0] ?? ''), 'utf8')).toContain('<p>tables</p>');
    const index = await readFile(join(cwd, 'output/index.html'), 'utf8');
    for (const file of TERM_FILES) expect(index).toContain(`href="${file}"`);
    expect(index).toContain('aria-label="Terms: AWS Glue"');
    expect(fresh(await built(cwd, 'output'))).toEqual([]);

    await writeFile(join(cwd, 'notes/data.md'), `${GLUE}- **crawlers**\n`);
    expect(fresh(await built(cwd, 'output')).filter(isOfTerms)).toEqual(TERM_FILES.slice(0, 2));
    const left = await readdir(join(cwd, 'output/data/sections'));
    expect(left.sort()).toEqual(['aws-glue.deck.html', 'aws-glue.terms.html']);
  });

  it('has extras that come and go, and repairs what is changed', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE });
    const options: Partial<Settings> = { sections: false, png: true };
    const { outputs } = await built(cwd, 'output', options);
    const extras = ['output/data/data.terms.count.html'];
    expect(outputs).toContainEqual(expect.objectContaining({ kind: 'terms', extras }));
    await rm(join(cwd, 'output/data/data.terms.html'));
    expect(fresh(await built(cwd, 'output', { sections: false }))).toEqual(['data/data.terms.html']);
    expect((await readdir(join(cwd, 'output/data'))).sort()).toEqual(['data.deck.html', 'data.terms.html']);
  });

  it('is shared out and merged', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE + PIPE });
    const shares = [1, 2].map((index) => ({ out: `share-${index}`, shard: { index, count: 2 } }));
    for (const { out, shard } of shares) await built(cwd, out, { shard });
    const folders = shares.map(({ out }) => out);
    const merged = await mergeOutputs({ cwd, folders, out: 'output' }, KINDS);
    expect(merged.problems).toEqual([]);
    expect(fresh(merged).filter(isOfTerms).sort()).toEqual([...TERM_FILES].sort());
    expect(fresh(await built(cwd, 'output'))).toEqual([]);
  });
});

describe('the records', () => {
  it('are those that the option table names', () => {
    expect(OUTPUT_KINDS.map(({ name }) => name)).toEqual(OUTPUT_KIND_NAMES);
  });

  it('give no two files the same name, whatever notes and sections are called', () => {
    const ends = OUTPUT_KINDS.flatMap((kind) =>
      everyEnding(kind).map((ending) => outputName('', kind.name) + ending),
    );
    // Then what stands before the end of a name is the subject's, and nothing else can be.
    for (const [i, one] of ends.entries())
      for (const other of ends.slice(i + 1)) expect(one.endsWith(other) || other.endsWith(one)).toBe(false);
  });
});
