import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
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

/** docs/present.md: one proxy in front of two rooms, by the first part of the path, which it cuts off. */
async function proxyTo(rooms: Readonly<Record<string, () => number>>): Promise<string> {
  const targetOf = (url = '') => {
    const [, name = '', rest = ''] = /^\/(\w+)(\/.*)$/.exec(url) ?? [];
    const port = rooms[name]?.();
    return port === undefined ? null : { host: '127.0.0.1', port, path: rest };
  };
  const proxy = createServer((incoming, response) => {
    const target = targetOf(incoming.url);
    if (target === null) {
      response.writeHead(404).end();
      return;
    }
    const passed = request({ ...target, method: incoming.method, headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(passed);
  });
  proxy.on('upgrade', (incoming, socket) => {
    const target = targetOf(incoming.url);
    if (target === null) return socket.destroy();
    const passed = connect(target.port, target.host, () => {
      const lines = incoming.rawHeaders.map((part, i) => part + (i % 2 === 0 ? ': ' : '\r\n'));
      passed.write(`GET ${target.path} HTTP/1.1\r\n${lines.join('')}\r\n`);
      passed.pipe(socket).pipe(passed);
    });
    for (const end of [passed, socket]) end.on('error', () => [passed, socket].map((one) => one.destroy()));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

const PAGE =
  '<html><head></head><body><section id="one" data-kind="section" data-section="one"></section></body></html>';

it('two rooms behind one proxy know nothing of each other', async () => {
  const folder = await temporaryFolder({});
  const ports = new Map<string, number>();
  const proxy = await proxyTo({ a: () => ports.get('a') ?? 0, b: () => ports.get('b') ?? 0 });
  const rooms = [];
  for (const name of ['a', 'b']) {
    const outline = deckOutlineOf(PAGE);
    const room = await openRoom({
      deck: PAGE,
      outline,
      session: newSession('', new Date()),
      sessionFile: join(folder, `${name}.json`),
      port: 0,
      host: null,
      address: `${proxy}/${name}`,
      templates: null,
    });
    onTestFinished(room.close);
    ports.set(name, room.port);
    rooms.push(room);
  }
  const [a, b] = rooms;
  if (!a || !b) throw new Error('no rooms');
  expect(a.members).toBe(`${proxy}/a/`);
  expect((await fetch(`${a.members}room/room.js`)).status).toBe(200);
  const presenter = await RoomGuest.join(a.members, { key: a.presenter.split('#key=')[1] ?? '' });
  const [inA, inB] = [await RoomGuest.join(a.members), await RoomGuest.join(b.members)];
  presenter.send({ type: 'place', place: { ...NOWHERE, slide: 'one' } });
  await inA.hears('place');
  const late = await RoomGuest.join(b.members);
  expect((await late.hears('welcome')).place.slide).toBe('');
  expect(inB.told.some(({ type }) => type === 'place')).toBe(false);
  for (const guest of [presenter, inA, inB, late]) guest.close();
});
