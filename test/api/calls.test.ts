import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  build,
  check,
  findBrowser,
  listSections,
  merge,
  ProblemError,
  present,
  readNote,
  renderDeck,
  renderSheet,
  serve,
  watch,
  withBrowser,
} from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '---\ncribsheet:\n  paper: a5\n---\n# Amazon EMR\n\n- clusters\n\n# AWS Glue\n\n- catalogue\n';

/** A call as plain JavaScript makes it, without types. */
type Loose = (...given: unknown[]) => Promise<unknown>;

const CALLS = { build, check, findBrowser, listSections, merge, present, readNote, serve, watch };

async function problemOf(work: Promise<unknown>) {
  const failure = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(failure).toBeInstanceOf(ProblemError);
  return failure instanceof ProblemError ? failure.problem : null;
}

describe('the door', () => {
  it.each<[keyof typeof CALLS, unknown, string, string]>([
    ['build', { papr: 'a4' }, 'unknown option "papr"', 'Did you mean paper?'],
    ['build', { path: ['a.md'] }, 'unknown option "path"', 'Did you mean paths?'],
    ['build', { paper: 'b5' }, 'paper cannot be "b5"', 'Did you mean a5?'],
    ['build', { paths: 'notes' }, 'paths cannot be "notes"', 'It must be a list of files'],
    ['build', { paths: [] }, 'paths cannot be "[]"', 'It must be a list of files'],
    ['build', { cwd: 3 }, 'cwd cannot be "3"', 'It must be the path of a folder.'],
    ['build', { onProgress: true }, 'onProgress cannot be "true"', 'It must be a function.'],
    ['build', { signal: {} }, 'signal cannot be "{}"', 'It must be an AbortSignal.'],
    ['build', ['notes'], 'the options cannot be "["notes"]"', 'one object'],
    ['build', null, 'the options cannot be "null"', 'one object'],
    ['build', { watch: true }, 'this function does not watch', 'Call watch('],
    ['build', { shard: '6/5' }, 'shard cannot be "6/5"', 'a share such as 2/5'],
    ['check', 'notes', 'the options cannot be "notes"', 'one object'],
    ['listSections', { colums: 2 }, 'unknown option "colums"', 'Did you mean columns?'],
    ['merge', {}, 'no folders to merge', 'cribsheet merge'],
    ['merge', { folders: 'a' }, 'folders cannot be "a"', 'It must be a list of output folders'],
    ['merge', { folders: ['a'], outt: 'b' }, 'unknown option "outt"', 'Did you mean out?'],
    ['watch', { onBuild: 1 }, 'onBuild cannot be "1"', 'It must be a function.'],
    ['serve', { onListening: 1 }, 'onListening cannot be "1"', 'It must be a function.'],
    ['present', { onOpen: 1 }, 'onOpen cannot be "1"', 'It must be a function.'],
    ['present', { prot: 1 }, 'unknown option "prot"', 'Did you mean port?'],
    ['present', { paths: [] }, 'paths cannot be "[]"', 'It must be a list of files'],
    ['findBrowser', { browsr: '' }, 'unknown option "browsr"', 'Did you mean browser?'],
    ['readNote', 7, 'a note cannot be "7"', 'the path of a file'],
  ])('%s(%j): %s', async (name, given, message, hint) => {
    const problem = await problemOf((CALLS[name] as Loose)(given));
    expect(problem).toMatchObject({ severity: 'error', message, file: '' });
    expect(problem?.hints.join(' ')).toContain(hint);
  });

  it('of the renderers looks at the note, the section and the options', async () => {
    const cwd = await temporaryFolder({ 'emr.md': NOTE });
    const read = await readNote('emr.md', { cwd });
    const { note } = read.value;
    const loose = renderSheet as Loose;
    expect(await problemOf(loose(read))).toMatchObject({ message: 'this is not a note' });
    expect(await problemOf(loose(note, null, { papr: 'a4' }))).toMatchObject({
      hints: ['Did you mean paper?'],
    });
    expect(await problemOf(renderDeck(note, 'aws-glu'))).toMatchObject({ hints: ['Did you mean aws-glue?'] });
    expect(await problemOf(readNote('emr.md', { ...{ cwdd: '' }, cwd }))).toMatchObject({
      hints: ['Did you mean cwd?'],
    });
  });
});

