import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ROOM_LIMITS } from '../bounds/room-limits.js';
import type { Session } from '../session/session.js';
import { SessionFile } from '../session/session-file.js';
import { openServer } from '../site/local-server.js';
import { refuse } from '../site/refuse.js';
import type { DeckOutline } from './deck-outline.js';
import { Room } from './room.js';
import { type RoomAddress, roomAddress } from './room-address.js';
import { qrPicture, type RoomFile, roomFiles } from './room-page.js';
import { RoomSockets } from './room-sockets.js';

/** What a room shows, and where. */
export interface RoomOptions {
  readonly deck: string;
  readonly outline: DeckOutline;
  readonly session: Session;
  /** Where the session is kept. */
  readonly sessionFile: string;
  /** 0 takes any. */
  readonly port: number;
  /** Address of this machine to listen on; null for itself alone. */
  readonly host: string | null;
  /** That members use where a proxy stands in front. */
  readonly address: string | null;
  readonly templates: string | null;
}

/** A room that is open. */
export interface OpenRoom {
  readonly port: number;
  readonly members: string;
  /** Holds the secret. */
  readonly presenter: string;
  /** @returns when all is on disk and nobody is connected */
  readonly close: () => Promise<void>;
}

/** @throws ProblemError when the port cannot be had */
export async function openRoom(options: RoomOptions): Promise<OpenRoom> {
  const { session, outline, host } = options;
  const file = new SessionFile(options.sessionFile, session);
  let answer = (_request: IncomingMessage, response: ServerResponse): void => refuse(response, 503);
  const server = await openServer(async (request, response) => answer(request, response), options.port, {
    host: host ?? '127.0.0.1',
    // Each member holds one for the socket, and some more while the page comes.
    maxConnections: 2 * ROOM_LIMITS.connections,
  });
  const { port } = server.address() as AddressInfo;
  const address = roomAddress(port, host, options.address);
  const room = new Room(outline, session, {
    save: file.save,
    nowMs: () => performance.now(),
    invite: (fragment) => ({
      address: address.members + fragment,
      qr: qrPicture(address.members + fragment),
    }),
  });
  const files = roomFiles(options.deck, address.members, outline.lang, address.origins, options.templates);
  answer = answering(files, address);
  const sockets = new RoomSockets(
    room,
    (request) => isOwn(request, address) && isFromOwnPage(request, address),
  );
  sockets.listenOn(server);
  const presenter = `${address.members}#key=${room.openToPresenter()}`;
  await file.save();
  const close = async (): Promise<void> => {
    room.close();
    sockets.close();
    await file.save().catch(() => undefined);
    await closed(server);
  };
  return { port, members: address.members, presenter, close };
}

/** Answers with the room's own files, and with nothing else. */
function answering(files: ReadonlyMap<string, RoomFile>, address: RoomAddress) {
  const packed = new Map([...files].map(([path, { content }]) => [path, gzipSync(content)]));
  return (request: IncomingMessage, response: ServerResponse) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (!isOwn(request, address)) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    const file = files.get(path);
    const body = packed.get(path);
    if (!file || !body) return refuse(response, 404);
    const isPacked = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const content = isPacked ? body : Buffer.from(file.content);
    response.writeHead(200, {
      'Content-Type': file.type,
      'Content-Length': content.length,
      Vary: 'Accept-Encoding',
      ...(isPacked && { 'Content-Encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : content);
  };
}

/** A page of another site must not reach the room under a name of its own. */
function isOwn(request: IncomingMessage, { hosts }: RoomAddress): boolean {
  return hosts.includes((request.headers.host ?? '').toLowerCase());
}

/** Browsers name the page that opens a socket; a page of another origin could do it with the reader's own browser. */
function isFromOwnPage(request: IncomingMessage, { origins }: RoomAddress): boolean {
  const { origin } = request.headers;
  return origin !== undefined && origins.includes(origin.toLowerCase());
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
