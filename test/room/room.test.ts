import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOM_LIMITS } from '../../src/bounds/room-limits.js';
import { deckOutlineOf } from '../../src/room/deck-outline.js';
import { parseMessage } from '../../src/room/messages.js';
import { PresenterKeys } from '../../src/room/presenter-keys.js';
import { RateLimit } from '../../src/room/rate-limit.js';
import { roomAddress } from '../../src/room/room-address.js';
import { type OpenRoom, openRoom } from '../../src/room/room-server.js';
import { isShaky, ranking } from '../../src/session/ranking.js';
import { readSession } from '../../src/session/read-session.js';
import { NOWHERE, newSession } from '../../src/session/session.js';
import { parseSession, sessionText } from '../../src/session/session-format.js';
import { temporaryFolder } from '../temporary-folder.js';
import { newDevice, RoomGuest } from './room-guest.js';

/** A deck's file as its template makes it, without what the room does not read. */
const DECK = `<!DOCTYPE html><html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; script-src 'sha256-x'">
<title>Queues</title></head><body>
<section id="deck-title" data-title="Queues" data-kind="front" data-section="deck-title"></section>
<section id="sqs--quiz-1" data-title="Which?" data-kind="quiz" data-section="sqs" data-question="sqs--quiz-1"></section>
<section id="sqs" data-title="SQS" data-kind="section" data-section="sqs"></section>
<section id="constructor" data-title="SNS" data-kind="section" data-section="constructor"></section>
</body></html>`;

const AT = (slide: string) => ({ ...NOWHERE, slide });
const open: OpenRoom[] = [];
const guests: RoomGuest[] = [];

afterEach(async () => {
  for (const guest of guests.splice(0)) guest.close();
  for (const room of open.splice(0)) await room.close();
});

async function roomIn(folder: string, port = 0): Promise<OpenRoom & { readonly key: string }> {
  const sessionFile = join(folder, 'session.json');
  const outline = deckOutlineOf(DECK);
  const session = (await readSession(sessionFile, sessionFile)) ?? newSession(outline.title, new Date());
  const fixed = { host: null, address: null, templates: null };
  const room = await openRoom({ deck: DECK, outline, session, sessionFile, port, ...fixed });
  open.push(room);
  return { ...room, key: room.presenter.split('#key=')[1] ?? '' };
}

async function joined(address: string, hello: Parameters<typeof RoomGuest.join>[1] = {}): Promise<RoomGuest> {
  const guest = await RoomGuest.join(address, hello);
  guests.push(guest);
  return guest;
}

