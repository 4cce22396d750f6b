import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { FromGuest, ToGuest } from '../../src/room/messages.js';

type Told = ToGuest | { readonly type: 'beat' };
type Hello = Partial<Omit<Extract<FromGuest, { type: 'hello' }>, 'type'>>;

export const newDevice = (): string => randomBytes(16).toString('base64url');

/** A page of a room, without a browser. */
export class RoomGuest {
  readonly socket: WebSocket;
  readonly told: Told[] = [];
  readonly #waiting = new Set<() => void>();
  /** Called with each message, for those who count. */
  onTold: (message: Told) => void = () => undefined;

  constructor(address: string, origin = new URL(address).origin) {
    const at = new URL('./room', address);
    at.protocol = at.protocol.replace('http', 'ws');
    this.socket = new WebSocket(at, { origin, perMessageDeflate: false });
    this.socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Told;
      this.told.push(message);
      this.onTold(message);
      for (const look of this.#waiting) look();
    });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      for (const look of this.#waiting) look();
    });
  }

  /** Connects and waits for its welcome. */
  static async join(address: string, hello: Hello = {}): Promise<RoomGuest> {
    const guest = new RoomGuest(address);
    await guest.opened();
    guest.send({ type: 'hello', device: newDevice(), ...hello });
    await guest.hears('welcome');
    return guest;
  }

  async opened(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', () => resolve());
      this.socket.once('close', () => reject(new Error('turned away')));
    });
  }

  send(message: FromGuest): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Waits for a message of this type that fits; those that have come already count. */
  async hears<Type extends Told['type']>(
    type: Type,
    fits: (message: Extract<Told, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<Told, { type: Type }>> {
    const find = () =>
      this.told.find((one): one is Extract<Told, { type: Type }> => {
        return one.type === type && fits(one as Extract<Told, { type: Type }>);
      });
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        const isOver = this.socket.readyState >= WebSocket.CLOSING;
        if (found) resolve(found);
        else if (isOver) reject(new Error(`the connection ended before ${type}`));
        if (found || isOver) this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async ended(): Promise<number> {
    return new Promise((resolve) => this.socket.once('close', (code) => resolve(code)));
  }

  close(): void {
    this.socket.terminate();
  }
}
