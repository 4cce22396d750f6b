import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { platform } from 'node:process';
import { expect, it } from 'vitest';
import { makeProcessFolder, sweepProcessFolders, whereabouts } from '../../src/browser/process-folder.js';
import { temporaryFolder } from '../temporary-folder.js';

const MARK = '.cribsheet-profile';
const DEAD = 999_999_999;
const DAY_MS = 86_400_000;

it("a run removes what ended processes left, and leaves another container's alone", async () => {
  const elsewhere = `${hostname()} pid:[1]`;
  const parent = await temporaryFolder({
    [`${DEAD}-abcdef/${MARK}`]: whereabouts(),
    [`${DEAD}-abcdeg/${MARK}`]: elsewhere,
    [`${DEAD}-abcdeh/${MARK}`]: elsewhere,
    [`${process.pid}-abcdef/${MARK}`]: whereabouts(),
    [`${DEAD}-abcdei/bookmarks`]: 'mine',
  });
  const old = new Date(Date.now() - 2 * DAY_MS);
  await utimes(join(parent, `${DEAD}-abcdeh`, MARK), old, old);
  const own = await makeProcessFolder(parent);
  expect((await readdir(parent)).filter((name) => join(parent, name) !== own.path).sort()).toEqual([
    `${process.pid}-abcdef`,
    `${DEAD}-abcdeg`,
    `${DEAD}-abcdei`,
  ]);
  await own.remove();
  expect(await readdir(parent)).toHaveLength(3);
});

it.skipIf(platform !== 'linux')(
  'a browser that was stopped when its run was killed is ended by the next',
  async () => {
    const parent = await temporaryFolder({ [`${DEAD}-abcdef/${MARK}`]: whereabouts() });
    const folder = join(parent, `${DEAD}-abcdef`);
    const left = spawn('sh', ['-c', 'kill -STOP $$; sleep 100', 'sh', `--user-data-dir=${folder}`], {
      detached: true,
    });
    const ended = once(left, 'exit');
    await sweepProcessFolders(parent);
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await readdir(parent)).toEqual([]);
  },
);