describe('a room', () => {
  it('moves members where the presenter goes, and late ones too', async () => {
    const { members, key } = await roomIn(await temporaryFolder({}));
    const presenter = await joined(members, { key });
    const member = await joined(members);
    presenter.send({ type: 'place', place: { ...AT('sqs'), recall: true, terms: [2, 5] } });
    const { place } = await member.hears('place');
    expect(place).toMatchObject({ slide: 'sqs', recall: true, terms: [2, 5] });
    const late = await joined(members);
    expect(await late.hears('welcome')).toMatchObject({ role: 'member', place });
  });

  it('is moved by its presenter alone', async () => {
    const { members, key } = await roomIn(await temporaryFolder({}));
    const presenter = await joined(members, { key });
    const member = await joined(members);
    for (const message of [
      { type: 'place', place: AT('sqs') },
      { type: 'close', question: 'sqs--quiz-1', closed: true },
      { type: 'hand-over' },
      { type: 'take' },
    ] as const) {
      member.told.length = 0;
      member.send(message);
      expect(await member.hears('refused')).toMatchObject({ reason: 'presenter-only' });
    }
    const guessing = await joined(members, { key: newDevice() });
    expect(await guessing.hears('refused')).toMatchObject({ reason: 'key' });
    expect(await guessing.hears('welcome')).toMatchObject({ role: 'member' });
    presenter.send({ type: 'place', place: AT('nowhere') });
    expect(await presenter.hears('refused')).toMatchObject({ reason: 'unknown' });
    expect(member.told.filter(({ type }) => type === 'place')).toEqual([]);
  });

  it('is handed over by a link that works once, and taken back', async () => {
    const { members, key } = await roomIn(await temporaryFolder({}));
    const first = await joined(members, { key });
    first.send({ type: 'hand-over' });
    const { address } = await first.hears('token');
    const token = address.split('#token=')[1] ?? '';
    const second = await joined(members, { token });
    const made = await second.hears('role', ({ key: own }) => own !== undefined);
    expect(made.role).toBe('driver');
    await first.hears('role', ({ role }) => role === 'standby');
    first.send({ type: 'place', place: AT('sqs') });
    expect(await first.hears('refused')).toMatchObject({ reason: 'presenter-only' });
    const third = await joined(members, { token });
    expect(await third.hears('refused')).toMatchObject({ reason: 'token' });
    second.send({ type: 'place', place: AT('sqs') });
    await first.hears('place', ({ place }) => place.slide === 'sqs');
    // Its own secret brings the second back after a break, and the first takes the deck back.
    second.close();
    const again = await joined(members, { key: made.key ?? '' });
    expect(await again.hears('welcome')).toMatchObject({ role: 'driver' });
    first.send({ type: 'take' });
    await first.hears('role', ({ role }) => role === 'driver');
    await again.hears('role', ({ role }) => role === 'standby');
  });

  it('counts one vote of a device, the last, and shows results when the vote is closed', async () => {
    const folder = await temporaryFolder({});
    const { members, key } = await roomIn(folder);
    const presenter = await joined(members, { key });
    const device = newDevice();
    const [one, same, other] = [
      await joined(members, { device }),
      await joined(members, { device }),
      await joined(members),
    ];
    one.send({ type: 'choose', number: 1, question: 'sqs--quiz-1', option: 0 });
    await one.hears('saved', ({ number }) => number === 1);
    same.send({ type: 'choose', number: 1, question: 'sqs--quiz-1', option: 2 });
    other.send({ type: 'choose', number: 1, question: 'sqs--quiz-1', option: 2 });
    other.send({ type: 'vote', number: 2, section: 'constructor', verdict: 'shaky' });
    other.send({ type: 'vote', number: 3, section: 'nowhere', verdict: 'shaky' });
    await Promise.all([same.hears('saved'), other.hears('saved', ({ number }) => number === 2)]);
    expect(await other.hears('refused')).toMatchObject({ reason: 'unknown', number: 3 });
    const isAll = ({ choices }: { readonly choices: Readonly<Record<string, readonly number[]>> }) =>
      choices['sqs--quiz-1']?.[2] === 2;
    const counts = await presenter.hears('counts', isAll);
    expect(counts).toMatchObject({ here: 2, choices: { 'sqs--quiz-1': [0, 0, 2] } });
    expect(other.told.some(({ type }) => type === 'counts' || type === 'results')).toBe(false);
    presenter.send({ type: 'close', question: 'sqs--quiz-1', closed: true });
    expect(await other.hears('results')).toMatchObject({ tally: [0, 0, 2] });
    other.send({ type: 'choose', number: 4, question: 'sqs--quiz-1', option: 1 });
    await other.hears('refused', ({ number, reason }) => number === 4 && reason === 'closed');
    const saved = parseSession(await readFile(join(folder, 'session.json'), 'utf8'));
    expect(saved?.verdicts.get('constructor')?.size).toBe(1);
    expect(JSON.stringify([...(saved?.keys ?? [])])).not.toContain(key);
  });

  it('goes on where an earlier run was, with its presenter and its votes', async () => {
    const folder = await temporaryFolder({});
    const first = await roomIn(folder);
    const presenter = await joined(first.members, { key: first.key });
    const device = newDevice();
    const member = await joined(first.members, { device });
    presenter.send({ type: 'place', place: AT('sqs') });
    member.send({ type: 'vote', number: 1, section: 'sqs', verdict: 'shaky' });
    await member.hears('saved');
    await first.close();
    const second = await roomIn(folder, Number(new URL(first.members).port));
    const back = await joined(second.members, { device });
    expect(await back.hears('welcome')).toMatchObject({
      place: { slide: 'sqs' },
      verdicts: { sqs: 'shaky' },
      ranking: [{ section: 'sqs', got: 0, shaky: 1 }],
    });
    const again = await joined(second.members, { key: first.key });
    expect(await again.hears('welcome')).toMatchObject({ role: 'driver' });
  });

  it('refuses a session file that is none', async () => {
    const folder = await temporaryFolder({ 'session.json': '{"mine": true}' });
    await expect(roomIn(folder)).rejects.toThrow('this is no study session');
    expect(await readFile(join(folder, 'session.json'), 'utf8')).toBe('{"mine": true}');
  });
});

