import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BuildReport } from '../batch/report.js';
import type { Run } from '../batch/run.js';
import { findNotes } from '../files/find-notes.js';
import { shownPath } from '../files/shown-path.js';
import { isThere } from '../files/write-whole.js';
import { DEFAULTS, type OptionsOfCommand } from '../options/options.js';
import { error, type Problem, ProblemError } from '../problem.js';
import type { OpenRoom } from '../room/room-server.js';
import { newSession } from '../session/session.js';
import { aborted } from './aborted.js';
import { openRun, type RunOptions, runBuild } from './build.js';

/** Where an open session is reached. */
export interface SessionAddresses {
  /** What members open. */
  readonly members: string;
  /** What the presenter opens; whoever has it moves the slides. */
  readonly presenter: string;
  /** The members' address as a QR code for a terminal, a line for two rows of it. */
  readonly qr: string;
  /** Whether other machines reach it. */
  readonly isOpen: boolean;
  /** Where votes are kept. */
  readonly session: string;
  /** Whether it goes on with what an earlier run has kept there. */
  readonly isResumed: boolean;
}

/** Options of a study session: those of the deck, and where it is held. */
export type PresentOptions = OptionsOfCommand<'present'> &
  RunOptions & {
    /** Told when the deck is made, or was not. */
    readonly onBuild?: (report: BuildReport) => void;
    /** Told once, when members can come. */
    readonly onOpen?: (addresses: SessionAddresses) => void;
  };

const DECK_ALONE = { only: ['deck'], sections: false, shard: null } as const;

/**
 * Makes one deck and opens a study session with it: members follow the presenter and vote. The session is
 * kept beside the deck, and a later call goes on with it.
 *
 * @returns when the signal is aborted, or the deck cannot be made
 * @throws ProblemError for wrong usage, more than one note, a port that is taken, a session file that is none
 */
export async function present(options: PresentOptions = {}): Promise<void> {
  const opened = await openRun(options, true, { parts: ['onBuild', 'onOpen'] });
  // Also where a config says what a build makes.
  const run = { ...opened, given: { ...opened.given, ...DECK_ALONE } };
  const { signal, cwd, given } = run;
  if (signal?.aborted) return;
  const { value: notes } = await findNotes(run.paths, run);
  const decks = notes.length * Math.max(1, given.section?.length ?? 1);
  if (decks > 1) throw new ProblemError(tooMany(decks));
  const report = await runBuild(run).catch((failure: unknown) => {
    if (signal?.aborted) return null;
    throw failure;
  });
  if (report === null) return;
  options.onBuild?.(report);
  const [output] = report.outputs;
  // The report says why.
  if (output === undefined) return;
  const { room, addresses } = await openSession(resolve(cwd, output.file), run);
  options.onOpen?.(addresses);
  await aborted(signal);
  await room.close();
}

/** Opens the room of a finished deck, with what its session has kept. */
async function openSession(
  file: string,
  { cwd, given }: Run,
): Promise<{ readonly room: OpenRoom; readonly addresses: SessionAddresses }> {
  const [{ openRoom }, { deckOutlineOf }, { readSession }, { renderUnicodeCompact }] = await Promise.all([
    import('../room/room-server.js'),
    import('../room/deck-outline.js'),
    import('../session/read-session.js'),
    import('uqr'),
  ]);
  const deck = await readFile(file, 'utf8');
  const outline = deckOutlineOf(deck);
  const sessionFile = await sessionFileOf(file);
  const kept = await readSession(sessionFile, shownPath(sessionFile, cwd));
  const room = await openRoom({
    deck,
    outline,
    session: kept ?? newSession(outline.title, new Date()),
    sessionFile,
    port: given.port ?? DEFAULTS.port,
    host: given.host ?? null,
    address: given.address ?? null,
    templates: given.templates ?? null,
  });
  const { members, presenter } = room;
  const addresses = {
    members,
    presenter,
    qr: renderUnicodeCompact(members, { border: 2 }),
    isOpen: given.host !== undefined && given.host !== null,
    session: shownPath(sessionFile, cwd),
    isResumed: kept !== null,
  };
  return { room, addresses };
}

/** `git/git.deck.html` → `git/git.session.json`, or `git/session.json` where an earlier version began the session. */
async function sessionFileOf(deck: string): Promise<string> {
  const file = deck.replace(/deck\.html$/, 'session.json');
  const earlier = join(dirname(deck), 'session.json');
  return !(await isThere(file)) && (await isThere(earlier)) ? earlier : file;
}

function tooMany(decks: number): Problem {
  const hint = 'Name one note, or one of its sections: cribsheet present notes/git.md --section branches';
  return error(`a session shows one deck, and these are ${decks}`, { file: '' }, hint);
}
