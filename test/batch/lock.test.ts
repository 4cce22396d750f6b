import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withLock } from '../../src/batch/cache/lock.js';
import { temporaryFolder } from '../temporary-folder.js';

const BUILDS = 12;
const TIMES = 25;

it('lets one build in at a time, however many wait at the door', async () => {
  const file = join(await temporaryFolder({}), '.lock');
  let inside = 0;
  let most = 0;
  const build = async (): Promise<void> => {
    for (let time = 0; time < TIMES; time += 1)
      await withLock(file, async () => {
        inside += 1;
        most = Math.max(most, inside);
        // As long as another needs to look at the lock.
        for (let look = 0; look < 3; look += 1) await stat(file).catch(() => undefined);
        inside -= 1;
      });
  };
  await Promise.all(Array.from({ length: BUILDS }, build));
  expect(most).toBe(1);
}, 60_000);
