import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Crowd, keptVotes, NOTE, startPresent } from '../room/crowd.js';
import { ownShareBytes } from './process-tree.js';

/**
 * One room on one machine: `cribsheet present` in a process of its own, the presenter and all members in this
 * one. How long until a move has reached all, does memory stay flat, does a kill lose a confirmed vote?
 *
 *     npm run bench:room -- --members 200 --moves 1000
 */
const { values } = parseArgs({
  options: { members: { type: 'string', default: '200' }, moves: { type: 'string', default: '1000' } },
});
const size = Number(values.members);
const moves = Number(values.moves);

const MOST_MS = 250;
/** No presenter moves faster, and a room takes forty messages a second of one guest. */
const EVERY_MS = 50;
/** Memory after the first moves, which is when everything has been loaded once. */
const WARM_MOVES = Math.min(100, Math.floor(moves / 2));

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;

const cwd = await mkdtemp(join(tmpdir(), 'cribsheet-room-'));
try {
  await writeFile(join(cwd, 'note.md'), NOTE);
  const isGood = await measure();
  if (!isGood) process.exitCode = 1;
} finally {
  await rm(cwd, { recursive: true, force: true });
}

async function measure(): Promise<boolean> {
  const first = await startPresent(process.cwd(), cwd, 0);
  const memory = (): number => ownShareBytes(first.child.pid ?? 0);
  const crowd = await Crowd.come(first, size);
  const until: number[] = [];
  let warmBytes = 0;
  for (let move = 1; move <= moves; move += 1) {
    const startMs = performance.now();
    until.push(Math.max(...(await crowd.move())));
    await setTimeout(Math.max(0, startMs + EVERY_MS - performance.now()));
    if (move === WARM_MOVES) warmBytes = memory();
  }
  const lastBytes = memory();
  const sorted = until.toSorted((a, b) => a - b);
  const [half, most, worst] = [quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.at(-1) ?? 0];
  say(`${size} members, ${moves} moves: each has reached all after`);
  say(`  ${half.toFixed(1)} ms (median), ${most.toFixed(1)} ms (99 %), ${worst.toFixed(1)} ms (longest)`);
  say(`memory: ${mebibytes(warmBytes)} after ${WARM_MOVES} moves, ${mebibytes(lastBytes)} after ${moves}`);
  const lost = await lostVotes(first, crowd);
  say(`votes confirmed before the kill and not there after it: ${lost}`);
  return most <= MOST_MS && lastBytes < 1.25 * warmBytes && lost === 0;
}

/** All vote, the server is killed once half of the votes are confirmed, and started again. */
async function lostVotes(first: Awaited<ReturnType<typeof startPresent>>, crowd: Crowd): Promise<number> {
  const half = crowd.members.slice(0, Math.ceil(size / 2)).map((member) => member.hears('saved'));
  const killed = Promise.all(half).then(first.kill);
  const saved = await crowd.vote(1, killed);
  await killed;
  crowd.leave();
  const second = await startPresent(process.cwd(), cwd, 0);
  const kept = keptVotes(await readFile(join(cwd, second.session), 'utf8'));
  say(`${saved} of ${size} votes were confirmed, ${kept} are kept`);
  await second.kill();
  return Math.max(0, saved - kept);
}
