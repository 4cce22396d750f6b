import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, build, check, listSections, type Progress } from '../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

const GLUE = '---\ntitle: Glue & more\n---\n# AWS Glue\n\n- catalogue\n\n# Data Pipeline\n\n- moves data\n';
const EMR = '# Amazon EMR\n\n- clusters\n';

async function made(files: Readonly<Record<string, string | Uint8Array>>, options: BuildOptions = {}) {
  const cwd = await temporaryFolder(files);
  const report = await build({ cwd, ...options });
  return { cwd, report, files: report.outputs.map(({ file }) => file) };
}

const startOf = async (file: string): Promise<string> => (await readFile(file)).subarray(0, 5).toString();

describe('build', () => {
  it('makes sheets and decks of whole notes and of sections, and a page to find them', async () => {
    const files = { 'notes/2024-05-16-glue.md': GLUE, 'notes/emr.md': EMR };
    const { cwd, report, files: names } = await made(files);
    expect(report.problems).toEqual([]);
    expect(names).toEqual([
      'output/glue/glue.sheet.pdf',
      'output/glue/glue.deck.html',
      'output/glue/sections/aws-glue.sheet.pdf',
      'output/glue/sections/aws-glue.deck.html',
      'output/glue/sections/data-pipeline.sheet.pdf',
      'output/glue/sections/data-pipeline.deck.html',
      'output/emr/emr.sheet.pdf',
      'output/emr/emr.deck.html',
      'output/emr/sections/amazon-emr.sheet.pdf',
      'output/emr/sections/amazon-emr.deck.html',
    ]);
    for (const { file, bytes } of report.outputs) {
      expect((await stat(join(cwd, file))).size).toBe(bytes);
      if (file.endsWith('.pdf')) expect(await startOf(join(cwd, file))).toBe('%PDF-');
    }
    const index = await readFile(join(cwd, 'output/index.html'), 'utf8');
    for (const file of names) expect(index).toContain(`href="${file.slice('output/'.length)}"`);
    expect(index).toContain('Glue &amp; more');
    expect(await readdir(join(cwd, 'output/glue'))).toEqual(['glue.deck.html', 'glue.sheet.pdf', 'sections']);
  });

  it('reports in the shape that is promised', async () => {
    const { report } = await made({ 'notes/emr.md': EMR }, { sections: false });
    const [sheet, deck] = report.outputs;
    const shared = 'kind note source section file bytes ms cached extras';
    const ofSheets = 'pages paper orientation columns fontSizePt xHeightMm fill layouts points';
    expect(Object.keys(sheet ?? {}).sort()).toEqual(`${shared} ${ofSheets}`.split(' ').sort());
    expect(Object.keys(deck ?? {}).sort()).toEqual(`${shared} slides overflowing`.split(' ').sort());
    expect(sheet).toMatchObject({ kind: 'sheet', note: 'emr', section: null, cached: false, pages: 1 });
    expect(sheet).toMatchObject({ paper: 'a4', points: { dropped: [] } });
    expect(deck).toMatchObject({ kind: 'deck', overflowing: 0 });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it.each<[string, BuildOptions, string[]]>([
    ['one kind', { only: ['deck'], sections: false }, ['output/glue/glue.deck.html']],
    [
      'one section',
      { only: ['sheet'], section: ['data-pipeline'] },
      ['output/glue/sections/data-pipeline.sheet.pdf'],
    ],
    ['another folder', { only: ['sheet'], sections: false, out: 'a b/c' }, ['a b/c/glue/glue.sheet.pdf']],
  ])('makes %s', async (_name, options, expected) => {
    expect((await made({ 'notes/glue.md': GLUE }, options)).files).toEqual(expected);
  });

  it('makes the extras that are asked for', async () => {
    const { report } = await made(
      { 'notes/emr.md': EMR },
      { png: true, deckPdf: true, section: ['amazon-emr'] },
    );
    expect(report.outputs.map(({ extras }) => extras)).toEqual([
      ['output/emr/sections/amazon-emr.sheet.png'],
      ['output/emr/sections/amazon-emr.deck.pdf'],
    ]);
  });

  it('lets the front matter set the paper, and the caller overrule it', async () => {
    const note = `---\ncribsheet:\n  paper: a5\n---\n${EMR}`;
    const options: BuildOptions = { only: ['sheet'], sections: false };
    const own = await made({ 'notes/emr.md': note }, options);
    expect(own.report.outputs).toMatchObject([{ paper: 'a5' }]);
    const told = await made({ 'notes/emr.md': note }, { ...options, paper: 'a3' });
    expect(told.report.outputs).toMatchObject([{ paper: 'a3' }]);
  });

  it('lets no note choose a browser, a path or a template', async () => {
    const keys = ['out: /tmp/x', 'browser: /bin/sh', 'templates: evil', 'launch_options: 1', 'png: true'];
    const note = `---\ncribsheet:\n  ${keys.join('\n  ')}\n---\n${EMR}`;
    const { report, files } = await made({ 'notes/emr.md': note }, { only: ['sheet'], sections: false });
    expect(files).toEqual(['output/emr/emr.sheet.pdf']);
    expect(report.problems).toHaveLength(keys.length);
  });

  it('tells how far it is', async () => {
    const events: Progress[] = [];
    await made({ 'notes/emr.md': EMR }, { sections: false, onProgress: (event) => events.push(event) });
    const counts = events.flatMap((event) => (event.type === 'made' ? [`${event.done}/${event.total}`] : []));
    expect(counts).toEqual(['1/2', '2/2']);
  });
});

describe('failure', () => {
  it('is local: a note that cannot be read does not stop the others', async () => {
    const files = { 'notes/a.md': Uint8Array.of(0x61, 0xff), 'notes/emr.md': EMR };
    const { report, files: names } = await made(files, { sections: false });
    expect(names).toEqual(['output/emr/emr.sheet.pdf', 'output/emr/emr.deck.html']);
    expect(report.problems).toMatchObject([{ severity: 'error', file: 'notes/a.md', line: 1, column: 2 }]);
  });

  it('is local: a file that cannot be written does not stop the others', async () => {
    const files = { 'notes/emr.md': EMR, 'output/emr/emr.sheet.pdf/x': '' };
    const { report, files: names } = await made(files, { sections: false });
    expect(names).toEqual(['output/emr/emr.deck.html']);
    expect(report.problems).toMatchObject([
      { severity: 'error', message: expect.stringContaining('sheet.pdf') },
    ]);
  });

  it('says that the output folder cannot be made', async () => {
    const { report } = await made({ 'notes/emr.md': EMR, output: 'a file' });
    expect(report.outputs).toEqual([]);
    expect(report.problems).toMatchObject([{ message: expect.stringContaining('cannot write output') }]);
  });

  it('says once that there is no browser', async () => {
    const { report } = await made({ 'notes/emr.md': EMR, 'notes/glue.md': GLUE }, { browser: '/none' });
    expect(report.outputs).toEqual([]);
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]?.message).toContain('--browser does not work');
  });

  it('names the nearest section', async () => {
    const { report } = await made({ 'notes/emr.md': EMR }, { section: ['amazon-erm'] });
    expect(report.problems).toMatchObject([{ hints: ['Did you mean amazon-emr?'] }]);
  });

  it('of a template names the file', async () => {
    const files = { 'notes/emr.md': EMR, 'own/shared/index.hbs': '{{#each notes}}' };
    const cwd = await temporaryFolder(files);
    const report = await build({ cwd, sections: false, only: ['sheet'], templates: join(cwd, 'own') });
    expect(report.problems).toMatchObject([{ severity: 'error' }]);
  });

  it('of usage is thrown: no notes, no such option', async () => {
    const cwd = await temporaryFolder({ 'notes/x.txt': '' });
    await expect(build({ cwd })).rejects.toThrow('no notes in this folder');
    await expect(build({ cwd, paths: ['nowhere'] })).rejects.toThrow('no such file or folder');
    await expect(build({ cwd, ...{ papr: 'a4' } })).rejects.toThrow('unknown option "papr"');
  });
});

