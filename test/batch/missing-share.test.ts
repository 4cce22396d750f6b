import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build, merge } from '../../src/index.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTE = '# SQS\n\n## Queues\n\n- **FIFO**: in order\n\n## Polling\n\n- **long**: costs less\n';

it('a merge without one of the shares says which is missing', async () => {
  const cwd = await temporaryFolder({ 'notes/sqs.md': NOTE });
  const shares = [1, 2, 3].map((index) => ({ index, count: 3 }));
  for (const shard of shares) await build({ cwd, only: ['cards'], shard, out: `share-${shard.index}` });
  const some = await merge({ cwd, folders: ['share-1', 'share-3'], out: 'some' });
  expect(some.problems.map(({ message }) => message)).toEqual([
    'the outputs are not complete: shares are missing (2/3)',
  ]);
  expect(some.outputs).toHaveLength(2);
  const all = await merge({ cwd, folders: ['share-1', 'share-2', 'share-3'].map((name) => join(cwd, name)) });
  expect(all.problems).toEqual([]);
  expect(all.outputs).toHaveLength(3);
});
