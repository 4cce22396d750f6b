import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { SessionAddresses } from '../../src/index.js';
import { NOWHERE } from '../../src/session/session.js';
import { RoomGuest } from './room-guest.js';

/** Slides that the presenter goes round, two of them. */
export const NOTE =
  '# One\n\n- **first** of all, and no other\n\n# Two\n\n- **second** to none, as they say\n';
const SLIDES = ['one', 'two'] as const;
/** A move that has not arrived by then is lost. */
const MOST_MS = 20_000;

/** `cribsheet present` in a process of its own. */
export interface PresentProcess extends SessionAddresses {
  readonly child: ChildProcess;
  /** Ends it without a chance to keep anything. */
  readonly kill: () => Promise<void>;
}

/** @param root of the checkout, whose `dist` is run */
export async function startPresent(root: string, cwd: string, port: number): Promise<PresentProcess> {
  const argv = [join(root, 'dist/cli.js'), 'present', 'note.md', '--port', String(port), '--json'];
  const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const addresses = await new Promise<SessionAddresses>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (part) => {
      text += part;
      const line = text.split('\n').find((one) => one.startsWith('{"session"'));
      if (line?.endsWith('}')) resolve(JSON.parse(line).session);
    });
    child.once('close', () => reject(new Error(`present ended: ${text}`)));
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { ...addresses, child, kill };
}

/** A presenter and members, all in this process. */
export class Crowd {
  readonly presenter: RoomGuest;
  readonly members: readonly RoomGuest[];
  #moves = 0;

  private constructor(presenter: RoomGuest, members: readonly RoomGuest[]) {
    this.presenter = presenter;
    this.members = members;
  }

  static async come(at: SessionAddresses, size: number): Promise<Crowd> {
    const key = at.presenter.split('#key=')[1] ?? '';
    const presenter = await RoomGuest.join(at.members, { key });
    const members = await Promise.all(Array.from({ length: size }, () => RoomGuest.join(at.members)));
    for (const guest of [presenter, ...members]) guest.told.length = 0;
    return new Crowd(presenter, members);
  }

  /**
   * The presenter goes to the other slide.
   *
   * @returns ms until each member knew
   * @throws Error where one was not told
   */
  async move(): Promise<readonly number[]> {
    this.#moves += 1;
    const slide = SLIDES[this.#moves % SLIDES.length] ?? 'one';
    const startMs = performance.now();
    const arrived = this.members.map(async (member) => {
      const tookMs = await new Promise<number>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('a member was not told of a move')), MOST_MS);
        member.onTold = ({ type }) => {
          if (type !== 'place') return;
          clearTimeout(late);
          resolve(performance.now() - startMs);
        };
      });
      member.told.length = 0;
      return tookMs;
    });
    this.presenter.send({ type: 'place', place: { ...NOWHERE, slide } });
    return Promise.all(arrived);
  }

  /** Every member votes; resolves with the number of votes that the room has confirmed until it ended. */
  async vote(number: number, isOver: Promise<void>): Promise<number> {
    let saved = 0;
    const all = this.members.map(async (member) => {
      const confirmed = new Promise<void>((resolve) => {
        member.onTold = (message) => {
          if (message.type === 'saved' && message.number === number) resolve();
        };
      }).then(() => {
        saved += 1;
      });
      member.send({ type: 'vote', number, section: 'one', verdict: 'shaky' });
      await confirmed;
    });
    await Promise.race([Promise.all(all), isOver]);
    return saved;
  }

  leave(): void {
    for (const guest of [this.presenter, ...this.members]) guest.close();
  }
}

/** Votes on the first section in a session's file. */
export function keptVotes(text: string): number {
  const { verdicts } = JSON.parse(text) as { readonly verdicts: [string, Record<string, string>][] };
  return Object.keys(verdicts.find(([section]) => section === 'one')?.[1] ?? {}).length;
}
