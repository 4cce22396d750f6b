import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Words that stand in these packages whatever the bundler does to them. */
const MARKS = {
  puppeteer: 'Target.setAutoAttach',
  marked: 'markedjs/marked',
  parse5: 'annotation-xml',
  handlebars: 'precompiled with',
  "Handlebars' compiler": 'You must pass a string or Handlebars AST',
} as const;

const MAKING = ['puppeteer', 'marked', 'parse5', 'handlebars'];

/** The packages that a run has loaded, told by the code that V8 says it has run. */
async function loadedBy(argv: readonly string[], cwd: string): Promise<string[]> {
  const coverage = await temporaryFolder({});
  const { code, stderr } = await start(argv, cwd, { NODE_V8_COVERAGE: coverage }).ended;
  expect([code, stderr.replace(/Running as root.*\n/, '')]).toEqual([0, '']);
  const texts: string[] = [];
  for (const name of await readdir(coverage)) {
    const { result } = JSON.parse(await readFile(join(coverage, name), 'utf8'));
    for (const { url } of result as readonly { url: string }[])
      if (url.startsWith('file:')) texts.push(await readFile(fileURLToPath(url), 'utf8'));
  }
  return Object.entries(MARKS)
    .filter(([, mark]) => texts.some((text) => text.includes(mark)))
    .map(([name]) => name);
}

describe('a build with nothing to do', () => {
  it('loads neither browser nor parser nor templates', async () => {
    const files = { 'notes/a.md': '# AWS Glue\n\n- catalogue\n', 'own/shared/index.hbs': 'x' };
    const cwd = await temporaryFolder(files);
    // The package's own templates are compiled when it is built; others are compiled in the run.
    expect(await loadedBy(['--quiet'], cwd)).toEqual(MAKING);
    expect(await loadedBy(['--quiet'], cwd)).toEqual([]);
    expect(await loadedBy(['--quiet', '--templates', 'own'], cwd)).toEqual(Object.keys(MARKS));
  });
});
