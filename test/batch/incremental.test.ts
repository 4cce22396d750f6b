import { appendFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, build, type Settings } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

const HEAD = '---\ntitle: Data\n---\n';
const GLUE = '# AWS Glue\n\n- catalogue of *tables*\n- crawlers find a schema\n\n';
const PIPE = '# Data Pipeline\n\n- moves data\n- is closed\n';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

/** What a run made, by the names below the output folder; what it left alone is not in it. */
async function made(cwd: string, options: BuildOptions = {}) {
  const report = await build({ cwd, ...options });
  const fresh = report.outputs.filter(({ cached }) => !cached).map(({ file }) => relative('output', file));
  return { fresh, report };
}

/** Every file of the output folder with its bytes; the manifest's own dates differ from run to run. */
async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder, { recursive: true });
  const found: Record<string, string> = {};
  for (const name of names.sort()) {
    const path = join(folder, name);
    if (!(await stat(path)).isFile() || name.startsWith('.')) continue;
    // Points are numbered through the note; nobody sees the numbers.
    found[name] = (await readFile(path, 'latin1')).replace(/ data-point="\d+"/g, '');
  }
  return found;
}

const ALL = [
  'data/data.sheet.pdf',
  'data/data.deck.html',
  'data/sections/aws-glue.sheet.pdf',
  'data/sections/aws-glue.deck.html',
  'data/sections/data-pipeline.sheet.pdf',
  'data/sections/data-pipeline.deck.html',
];

describe('a second build', () => {
  it('makes nothing, changes no file, and reports the same', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + PIPE });
    const first = await made(cwd);
    expect(first.fresh).toEqual(ALL);
    const before = await stat(join(cwd, 'output/.cribsheet.json'));
    const second = await made(cwd);
    expect(second.fresh).toEqual([]);
    const plain = ({ outputs, problems }: typeof first.report) => ({
      outputs: outputs.map((output) => ({ ...output, ms: 0, cached: true })),
      problems,
    });
    expect(plain(second.report)).toEqual(plain(first.report));
    expect((await stat(join(cwd, 'output/.cribsheet.json'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('makes what an edited section shows, and only that, just as a first build would', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + PIPE });
    await made(cwd);
    // Two more lines and another point above: the later section moves, and stays as it was.
    await writeFile(join(cwd, 'notes/data.md'), `${HEAD}${GLUE}- one more\n\n${PIPE}`);
    const { fresh } = await made(cwd);
    expect(fresh).toEqual(ALL.slice(0, 4));
    await build({ cwd, out: 'fresh' });
    expect(await contents(join(cwd, 'output'))).toEqual(await contents(join(cwd, 'fresh')));
    expect((await made(cwd)).fresh).toEqual([]);
  });

  it('shows the lines of problems as they now are', async () => {
    const broken = `${PIPE}\n![none](gone.png)\n`;
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + broken });
    await made(cwd, { only: ['sheet'] });
    await writeFile(join(cwd, 'notes/data.md'), `${HEAD}\n\n${GLUE}${broken}`);
    const { report } = await made(cwd, { only: ['sheet'] });
    const again = await made(cwd, { only: ['sheet'] });
    expect(report.problems).toMatchObject([{ file: 'notes/data.md', line: 16 }]);
    expect(again.report.problems).toEqual(report.problems);
    expect(again.fresh).toEqual([]);
  });

  it.each<[string, BuildOptions & Partial<Settings>, string[]]>([
    ['the paper', { paper: 'a5' }, ALL.filter((file) => file.endsWith('.pdf'))],
    ['the theme of decks', { deckTheme: 'dark' }, ALL.filter((file) => file.endsWith('.html'))],
    ['who reads the report', { json: true, verbose: true }, []],
  ])('goes by %s', async (_name, options, expected) => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + PIPE });
    await made(cwd);
    expect((await made(cwd, options)).fresh).toEqual(expected);
  });

  it('notices a changed image, one that comes and one that goes', async () => {
    const shown = `${GLUE}\n![a](img/a.png)\n`;
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + shown + PIPE, 'notes/img/a.png': PIXEL });
    const options: BuildOptions = { only: ['sheet'] };
    await made(cwd, options);
    await writeFile(join(cwd, 'notes/img/a.svg'), SVG);
    expect((await made(cwd, options)).fresh).toEqual([]);
    await writeFile(join(cwd, 'notes/img/a.png'), Buffer.concat([PIXEL, Buffer.from('x')]));
    expect((await made(cwd, options)).fresh).toEqual([
      'data/data.sheet.pdf',
      'data/sections/aws-glue.sheet.pdf',
    ]);
    await rm(join(cwd, 'notes/img/a.png'));
    const { fresh, report } = await made(cwd, options);
    expect(fresh).toEqual(['data/data.sheet.pdf', 'data/sections/aws-glue.sheet.pdf']);
    expect(report.problems).toMatchObject([{ severity: 'warning', file: 'notes/data.md' }]);
  });

  it("notices a user's template, style sheet and partial", async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE, 'own/sheet/_x.hbs': 'x' });
    const options: BuildOptions = { templates: 'own', sections: false };
    await made(cwd, options);
    expect((await made(cwd, options)).fresh).toEqual([]);
    await writeFile(join(cwd, 'own/sheet/_x.hbs'), 'y');
    expect((await made(cwd, options)).fresh).toEqual(['data/data.sheet.pdf']);
    const style = await readFile(new URL('../../templates/deck/deck.css', import.meta.url), 'utf8');
    await mkdir(join(cwd, 'own/deck'));
    await writeFile(join(cwd, 'own/deck/deck.css'), `${style}\n/* mine */`);
    expect((await made(cwd, options)).fresh).toEqual(['data/data.deck.html']);
  });

  it('repairs a file that is missing, cut short, or changed at the same length', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + PIPE });
    await made(cwd);
    const whole = await contents(join(cwd, 'output'));
    await rm(join(cwd, 'output/data/data.sheet.pdf'));
    const deck = join(cwd, 'output/data/data.deck.html');
    await writeFile(deck, (await readFile(deck)).subarray(0, 5000));
    const file = join(cwd, 'output/data/sections/aws-glue.sheet.pdf');
    await writeFile(file, Buffer.alloc((await stat(file)).size));
    await rm(join(cwd, 'output/index.html'));
    expect((await made(cwd)).fresh).toEqual([
      'data/data.sheet.pdf',
      'data/data.deck.html',
      'data/sections/aws-glue.sheet.pdf',
    ]);
    expect(await contents(join(cwd, 'output'))).toEqual(whole);
  });

  it('takes a copied folder for what it is', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE });
    await made(cwd);
    await utimes(join(cwd, 'output/data/data.sheet.pdf'), new Date(), new Date(0));
    expect((await made(cwd)).fresh).toEqual([]);
  });

  it.each(['', '{}', '{"cribsheet":2,"outputs":[{"kind":"sheet","stem":"../x","files":[]}]}', '\0'])(
    'starts anew from a manifest that is none: %j',
    async (text) => {
      const cwd = await temporaryFolder({ 'notes/data.md': GLUE, 'output/.cribsheet.json': text });
      expect((await made(cwd, { sections: false, only: ['sheet'] })).fresh).toEqual(['data/data.sheet.pdf']);
    },
  );
});

