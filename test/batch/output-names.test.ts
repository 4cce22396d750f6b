import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameNotes, nameSections, safeName } from '../../src/batch/plan/output-names.js';
import { temporaryName } from '../../src/files/temporary-files.js';
import { build } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

const names = (...files: string[]) => [...nameNotes(files, '/').values()];

describe('names of notes', () => {
  it.each([
    ['posts/2024-05-16-aws-big-data-ml.md', 'aws-big-data-ml'],
    ['2024-05-16-.md', '2024-05-16'],
    ['a.b.markdown', 'a.b'],
    ['My Note.md', 'My Note'],
    ['con.md', '_con'],
    ['AUX.notes.md', '_AUX.notes'],
    ['..md', 'note'],
    ['...md', 'note'],
    ['a:b?.md', 'a-b'],
    ['abc\u202etxt.exe.md', 'abc-txt.exe'],
    ['🦊.md', '🦊'],
    ['index.html.md', 'index.html-2'],
    ['e\u0301.md', '\u00e9'],
  ])('%s → %s', (file, name) => {
    expect(names(file)).toEqual([name]);
  });

  it('leave room in a file system for every ending, a number and the name of a file being written', async () => {
    const cwd = await temporaryFolder({ [`${'語'.repeat(84)}.md`]: '# 語\n\n- b\n' });
    const extras = { png: true, deckPdf: true, cardsPdf: true, handout: 3 } as const;
    const only = ['sheet', 'deck', 'cards'] as const;
    const { outputs, problems } = await build({ cwd, paths: ['.'], only, sections: false, ...extras });
    expect(problems).toEqual([]);
    expect(outputs).toHaveLength(3);
    for (const { file, extras } of outputs)
      for (const path of [file, ...extras])
        for (const name of path.split('/')) expect(Buffer.byteLength(temporaryName(name))).toBeLessThan(255);
    expect(Buffer.byteLength(temporaryName('🦊'.repeat(63)))).toBeLessThan(255);
  });

  it('stay apart, with their folder in front', () => {
    expect(names('a/emr.md', 'b/emr.md', 'c/glue.md')).toEqual(['a-emr', 'b-emr', 'glue']);
  });

  it('stay apart where case does not count', () => {
    expect(names('x/EMR.md', 'x/emr.md')).toEqual(['x-EMR', 'x-emr-2']);
  });

  it('do not depend on the order of the files', () => {
    const files = ['a/x/n.md', 'b/x/n.md', 'x-n.md', 'n.markdown'];
    const straight = nameNotes(files, '/');
    const reversed = nameNotes([...files].reverse(), '/');
    for (const file of files) expect(reversed.get(file)).toBe(straight.get(file));
    expect(new Set(straight.values()).size).toBe(files.length);
  });
});

describe('safe names', () => {
  it('are one short, plain part of a path, whatever goes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (raw) => {
        const name = safeName(raw, 'note');
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^\.|[. ]$|^$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(121);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('keep sections apart', () => {
    const ids = ['Kinesis', 'kinesis', '', '../../etc/passwd', 'x'.repeat(300), `${'x'.repeat(300)}y`];
    const files = [...nameSections(ids).values()];
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(ids.length);
    expect(files[3]).toBe('etc-passwd');
  });
});
