import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTemplates, renderTemplate } from '../../src/html/templates.js';
import { ProblemError } from '../../src/problem.js';
import { temporaryFolder } from '../temporary-folder.js';

async function fault(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder(files);
  const failure: unknown = await renderTemplate('deck/deck.hbs', { steps: [] }, folder).catch(
    (one: unknown) => one,
  );
  if (!(failure instanceof ProblemError)) throw failure;
  const { file, line, message } = failure.problem;
  return `${file.slice(folder.length + 1)}:${line ?? '-'} ${message}`;
}

describe('a mistake in a template is named with its file and line', () => {
  it.each([
    [
      'a block that is not closed',
      '<p>\n{{#if x}}\nno end',
      /^deck\/deck\.hbs:3 the template cannot be used/,
    ],
    ['a brace too few', 'a\n{{title}\nb', /^deck\/deck\.hbs:2 /],
    ['a partial that is not there', '\n{{> gone}}', /^deck\/deck\.hbs:\S+ .*partial gone could not be found/],
    ['a helper that is not there', '{{#frobnicate 1}}{{/frobnicate}}', /^deck\/deck\.hbs:- .*frobnicate/],
  ])('%s', async (_, source, expected) => {
    expect(await fault({ 'deck/deck.hbs': source })).toMatch(expected);
  });

  it('also in a partial', async () => {
    const files = { 'deck/deck.hbs': '{{> own}}', 'deck/_own.hbs': '\n\n{{#each}' };
    expect(await fault(files)).toMatch(/^deck\/_own\.hbs:3 /);
  });
});

describe('a folder of templates', () => {
  it('must be there', async () => {
    const folder = await temporaryFolder({ 'a.txt': '' });
    expect(() => checkTemplates(join(folder, 'gone'))).toThrow('there is no such folder of templates');
    expect(() => checkTemplates(join(folder, 'a.txt'))).toThrow('there is no such folder of templates');
    await symlink('circle', join(folder, 'circle'));
    expect(() => checkTemplates(join(folder, 'circle'))).toThrow('there is no such folder of templates');
  });

  it.each([
    [{ 'sheet/shet.css': '', 'deck/deck.css': '' }, 'sheet/shet.css', 'Did you mean sheet/sheet.css?'],
    [{ 'sheet.css': '', 'deck/deck.css': '' }, 'sheet.css', 'Did you mean sheet/sheet.css?'],
    [{ 'sheets/sheet.css': '' }, '', 'Its files have the names of ours, such as '],
    [{ 'notes.md': '' }, '', 'Its files have the names of ours, such as '],
  ])('says which of its files replace nothing: %j', async (files, name, hint) => {
    const folder = await temporaryFolder(files);
    const [problem, ...more] = checkTemplates(folder);
    expect(problem?.file).toBe(join(folder, name));
    expect(problem?.hints.join()).toContain(hint);
    expect(more).toEqual([]);
  });

  it('says which pictures it does not show', async () => {
    const hbs = '<p>\n<img src="logo.png"><img src="{{src}}"><img src="data:,">';
    const folder = await temporaryFolder({
      'sheet/sheet.hbs': hbs,
      'deck/deck.css': 'p { background: url(a.png) }',
    });
    expect(
      checkTemplates(folder).map(({ file, line }) => `${file.slice(folder.length + 1)}:${line}`),
    ).toEqual(['deck/deck.css:1', 'sheet/sheet.hbs:2']);
  });

  it('is sound where it replaces ours', async () => {
    const folder = await temporaryFolder({ 'deck/deck.css': '', 'deck/_own.hbs': '', 'README.md': '' });
    expect(checkTemplates(folder)).toEqual([]);
  });
});
