import { readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BuildReport, serve, watch } from '../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

const GLUE = '# AWS Glue\n\n- catalogue\n\n![a](a.svg)\n\n# Pipeline\n\n- moves data\n';
const svg = (side: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="5" height="5"/></svg>`;

/** Reports as they come, one for each await. */
function reports() {
  const come: BuildReport[] = [];
  let wake = (): void => undefined;
  const onBuild = (report: BuildReport): void => {
    come.push(report);
    wake();
  };
  const next = async (): Promise<readonly string[]> => {
    while (come.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return (come.shift()?.outputs ?? []).filter(({ cached }) => !cached).map(({ file }) => file);
  };
  return { onBuild, next };
}

/** As most editors save: beside the file, then renamed, so that nobody reads half of it. */
async function save(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}~`, content);
  await rename(`${file}~`, file);
}

async function watching(files: Readonly<Record<string, string>>, more: object = {}) {
  const cwd = await temporaryFolder(files);
  const stop = new AbortController();
  const { onBuild, next } = reports();
  const ended = watch({ cwd, signal: stop.signal, only: ['sheet'], onBuild, ...more });
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  return { cwd, next };
}

describe('watch', () => {
  it('makes again what a note, an image, a template touches, and only that', async () => {
    const files = { 'notes/a.md': GLUE, 'notes/b.md': '# EMR\n\n- clusters\n', 'notes/a.svg': svg(5) };
    const { cwd, next } = await watching({ ...files, 'own/sheet/x.css': '' }, { templates: 'own' });
    expect(await next()).toHaveLength(5);
    await save(join(cwd, 'notes/a.md'), `${GLUE}- moves\n`);
    expect(await next()).toEqual(['output/a/a.sheet.pdf', 'output/a/sections/pipeline.sheet.pdf']);
    await save(join(cwd, 'notes/a.svg'), svg(9));
    expect(await next()).toEqual(['output/a/a.sheet.pdf', 'output/a/sections/aws-glue.sheet.pdf']);
    await save(join(cwd, 'own/sheet/x.css'), 'p { color: red }');
    expect(await next()).toHaveLength(5);
  });

  it('removes what goes, takes what comes, and goes on after a problem', async () => {
    const { cwd, next } = await watching({ 'notes/a.md': '# Glue\n\n- x\n' });
    await next();
    await save(join(cwd, 'notes/b.md'), '# EMR\n\n- y\n');
    expect(await next()).toEqual(['output/b/b.sheet.pdf', 'output/b/sections/emr.sheet.pdf']);
    await rm(join(cwd, 'notes/b.md'));
    await next();
    await expect(stat(join(cwd, 'output/b'))).rejects.toThrow('ENOENT');
    await save(join(cwd, 'notes/a.md'), Uint8Array.of(0xff));
    expect(await next()).toEqual([]);
    await save(join(cwd, 'notes/a.md'), '# Glue\n\n- z\n');
    expect(await next()).toEqual(['output/a/a.sheet.pdf', 'output/a/sections/glue.sheet.pdf']);
  });

  it('goes on when a folder of notes goes and comes back', async () => {
    const { cwd, next } = await watching({ 'notes/a.md': '# A\n\n- x\n' }, { sections: false });
    expect(await next()).toHaveLength(1);
    await rename(join(cwd, 'notes'), join(cwd, 'away'));
    expect(await next()).toEqual([]);
    await writeFile(join(cwd, 'away/b.md'), '# B\n\n- y\n');
    await rename(join(cwd, 'away'), join(cwd, 'notes'));
    expect(await next()).toContain('output/b/b.sheet.pdf');
    await save(join(cwd, 'notes/b.md'), '# B\n\n- z\n');
    expect(await next()).toEqual(['output/b/b.sheet.pdf']);
  });

  it('sees a save that follows at once on another, and says nothing of a file only touched', async () => {
    const { cwd, next } = await watching({ 'notes/a.md': '# Glue\n\n- x\n', 'notes/b.md': '# EMR\n' });
    await next();
    const a = join(cwd, 'notes/a.md');
    await save(a, Uint8Array.of(0xff));
    // The build after the first save is over before the watcher would hear the second.
    expect(await next()).toEqual([]);
    await writeFile(a, '# Glue\n\n- z\n');
    expect(await next()).toEqual(['output/a/a.sheet.pdf', 'output/a/sections/glue.sheet.pdf']);
    await utimes(a, new Date(), new Date());
    await save(join(cwd, 'notes/b.md'), '# EMR\n\n- y\n');
    expect(await next()).toEqual(['output/b/b.sheet.pdf', 'output/b/sections/emr.sheet.pdf']);
  });
});