/** `data/data.sheet.pdf` → `data/sheet.pdf`, `data/sections/glue.deck.pdf` → `data/sections/glue.slides.pdf` */
function earlierName(path: string): string {
  if (!path.startsWith('data/sections/')) return path.replace('/data.', '/');
  return path
    .replace(/\.deck\.pdf$/, '.slides.pdf')
    .replace(/\.(sheet|deck)/, '')
    .replace(/\.cards$/, '');
}

describe('what is no longer wanted', () => {
  it('goes with its section, and nothing else does', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + PIPE });
    await made(cwd);
    await writeFile(join(cwd, 'output/data/sections/mine.sheet.pdf'), 'my own');
    await writeFile(join(cwd, 'notes/data.md'), HEAD + GLUE);
    await made(cwd);
    expect((await readdir(join(cwd, 'output/data/sections'))).sort()).toEqual([
      'aws-glue.deck.html',
      'aws-glue.sheet.pdf',
      'mine.sheet.pdf',
    ]);
    expect(await readFile(join(cwd, 'output/index.html'), 'utf8')).not.toContain('data-pipeline');
  });

  it('stays when somebody has changed it since', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + PIPE });
    await made(cwd, { only: ['sheet'] });
    await appendFile(join(cwd, 'output/data/sections/data-pipeline.sheet.pdf'), '% my remark');
    await writeFile(join(cwd, 'notes/data.md'), HEAD + GLUE);
    await made(cwd, { only: ['sheet'] });
    expect(await readdir(join(cwd, 'output/data/sections'))).toContain('data-pipeline.sheet.pdf');
  });

  it('goes with its note, folder and all', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE, 'notes/emr.md': PIPE });
    await made(cwd, { only: ['sheet'] });
    await rename(join(cwd, 'notes/emr.md'), join(cwd, 'emr.md'));
    const { fresh } = await made(cwd, { only: ['sheet'] });
    expect(fresh).toEqual([]);
    expect((await readdir(join(cwd, 'output'))).sort()).toEqual(['.cribsheet.json', 'data', 'index.html']);
  });

  it('stays while a run only looks at a part', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE, 'notes/emr.md': PIPE });
    await made(cwd);
    const all = Object.keys(await contents(join(cwd, 'output')));
    const part = await made(cwd, { paths: ['notes/emr.md'], only: ['deck'], sections: false });
    expect(part.fresh).toEqual([]);
    expect(Object.keys(await contents(join(cwd, 'output')))).toEqual(all);
    expect(await readFile(join(cwd, 'output/index.html'), 'utf8')).toContain('data/data.sheet.pdf');
  });

  it('is never looked for outside the folder, whatever the manifest says', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE, 'precious.pdf': 'x' });
    await made(cwd, { only: ['sheet'], sections: false });
    const manifest = join(cwd, 'output/.cribsheet.json');
    const text = await readFile(manifest, 'utf8');
    const { mtimeMs } = await stat(join(cwd, 'precious.pdf'));
    const forged = JSON.parse(text);
    forged.outputs.push({
      ...forged.outputs[0],
      stem: 'data/sections/gone',
      key: null,
      files: [{ path: '../precious.pdf', bytes: 1, mtimeMs, hash: '' }],
    });
    await writeFile(manifest, JSON.stringify(forged));
    await made(cwd, { only: ['sheet'], sections: false });
    expect(await readFile(join(cwd, 'precious.pdf'), 'utf8')).toBe('x');
  });

  it('goes with the names that an earlier version gave', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE });
    const options: BuildOptions = { only: ['sheet', 'deck', 'cards'], deckPdf: true, cardsPdf: true };
    await made(cwd, options);
    const now = Object.keys(await contents(join(cwd, 'output')));
    const manifest = join(cwd, 'output/.cribsheet.json');
    const old = JSON.parse(await readFile(manifest, 'utf8'));
    for (const record of old.outputs) {
      record.stem = earlierName(record.stem);
      for (const file of record.files) {
        const path = earlierName(file.path);
        await rename(join(cwd, 'output', file.path), join(cwd, 'output', path));
        file.path = path;
      }
    }
    await writeFile(manifest, JSON.stringify(old));
    const { report } = await made(cwd, options);
    expect(report.problems).toEqual([]);
    expect(Object.keys(await contents(join(cwd, 'output')))).toEqual(now);
    expect((await made(cwd, options)).fresh).toEqual([]);
  });

  it('goes with the option that asked for it', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE });
    const options: BuildOptions = { only: ['sheet'], sections: false };
    await made(cwd, { ...options, png: true });
    expect((await readdir(join(cwd, 'output/data'))).sort()).toEqual(['data.sheet.pdf', 'data.sheet.png']);
    await made(cwd, options);
    expect(await readdir(join(cwd, 'output/data'))).toEqual(['data.sheet.pdf']);
  });
});

