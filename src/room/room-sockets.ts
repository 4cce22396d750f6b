import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { ROOM_LIMITS } from '../bounds/room-limits.js';
import { parseMessage } from './messages.js';
import { RateLimit } from './rate-limit.js';
import type { Room } from './room.js';
import type { Guest } from './seats.js';

/** Where pages connect, below the deck's own address. */
export const SOCKET_PATH = '/room';

/** A page that has not heard of us for two of these looks for us anew; one that does not answer is gone. */
export const BEAT_MS = 10_000;

/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const CLOSE = { policy: 1008, leaving: 1001 } as const;

const BEAT = '{"type":"beat"}';

interface Connection {
  readonly guest: Guest;
  readonly socket: WebSocket;
  isAlive: boolean;
}

/** The WebSockets of one room: bounds what each may send, and how many there are. */
export class RoomSockets {
  readonly #room: Room;
  readonly #isWelcome: (request: IncomingMessage) => boolean;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: ROOM_LIMITS.messageBytes,
  });
  readonly #connections = new Set<Connection>();
  readonly #byAddress = new Map<string, number>();
  readonly #arrivals = new Map<string, RateLimit>();
  readonly #beat: NodeJS.Timeout;

  /** @param isWelcome whether a request's host and origin are the room's own */
  constructor(room: Room, isWelcome: (request: IncomingMessage) => boolean) {
    this.#room = room;
    this.#isWelcome = isWelcome;
    this.#beat = setInterval(() => this.#look(), BEAT_MS);
  }

  listenOn(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  close(): void {
    clearInterval(this.#beat);
    for (const { socket } of this.#connections) {
      socket.close(CLOSE.leaving);
      socket.terminate();
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy());
    const address = request.socket.remoteAddress ?? '';
    const [path] = (request.url ?? '').split('?');
    if (path !== SOCKET_PATH) return turnAway(socket, '404 Not Found');
    if (!this.#isWelcome(request)) return turnAway(socket, '403 Forbidden');
    if (!this.#hasRoom(address)) return turnAway(socket, '503 Service Unavailable');
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#open(opened, address));
  }

  #hasRoom(address: string): boolean {
    const arrivals =
      this.#arrivals.get(address) ?? new RateLimit(ROOM_LIMITS.arrivals, ROOM_LIMITS.arrivalsPerSecond);
    this.#arrivals.set(address, arrivals);
    return (
      arrivals.take() &&
      this.#connections.size < ROOM_LIMITS.connections &&
      (this.#byAddress.get(address) ?? 0) < ROOM_LIMITS.connectionsPerAddress
    );
  }

  #open(socket: WebSocket, address: string): void {
    const connection = { guest: guestAt(socket), socket, isAlive: true };
    this.#connections.add(connection);
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
    const hello = setTimeout(() => socket.close(CLOSE.policy, 'no hello'), ROOM_LIMITS.helloMs);
    socket.on('pong', () => {
      connection.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(hello);
      this.#connections.delete(connection);
      this.#forget(address);
      this.#room.leave(connection.guest);
    });
    this.#listen(connection, () => clearTimeout(hello));
  }

  #listen({ socket, guest }: Connection, onHello: () => void): void {
    const messages = new RateLimit(ROOM_LIMITS.messages, ROOM_LIMITS.messagesPerSecond);
    let strikes = 0;
    let isKnown = false;
    socket.on('message', (data: RawData, isBinary: boolean) => {
      const message = messages.take() && !isBinary ? parseMessage(String(data)) : null;
      // The first message says who it is, and none after it does.
      if (message === null || (message.type === 'hello') === isKnown) {
        strikes += 1;
        if (strikes >= ROOM_LIMITS.strikes) socket.close(CLOSE.policy, 'too much');
        return;
      }
      if (!isKnown) onHello();
      isKnown = true;
      this.#room.take(guest, message);
    });
  }

  #forget(address: string): void {
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }

  /** Ends what does not answer, and tells pages that we are here: they cannot see the pings. */
  #look(): void {
    for (const connection of this.#connections) {
      if (!connection.isAlive) connection.socket.terminate();
      connection.isAlive = false;
      connection.socket.ping();
      connection.guest.send(BEAT);
    }
    for (const [address, arrivals] of this.#arrivals) if (arrivals.isFull()) this.#arrivals.delete(address);
  }
}

function guestAt(socket: WebSocket): Guest {
  return {
    send: (text) => {
      if (socket.readyState !== socket.OPEN) return;
      // It connects anew when it reads again, and is told where we are.
      if (socket.bufferedAmount > ROOM_LIMITS.waitingBytes) socket.terminate();
      else socket.send(text);
    },
  };
}

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
