import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { HostileCase } from './hostile-case.js';
import { layPictures } from './picture-files.js';

/** Stands in every file that no note may show. */
export const SECRET = 'Vermilion Quagmire 7731';

/** Line ends of words may be lost on the way into an output, letters not. */
export const SECRET_WORDS = ['Vermilion', 'Quagmire', 'root:x:0:0'];

/**
 * A folder like a user's home with secrets on every level, the notes of the corpus somewhere below, and
 * a server that nobody may call.
 */
export class Sandbox {
  readonly root = mkdtempSync(join(tmpdir(), 'cribsheet hostile '));
  readonly cwd = join(this.root, 'home', 'work');
  readonly connections: string[] = [];
  readonly #server: Server;
  #port = 0;

  constructor() {
    this.#server = createServer((socket) => {
      const from = this.connections.push('connected') - 1;
      socket.on('data', (data) => {
        this.connections[from] = data.toString('latin1').split('\r\n')[0] ?? '';
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      });
      socket.on('error', () => undefined);
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
    mkdirSync(this.cwd, { recursive: true });
    for (const folder of [this.root, join(this.root, 'home'), this.cwd]) this.#hide(folder);
    // A program that a note may want to run: it leaves a mark where it was.
    writeFileSync(join(this.root, 'program'), `#!/bin/sh\ntouch '${this.marker}'\n`, { mode: 0o755 });
  }

  get marker(): string {
    return join(this.root, 'marker');
  }

  get canary(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Writes notes to `<cwd>/<folder>/<family>/`, with secrets beside them; returns their paths. */
  lay(folder: string, cases: readonly HostileCase[]): ReadonlyMap<HostileCase, string> {
    this.#hide(this.#folder(folder));
    const files = new Map<HostileCase, string>();
    for (const one of cases) {
      const beside = this.#folder(join(folder, one.family));
      writeFileSync(join(beside, 'secret.txt'), SECRET);
      const file = join(beside, one.fileName ?? '');
      writeFileSync(file, typeof one.content === 'string' ? this.#filled(one.content) : one.content);
      files.set(one, relative(this.cwd, file));
    }
    return files;
  }

  /** `images/…` needs its pictures. */
  layPictures(folder: string): void {
    layPictures(join(this.cwd, folder, 'images'), this.root, this.canary);
  }

  /** Path and content of everything but the outputs: equal before and after. */
  snapshot(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const look = (folder: string): void => {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (path.startsWith(join(this.cwd, 'output'))) continue;
        const state = lstatSync(path);
        if (state.isDirectory()) look(path);
        // A folder's own date changes with the names in it, which are all here.
        const date = state.isDirectory() ? '' : state.mtimeMs;
        found.set(relative(this.root, path), `${state.mode} ${date} ${contentOf(path, state)}`);
      }
    };
    look(this.root);
    return found;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.root, { recursive: true, force: true });
  }

  #filled(text: string): string {
    return text
      .replaceAll('@CANARY@', this.canary)
      .replaceAll('@PORT@', String(this.#port))
      .replaceAll('@SECRET@', this.root)
      .replaceAll('@MARKER@', this.marker)
      .replaceAll('@OUTSIDE@', join(this.root, 'outside'))
      .replaceAll('@PROGRAM@', join(this.root, 'program'));
  }

  #folder(name: string): string {
    const folder = join(this.cwd, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  #hide(folder: string): void {
    writeFileSync(join(folder, 'secret.txt'), SECRET);
    writeFileSync(join(folder, 'secret'), SECRET);
    const size = 'xmlns="http://www.w3.org/2000/svg" width="200" height="20"';
    writeFileSync(join(folder, 'secret.svg'), `<svg ${size}><text x="2" y="15">${SECRET}</text></svg>`);
  }
}

function contentOf(path: string, state: ReturnType<typeof lstatSync>): string {
  if (state?.isSymbolicLink()) return readlinkSync(path);
  if (!state?.isFile()) return 'no file';
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