describe('links', () => {
  it('in a circle, to nothing, and what cannot be watched, leave the rest watched', async () => {
    const cwd = await temporaryFolder({ 'notes/x.md': '# Glue\n\n- x\n', 'notes/a/1': '', 'notes/b/2': '' });
    for (const [target, name] of [
      ['..', 'notes/a/loop'],
      ['../a', 'notes/b/other'],
      ['../b', 'notes/a/other'],
      ['itself', 'notes/itself'],
      ['nowhere.md', 'notes/gone.md'],
      ['itself', 'itself'],
    ] as const)
      await symlink(target, join(cwd, name));
    const stop = new AbortController();
    const come: BuildReport[] = [];
    const { onBuild, next } = reports();
    const keep = (report: BuildReport): void => {
      come.push(report);
      onBuild(report);
    };
    const paths = ['notes/*.md', 'itself/z.md'];
    const options = {
      cwd,
      paths,
      signal: stop.signal,
      sections: false,
      only: ['sheet'] as const,
      onBuild: keep,
    };
    const ended = watch(options);
    onTestFinished(async () => {
      stop.abort();
      await ended;
    });
    await next();
    await save(join(cwd, 'notes/x.md'), '# Glue\n\n- z\n');
    while (!(await next()).includes('output/x/x.sheet.pdf'));
    const unwatched = come.flatMap(({ problems }) =>
      problems.filter(({ message }) => message.startsWith('cannot be watched')),
    );
    expect(unwatched.map(({ file, severity }) => [file, severity])).toEqual([['itself/z.md', 'warning']]);
  });

  it('a note named by a link is watched where it lies', async () => {
    const cwd = await temporaryFolder({ 'far/x.md': '# Glue\n\n- x\n' });
    await symlink('far', join(cwd, 'near'));
    await symlink('far/x.md', join(cwd, 'x.md'));
    const stop = new AbortController();
    const { onBuild, next } = reports();
    const options = { cwd, paths: ['x.md'], signal: stop.signal, sections: false, onBuild };
    const ended = watch({ ...options, only: ['sheet'] });
    onTestFinished(async () => {
      stop.abort();
      await ended;
    });
    await next();
    await save(join(cwd, 'far/x.md'), '# Glue\n\n- z\n');
    expect(await next()).toEqual(['output/x/x.sheet.pdf']);
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

/** A request with the path as it is: `fetch` would tidy up `..`. */
function ask(port: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode, type: response.headers['content-type'], body }),
      );
    }).on('error', reject);
  });
}

async function serving(files: Readonly<Record<string, string>>) {
  const cwd = await temporaryFolder(files);
  const stop = new AbortController();
  const { onBuild, next } = reports();
  let tell = (_url: string): void => undefined;
  const url = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const options = { cwd, signal: stop.signal, port: 0, onBuild, onListening: (at: string) => tell(at) };
  const ended = serve({ ...options, sections: false });
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  const { port, host } = new URL(await url);
  await next();
  return { cwd, next, port, host };
}

describe('serve', () => {
  it('shows files as they are, and a frame around them to whoever opens one', async () => {
    const { cwd, port } = await serving({ 'notes/a.md': GLUE });
    const deck = await ask(port, '/a/a.deck.html');
    expect(deck.body).toBe(await readFile(join(cwd, 'output/a/a.deck.html'), 'utf8'));
    const opened = await ask(port, '/a/a.sheet.pdf', { 'sec-fetch-dest': 'document' });
    expect([opened.status, opened.type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(opened.body).toContain('EventSource');
    const sheet = await ask(port, '/a/a.sheet.pdf', { 'sec-fetch-dest': 'iframe' });
    expect([sheet.type, sheet.body.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    expect((await ask(port, '/')).body).toContain('a/a.sheet.pdf');
  });

  it('shows nothing else', async () => {
    const { port } = await serving({ 'notes/a.md': GLUE, 'secret.html': 'secret', 'output/.env': 'secret' });
    const paths = ['/../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/a/../../secret.html'];
    for (const path of [...paths, '/.env', '/%2eenv', '/a/%2E%2Fx', '/.cribsheet.json', '/%00', '/nothing']) {
      const { status, body } = await ask(port, path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).not.toContain('secret');
    }
    expect((await ask(port, '/', { host: 'evil.example' })).status).toBe(403);
  });

  it('tells open pages when something was made again', async () => {
    const { cwd, next, port } = await serving({ 'notes/a.md': GLUE });
    const told = new Promise<string>((resolve) => {
      get({ host: '127.0.0.1', port, path: '/.events' }, (response) => {
        response.on('data', (part) => {
          if (String(part).includes('data:')) resolve(String(part));
        });
      });
    });
    await save(join(cwd, 'notes/a.md'), `${GLUE}- more\n`);
    expect(await next()).toEqual(['output/a/a.sheet.pdf', 'output/a/a.deck.html']);
    expect(await told).toContain('data: built');
  });

  it('says that the port is taken', async () => {
    const { port, cwd } = await serving({ 'notes/a.md': GLUE });
    const again = serve({ cwd, port: Number(port), onBuild: () => undefined });
    await expect(again).rejects.toThrow('another program uses it');
  });
});