describe('a half-written file', () => {
  it('of a dead process is swept away, of a living one it is not', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': GLUE });
    await made(cwd, { only: ['sheet'] });
    const folder = join(cwd, 'output/data');
    await writeFile(join(folder, '.sheet.pdf.99999999.0a1b2c3d.tmp'), 'half');
    await writeFile(join(folder, `.sheet.pdf.${process.ppid}.0a1b2c3d.tmp`), 'half');
    await writeFile(join(folder, '.mine.tmp'), 'mine');
    await made(cwd, { only: ['sheet'] });
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp')).sort()).toEqual(
      ['.mine.tmp', `.sheet.pdf.${process.ppid}.0a1b2c3d.tmp`].sort(),
    );
  });
});

describe('two builds into one folder', () => {
  it('leave whole files and a manifest that agrees with them', async () => {
    const cwd = await temporaryFolder({ 'notes/data.md': HEAD + GLUE + PIPE, 'notes/emr.md': PIPE });
    await Promise.all([build({ cwd, paper: 'a5' }), build({ cwd }), build({ cwd, paths: ['notes/emr.md'] })]);
    const { outputs } = JSON.parse(await readFile(join(cwd, 'output/.cribsheet.json'), 'utf8'));
    expect(outputs).toHaveLength(10);
    for (const { files, key } of outputs) {
      expect(key).not.toBeNull();
      for (const { path, bytes } of files) expect((await stat(join(cwd, 'output', path))).size).toBe(bytes);
    }
    const { fresh } = await made(cwd);
    const again = await made(cwd);
    expect(fresh.every((file) => file.endsWith('.pdf'))).toBe(true);
    expect(again.fresh).toEqual([]);
    expect((await readdir(join(cwd, 'output'))).filter((name) => /tmp|lock/.test(name))).toEqual([]);
  });
});
