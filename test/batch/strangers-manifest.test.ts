import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputCache } from '../../src/batch/cache/output-cache.js';
import { readManifest } from '../../src/batch/cache/read-manifest.js';
import { build, hasError, merge, ProblemError } from '../../src/index.js';
import { OUTPUT_KINDS } from '../../src/outputs/output-kinds.js';
import { fuzzMs, fuzzRuns } from '../hostile/fuzz-runs.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# AWS Glue\n\n- catalogue\n\n# Pipeline\n\n- moves data\n';
const SCRIPT = '<script>document.title = "a stranger was here"</script>{{{slides}}}';
const MANIFEST = 'output/.cribsheet.json';

// biome-ignore lint/suspicious/noExplicitAny: a stranger's JSON has no shape
type Json = any;

async function edit(file: string, change: (manifest: Json) => void): Promise<void> {
  const manifest: Json = JSON.parse(await readFile(file, 'utf8'));
  change(manifest);
  await writeFile(file, JSON.stringify(manifest));
}

/** A folder with a build in it, whose deck and sheet have to be made again. */
async function madeOnce(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = await temporaryFolder({ 'notes/a.md': NOTE, '.theme/deck/deck.hbs': SCRIPT, ...files });
  await build({ cwd, sections: false });
  return cwd;
}

function each(manifest: Json, change: (outline: Json) => void): void {
  for (const outline of Object.values(manifest.notes)) change(outline);
  manifest.outputs = [];
}

