import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deckOutlineOf } from '../../src/room/deck-outline.js';
import { openRoom } from '../../src/room/room-server.js';
import { NOWHERE, newSession } from '../../src/session/session.js';
import { temporaryFolder } from '../temporary-folder.js';
import { Crowd, keptVotes, NOTE, startPresent } from './crowd.js';
import { RoomGuest } from './room-guest.js';

it('forty members follow twenty moves, and no confirmed vote is lost when the server is killed', async () => {
  const cwd = await temporaryFolder({ 'note.md': NOTE });
  const first = await startPresent(process.cwd(), cwd, 0);
  onTestFinished(first.kill);
  const crowd = await Crowd.come(first, 40);
  for (let i = 0; i < 20; i += 1) expect(await crowd.move()).toHaveLength(40);
  const oneIsKept = crowd.members[0]?.hears('saved').then(() => undefined) ?? Promise.resolve();
  // Killed as soon as the first vote is confirmed, while others come.
  const killed = oneIsKept.then(first.kill);
  const saved = await crowd.vote(1, killed);
  await killed;
  crowd.leave();
  expect(saved).toBeGreaterThan(0);
  expect(keptVotes(await readFile(join(cwd, first.session), 'utf8'))).toBeGreaterThanOrEqual(saved);
  const second = await startPresent(process.cwd(), cwd, 0);
  onTestFinished(second.kill);
  expect(second.isResumed).toBe(true);
  const back = await RoomGuest.join(second.members);
  const { ranking } = await back.hears('welcome');
  expect(ranking[0]?.shaky).toBeGreaterThanOrEqual(saved);
  back.close();
}, 180_000);

const EXAMPLES = fileURLToPath(new URL('../../examples/rooms/', import.meta.url));
const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find((file) => existsSync(file));

/** A child that ends with the test. */
function start(command: string, argv: readonly string[]): ChildProcess {
  const child = spawn(command, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill();
    await ended;
  });
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Ports = Readonly<Record<'git' | 'algebra', number>>;

/** examples/rooms/proxy.mjs. */
async function ownProxy(port: number, { git, algebra }: Ports): Promise<void> {
  const argv = [join(EXAMPLES, 'proxy.mjs'), String(port), `git=${git}`, `algebra=${algebra}`];
  const child = start(process.execPath, argv);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
}

/** examples/rooms/nginx.conf with the test's ports; no file of it is outside the test's folder. */
async function nginxProxy(port: number, { git, algebra }: Ports): Promise<void> {
  const conf = (await readFile(join(EXAMPLES, 'nginx.conf'), 'utf8'))
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace(':4501/', `:${git}/`)
    .replace(':4502/', `:${algebra}/`)
    .replace('http {', 'http { access_log off; client_body_temp_path body; proxy_temp_path proxy;');
  const folder = await temporaryFolder({ 'nginx.conf': conf });
  const global = `daemon off; pid "${join(folder, 'pid')}"; error_log "${join(folder, 'log')}";`;
  start(NGINX ?? 'nginx', [
    '-e',
    join(folder, 'log'),
    '-p',
    folder,
    '-c',
    join(folder, 'nginx.conf'),
    '-g',
    global,
  ]);
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(404);
}

const PAGE =
  '<html><head></head><body><section id="one" data-kind="section" data-section="one"></section></body></html>';

describe.each([
  ['proxy.mjs', ownProxy, true],
  ['nginx.conf', nginxProxy, NGINX !== undefined],
] as const)('examples/rooms/%s', (_name, startProxy, isThere) => {
  it.runIf(isThere)(
    'two rooms behind one proxy know nothing of each other',
    { timeout: 60_000 },
    async () => {
      const folder = await temporaryFolder({});
      const port = await freePort();
      const rooms = [];
      for (const name of ['git', 'algebra']) {
        const room = await openRoom({
          deck: PAGE,
          outline: deckOutlineOf(PAGE),
          session: newSession('', new Date()),
          sessionFile: join(folder, `${name}.json`),
          port: 0,
          host: null,
          address: `http://127.0.0.1:${port}/${name}`,
          templates: null,
        });
        onTestFinished(room.close);
        rooms.push(room);
      }
      const [a, b] = rooms;
      if (!a || !b) throw new Error('no rooms');
      await startProxy(port, { git: a.port, algebra: b.port });
      expect(a.members).toBe(`http://127.0.0.1:${port}/git/`);
      expect((await fetch(`${a.members}room/room.js`)).status).toBe(200);
      const presenter = await RoomGuest.join(a.members, { key: a.presenter.split('#key=')[1] ?? '' });
      const [inA, inB] = [await RoomGuest.join(a.members), await RoomGuest.join(b.members)];
      presenter.send({ type: 'place', place: { ...NOWHERE, slide: 'one' } });
      await inA.hears('place');
      const late = await RoomGuest.join(b.members);
      expect((await late.hears('welcome')).place.slide).toBe('');
      expect(inB.told.some(({ type }) => type === 'place')).toBe(false);
      for (const guest of [presenter, inA, inB, late]) guest.close();
    },
  );
});

it('examples/rooms: what starts the rooms opens the ports and paths that the proxy leads to', async () => {
  const script = await readFile(join(EXAMPLES, 'start-rooms.sh'), 'utf8');
  const conf = await readFile(join(EXAMPLES, 'nginx.conf'), 'utf8');
  const started = [...script.matchAll(/^room (\w+) (\d+) &/gm)].map(([, name, port]) => [name, port]);
  const led = [...conf.matchAll(/location \/(\w+)\/ \{\s+proxy_pass http:\/\/127\.0\.0\.1:(\d+)\//g)];
  expect(started).toEqual(led.map(([, name, port]) => [name, port]));
  expect(started).toHaveLength(2);
});