describe('renderSheet and renderDeck', () => {
  it('work alone: a browser starts for them, and the front matter counts', async () => {
    const cwd = await temporaryFolder({ 'emr.md': NOTE });
    const { value, problems } = await readNote('emr.md', { cwd });
    expect(problems).toEqual([]);
    expect(value.settings).toEqual({ paper: 'a5' });
    const sheet = await renderSheet(value.note);
    expect(sheet.value.fit).toMatchObject({ paper: 'a5', pages: 1, points: { total: 2, kept: 2 } });
    const deck = await renderDeck(value.note, 'aws-glue');
    expect(deck.value.html).toContain('catalogue');
    expect(deck.value.html).not.toContain('clusters');
  });

  it('give what a build writes, byte for byte', async () => {
    const cwd = await temporaryFolder({ 'notes/emr.md': NOTE });
    const { outputs } = await build({ cwd, section: ['amazon-emr'] });
    const { note } = (await readNote('notes/emr.md', { cwd })).value;
    const [sheet, deck] = await withBrowser((withPage) =>
      Promise.all([
        renderSheet(note, 'amazon-emr', {}, withPage),
        renderDeck(note, note.sections[0] ?? null, {}, withPage),
      ]),
    );
    expect(outputs.map(({ bytes }) => bytes)).toEqual([
      sheet.value.pdf.length,
      Buffer.byteLength(deck.value.html),
    ]);
  });

  it('report what the note asks of the network', async () => {
    const cwd = await temporaryFolder({ 'emr.md': '# EMR\n\n![x](http://example.org/x.png)\n' });
    const { note } = (await readNote('emr.md', { cwd })).value;
    const { problems } = await renderSheet(note);
    expect(problems).toMatchObject([{ severity: 'warning', line: 3 }]);
  });
});

describe('present', () => {
  it('opens a session with the deck, says where, and closes it when told', async () => {
    const cwd = await temporaryFolder({ 'notes/emr.md': NOTE, 'notes/glue.md': '# Glue\n\n- catalogue\n' });
    expect(await problemOf(present({ cwd, port: 0 }))).toMatchObject({
      message: 'a session shows one deck, and these are 2',
    });
    const stop = new AbortController();
    let [address, page] = ['', ''];
    let told = {};
    const ended = present({
      cwd,
      paths: ['notes/emr.md'],
      port: 0,
      signal: stop.signal,
      onOpen: async ({ members, presenter, session, isOpen, isResumed }) => {
        told = { session, isOpen, isResumed, hasKey: presenter.includes('#key=') };
        address = members;
        page = await (await fetch(members)).text().finally(() => stop.abort());
      },
    });
    await ended;
    expect(told).toEqual({
      session: 'output/emr/emr.session.json',
      isOpen: false,
      isResumed: false,
      hasKey: true,
    });
    expect(page).toContain('Amazon EMR');
    await expect(fetch(address)).rejects.toThrow();
  });
});

describe('merge', () => {
  it('says which folder holds nothing, and takes the others', async () => {
    const cwd = await temporaryFolder({ 'notes/emr.md': NOTE });
    await build({ cwd, out: 'share', only: ['sheet'], sections: false });
    await mkdir(join(cwd, 'empty'));
    await writeFile(join(cwd, 'empty', 'x.txt'), '');
    const { outputs, problems } = await merge({ cwd, folders: ['share', 'empty'], out: 'all' });
    expect(outputs.map(({ file }) => file)).toEqual(['all/emr/emr.sheet.pdf']);
    expect(problems).toMatchObject([{ severity: 'error', file: 'empty' }]);
  });
});