describe('a manifest that came with the folder', () => {
  it('names no templates: its script is in no deck', async () => {
    const cwd = await madeOnce();
    await edit(join(cwd, MANIFEST), (all) => {
      each(all, (outline) => {
        outline.settings = { templates: '.theme' };
      });
    });
    await rm(join(cwd, 'output/a'), { recursive: true });
    const { problems } = await build({ cwd, sections: false });
    expect(await readFile(join(cwd, 'output/a/a.deck.html'), 'utf8')).not.toContain('a stranger was here');
    expect(problems).toMatchObject([{ severity: 'warning', file: MANIFEST }]);
  });

  it('nor does a share that is merged', async () => {
    const cwd = await madeOnce();
    await rm(join(cwd, 'share'), { recursive: true, force: true });
    execFileSync('cp', ['-r', join(cwd, 'output'), join(cwd, 'share')]);
    await rm(join(cwd, 'output'), { recursive: true });
    await edit(join(cwd, 'share/.cribsheet.json'), ({ notes }) => {
      for (const outline of Object.values<Json>(notes)) outline.settings = { templates: '.theme' };
    });
    await merge({ cwd, folders: ['share'] });
    await build({ cwd, sections: false, deckTheme: 'dark' });
    expect(await readFile(join(cwd, 'output/a/a.deck.html'), 'utf8')).not.toContain('a stranger was here');
  });

  it('does not set the look of a note: the note does', async () => {
    const cwd = await madeOnce();
    await edit(join(cwd, MANIFEST), (all) => {
      each(all, (outline) => {
        outline.settings = { paper: 'a6', ink: 'mono' };
      });
    });
    const { outputs } = await build({ cwd, sections: false });
    expect(outputs).toMatchObject([{ kind: 'sheet', paper: 'a4' }, { kind: 'deck' }]);
  });

  it('says nothing of which sections a note has: none is made up, none is hidden', async () => {
    const edits: readonly ((outline: Json) => void)[] = [
      (outline) => outline.parts.push({ ...outline.parts[1], section: 'made-up', content: 'x' }),
      (outline) => outline.parts.pop(),
    ];
    for (const change of edits) {
      const cwd = await madeOnce();
      await edit(join(cwd, MANIFEST), (all) => each(all, change));
      const { outputs, problems } = await build({ cwd, only: ['cards'] });
      expect(outputs.map(({ section }) => section)).toEqual([null, 'aws-glue', 'pipeline']);
      expect(problems).toEqual([]);
    }
  });

  it('is believed about notes where this user has written it, so that they are not parsed again', async () => {
    const cwd = await madeOnce();
    const read: string[] = [];
    const onProgress = ({ type }: { readonly type: string }): void => void read.push(type);
    await build({ cwd, sections: false, onProgress });
    expect(read).not.toContain('reading');
    await edit(join(cwd, MANIFEST), (all) => {
      all.seal = '0'.repeat(64);
    });
    const { outputs } = await build({ cwd, sections: false, onProgress });
    expect(read).toContain('reading');
    expect(outputs.map(({ cached }) => cached)).toEqual([true, true]);
  });

  it('has its titles escaped where they are shown, and on one line', async () => {
    const cwd = await madeOnce();
    await edit(join(cwd, MANIFEST), ({ outputs }) => {
      for (const output of outputs) output.noteTitle = 'x\u001b]0;y\u0007\n<script>z()</script>';
    });
    await writeFile(join(cwd, 'b.md'), '# B\n\n- b\n');
    await build({ cwd, paths: ['b.md'], sections: false, only: ['sheet'] });
    const index = await readFile(join(cwd, 'output/index.html'), 'utf8');
    expect(index).toContain('x ]0;y  &lt;script&gt;');
    expect(index).not.toContain('<script>');
  });

  it('quotes no line of another file', async () => {
    const cwd = await madeOnce({ 'secret.txt': 'secret' });
    await edit(join(cwd, MANIFEST), ({ outputs }) => {
      outputs[0].problems = [
        { severity: 'warning', message: 'm', file: '../secret.txt', line: 1, column: 1, hints: [] },
      ];
    });
    const { problems } = await build({ cwd, sections: false });
    expect(problems.map(({ file }) => file)).toEqual([MANIFEST]);
  });

  it('is passed over as a whole for one thing that we do not write', async () => {
    const cwd = await madeOnce();
    const text = await readFile(join(cwd, MANIFEST), 'utf8');
    const edits: readonly ((manifest: Json) => void)[] = [
      ({ notes }) => Object.assign(Object.values<Json>(notes)[0], { title: {} }),
      ({ notes }) => Object.values<Json>(notes)[0].parts.push(Object.values<Json>(notes)[0].parts[0]),
      ({ outputs }) => Object.assign(outputs[0].facts, { xHeightMm: 'tall' }),
      ({ outputs }) => Object.assign(outputs[0].files[0], { path: '../x.pdf' }),
      ({ outputs }) => Object.assign(outputs[0].files[0], { path: 'b/x.pdf' }),
      ({ outputs }) => Object.assign(outputs[0], { stem: '.git/x', note: '.git', files: [] }),
      ({ index }) => Object.assign(index.file, { path: 'mine.html' }),
    ];
    expect(readManifest(text, OUTPUT_KINDS, null)?.outputs.size).toBe(2);
    for (const change of edits) {
      const manifest = JSON.parse(text);
      change(manifest);
      expect(readManifest(JSON.stringify(manifest), OUTPUT_KINDS, null), String(change)).toBeNull();
    }
  });

  const DEEP = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const BYTES: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
    nothing: () => '',
    'lists in lists': () => DEEP,
    'lists in lists, beside what is ours': (text) => text.replace('{', `{"x":${DEEP},`),
    'lists in lists, in an outline': (text) => text.replace('"parts":', `"x":${DEEP},"parts":`),
    'lists in lists, in a fact': (text) => text.replace('"facts":{', `"facts":{"x":${DEEP},`),
    'objects in objects': (text) =>
      text.replace('"parts":', `"x":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},"parts":`),
    'a prototype': (text) => text.replace('{', '{"__proto__":{"outputs":[]},'),
    'a prototype in an outline': (text) => text.replace('"parts":', '"__proto__":{"parts":[]},"parts":'),
    'a note called __proto__': (text) => text.replace('"notes":{', '"notes":{"__proto__":null,'),
    'the same key twice': (text) => text.replace('{', '{"outputs":"mine",'),
    'a number beyond all': (text) => text.replace(/"bytes":\d+/, '"bytes":1e999'),
    'a number of 100,000 digits': (text) => text.replace(/"bytes":\d+/, `"bytes":${'9'.repeat(100_000)}`),
    'half a surrogate': (text) => text.replace(/"noteTitle":"/, '"noteTitle":"\\ud800'),
    'a byte order mark': (text) => `\ufeff${text}`,
    'bytes that are no UTF-8': (text) => Buffer.concat([Buffer.of(0xff, 0xfe, 0xc3), Buffer.from(text)]),
    'UTF-16': (text) => Buffer.from(text, 'utf16le'),
    'an end in the middle': (text) => text.slice(0, text.length / 2),
    'a stem in other letters': (text) => text.replaceAll('"a/a', '"A/a'),
    'a stem with half a step up': (text) => text.replaceAll('"a/a', '"a/.\u2024/a'),
    'a hundred thousand outputs': (text) => {
      const manifest = JSON.parse(text);
      return JSON.stringify({ ...manifest, outputs: Array(50_000).fill(manifest.outputs).flat() });
    },
  };

  it('never breaks a run, whatever its bytes are', async () => {
    const cwd = await madeOnce();
    const text = await readFile(join(cwd, MANIFEST), 'utf8');
    const own = JSON.parse(text).outputs.map(({ stem }: Json) => stem);
    for (const [name, change] of Object.entries(BYTES)) {
      await writeFile(join(cwd, MANIFEST), change(text));
      const cache = await OutputCache.open(join(cwd, 'output'), OUTPUT_KINDS);
      const stems = cache.outputs().map(({ stem }) => stem);
      // Either all that we wrote, or nothing and a warning.
      expect([name, stems]).toEqual([name, cache.takeProblems().length > 0 ? [] : own]);
    }
    const { problems, outputs } = await build({ cwd, sections: false, only: ['sheet'] });
    expect([hasError(problems), outputs.length]).toEqual([false, 1]);
    expect(({} as Json).outputs).toBeUndefined();
  }, 60_000);

  it(
    'never breaks a run, wherever it was edited',
    async () => {
      const cwd = await madeOnce();
      const whole = JSON.parse(await readFile(join(cwd, MANIFEST), 'utf8'));
      const bad = fc.constantFrom(null, -1, 1e308, 'x', '../../x', '\0', {}, [], [null], true, { length: 9 });
      await fc.assert(
        fc.asyncProperty(fc.nat(), bad, async (at, value) => {
          const manifest = structuredClone(whole);
          const places = placesIn(manifest);
          const [holder, key] = places[at % places.length] ?? [manifest, 'outputs'];
          holder[key] = value;
          await writeFile(join(cwd, MANIFEST), JSON.stringify(manifest));
          const { problems, outputs } = await build({ cwd, sections: false, only: ['sheet'] });
          expect([hasError(problems), outputs.length]).toEqual([false, 1]);
        }),
        { seed: 18, numRuns: fuzzRuns(8) },
      );
    },
    fuzzMs(120_000),
  );
});