describe('what a stranger can do to a room', () => {
  it.each([
    ['another site', 'http://evil.example', '/room'],
    ['another port of this machine', 'http://127.0.0.1:1', '/room'],
    ['no origin', undefined, '/room'],
    ['another path', 'own', '/session.json'],
  ])('a socket from %s is turned away', async (_what, origin, path) => {
    const { members } = await roomIn(await temporaryFolder({}));
    const from = origin === 'own' ? new URL(members).origin : origin;
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(members.replace('http', 'ws').replace(/\/$/, path), {
      ...(from !== undefined && { origin: from }),
    });
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('open', () => resolve('open'));
      socket.on('error', () => undefined);
    });
    expect(status).toBe(path === '/room' ? 403 : 404);
  });

  it('gets no file but those of the page', async () => {
    const { members } = await roomIn(await temporaryFolder({}));
    const ask = (path: string, host = new URL(members).host, method = 'GET') =>
      new Promise<[number, string]>((resolve) => {
        const { port } = new URL(members);
        get({ host: '127.0.0.1', port, path, method, headers: { host } }, (response) => {
          let text = '';
          response.on('data', (part) => {
            text += part;
          });
          response.on('end', () => resolve([response.statusCode ?? 0, text]));
        });
      });
    const [status, page] = await ask('/');
    expect(status).toBe(200);
    expect(page).toContain("script-src 'self' 'sha256-x'; connect-src 'self' ws://127.0.0.1:");
    expect((await ask('/room/room.js'))[0]).toBe(200);
    for (const path of [
      '/session.json',
      '/room/../session.json',
      '/room/%2e%2e/x',
      '//',
      '/room/x.js',
      '/%00',
    ])
      expect([path, (await ask(path))[0]]).toEqual([path, 404]);
    expect((await ask('/', 'evil.example'))[0]).toBe(403);
    expect((await ask('/', undefined, 'POST'))[0]).toBe(405);
  });

  it('garbage ends the connection that sends it, and no other', async () => {
    const { members, key } = await roomIn(await temporaryFolder({}));
    const presenter = await joined(members, { key });
    const member = await joined(members);
    const stranger = await joined(members);
    const ended = stranger.ended();
    for (let i = 0; i < ROOM_LIMITS.strikes; i += 1)
      stranger.socket.send(i % 2 === 0 ? '{"type":"place"' : Buffer.from([0xff, i]));
    expect(await ended).toBe(1008);
    const large = await joined(members);
    const closed = large.ended();
    large.socket.send('x'.repeat(ROOM_LIMITS.messageBytes + 1));
    expect(await closed).toBe(1009);
    presenter.send({ type: 'place', place: AT('sqs') });
    await member.hears('place');
  });

  it('a flood of messages is cut off', async () => {
    const { members } = await roomIn(await temporaryFolder({}));
    const flood = await joined(members);
    const ended = flood.ended();
    for (let number = 0; number < 4 * ROOM_LIMITS.messages; number += 1)
      flood.send({ type: 'vote', number, section: 'sqs', verdict: 'got' });
    expect(await ended).toBe(1008);
  });

  it('one address has so many connections and no more', async () => {
    const { members } = await roomIn(await temporaryFolder({}));
    const all = Array.from({ length: ROOM_LIMITS.connectionsPerAddress + 20 }, () => {
      const guest = new RoomGuest(members);
      guests.push(guest);
      return guest.opened().then(
        () => true,
        () => false,
      );
    });
    const opened = (await Promise.all(all)).filter(Boolean);
    expect(opened.length).toBe(ROOM_LIMITS.connectionsPerAddress);
  });
});

describe('its parts', () => {
  it.each([
    'x',
    '[]',
    '{"type":"hello"}',
    '{"type":"hello","device":"short"}',
    '{"type":"hello","device":"0123456789abcdef","role":"driver"}',
    '{"type":"vote","number":1,"section":"sqs","verdict":"maybe"}',
    '{"type":"choose","number":1,"question":"q","option":26}',
    '{"type":"choose","number":1,"question":"q","option":-1}',
    '{"type":"place","place":{"slide":"a","recall":true,"terms":[0.5],"step":0,"answered":false,"ranking":false}}',
  ])('%s is no message', (text) => {
    expect(parseMessage(text)).toBeNull();
  });

  it('a rate limit lets a burst pass, and then so many per second', () => {
    let now = 0;
    const limit = new RateLimit(3, 2, () => now);
    expect(Array.from({ length: 4 }, () => limit.take())).toEqual([true, true, true, false]);
    now += 1000;
    expect(Array.from({ length: 3 }, () => limit.take())).toEqual([true, true, false]);
    now += 60_000;
    expect(limit.isFull()).toBe(true);
  });

  it('a link for handing over ends after its time', () => {
    let now = 0;
    const keys = new PresenterKeys(newSession('t', new Date()), () => now);
    const token = keys.offer();
    now += ROOM_LIMITS.handOverMs + 1;
    expect(keys.redeem(token)).toBeNull();
  });

  it('the weakest section comes first, and many votes weigh more than one', () => {
    const session = newSession('t', new Date());
    const votes = (got: number, shaky: number) =>
      new Map([
        ...Array.from({ length: got }, (_, i) => [`g${i}`, 'got'] as const),
        ...Array.from({ length: shaky }, (_, i) => [`s${i}`, 'shaky'] as const),
      ]);
    session.verdicts.set('one', votes(0, 1)).set('ten', votes(2, 8)).set('sure', votes(9, 1));
    const order = ranking(session, ['unseen', 'sure', 'one', 'ten']);
    expect(order.map(({ section }) => section)).toEqual(['ten', 'one', 'sure']);
    expect(order.map(isShaky)).toEqual([true, true, false]);
  });

  it('a session is the same after it was kept', () => {
    const session = newSession('t', new Date(0));
    session.verdicts.set('constructor', new Map([[newDevice(), 'got']]));
    session.choices.set('__proto__', new Map([[newDevice(), 3]]));
    session.times.set('a', 12);
    session.closed.add('q');
    expect(parseSession(sessionText(session))).toEqual(session);
  });

  it('behind a proxy the address is that of the proxy', () => {
    const at = roomAddress(4410, null, 'https://rooms.example/b12');
    expect(at.members).toBe('https://rooms.example/b12/');
    expect(at.origins).toContain('https://rooms.example');
    expect(at.hosts).toEqual(expect.arrayContaining(['rooms.example', '127.0.0.1:4410']));
  });
});