describe('stopping', () => {
  it('rejects with the reason and leaves whole files only', async () => {
    const cwd = await temporaryFolder({ 'notes/glue.md': GLUE, 'notes/emr.md': EMR });
    const stop = new AbortController();
    const onProgress = ({ type }: Progress): void => {
      if (type === 'made') stop.abort(new Error('enough'));
    };
    await expect(build({ cwd, signal: stop.signal, onProgress })).rejects.toThrow('enough');
    const left = await readdir(join(cwd, 'output'), { recursive: true });
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(left.filter((name) => /\.(pdf|html)$/.test(name)).length).toBeLessThan(10);
  });

  it('does nothing when it is stopped before it starts', async () => {
    const cwd = await temporaryFolder({ 'notes/emr.md': EMR });
    await expect(build({ cwd, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(await readdir(cwd)).toEqual(['notes']);
  });
});

describe('check and list', () => {
  it('write nothing', async () => {
    const cwd = await temporaryFolder({ 'notes/emr.md': EMR, 'notes/bad.md': Uint8Array.of(0xff) });
    const { outputs, problems } = await check({ cwd });
    expect(outputs).toEqual([]);
    expect(problems).toMatchObject([{ file: 'notes/bad.md' }]);
    const { notes } = await listSections({ cwd });
    expect(notes).toMatchObject([
      { name: 'emr', sections: [{ id: 'amazon-emr', title: 'Amazon EMR', lines: [1, expect.any(Number)] }] },
    ]);
    expect(await readdir(cwd)).toEqual(['notes']);
  });
});