function placesIn(value: Json): [Json, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key): [Json, string][] => [[value, key], ...placesIn(value[key])]);
}

describe.skipIf(platform === 'win32')('in the place of our own small files', () => {
  const NODES = {
    pipe: (path: string) => void execFileSync('mkfifo', [path]),
    'link to a device': (path: string) => symlink('/dev/zero', path),
    folder: (path: string) => mkdir(path),
  };

  it.each(Object.keys(NODES) as (keyof typeof NODES)[])(
    'a %s as manifest is answered at once',
    async (name) => {
      const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'output/x': '' });
      await NODES[name](join(cwd, MANIFEST));
      const { problems, outputs } = await build({ cwd, sections: false, only: ['sheet'] });
      expect(outputs).toHaveLength(name === 'folder' ? 0 : 1);
      expect(problems.map(({ message }) => message).join('\n')).toContain('it is not a regular file');
      expect(problems.some(({ message }) => message.includes('fault in cribsheet'))).toBe(false);
    },
    15_000,
  );

  it.each(Object.keys(NODES) as (keyof typeof NODES)[])(
    'a %s as lock is answered at once',
    async (name) => {
      const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'output/x': '' });
      await NODES[name](join(cwd, `${MANIFEST}.lock`));
      const { problems, outputs } = await build({ cwd, sections: false, only: ['sheet'] });
      expect(outputs).toHaveLength(name === 'folder' ? 0 : 1);
      if (name === 'folder') expect(problems[0]?.message).toContain('a folder is in its place');
      else expect(problems).toEqual([]);
    },
    9000,
  );
});

describe("a user's template", () => {
  it.each(['sheet', 'deck', 'shared'])('that is a link out of its folder is refused: %s', async (kind) => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'secret.txt': 'secret', 'own/deck/x.css': '' });
    await mkdir(join(cwd, 'own', kind), { recursive: true });
    const name = kind === 'shared' ? 'index' : kind;
    await symlink('../../secret.txt', join(cwd, 'own', kind, `${name}.hbs`));
    const failure = await build({ cwd, templates: 'own' }).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(ProblemError);
    expect((failure as ProblemError).problem.file).toContain(`${name}.hbs`);
  });

  it('that is a link within its folder is taken', async () => {
    const cwd = await temporaryFolder({ 'notes/a.md': NOTE, 'own/shared/real.hbs': 'mine' });
    await symlink('real.hbs', join(cwd, 'own/shared/index.hbs'));
    await build({ cwd, templates: 'own', only: ['sheet'], sections: false });
    expect(await readFile(join(cwd, 'output/index.html'), 'utf8')).toContain('mine');
  });
});
