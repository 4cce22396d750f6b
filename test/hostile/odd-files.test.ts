import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import { describe, expect, it } from 'vitest';
import { templateProblems } from '../../src/html/template-problem.js';
import { readSession } from '../../src/session/read-session.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Files of which reading may not end, where a repository has put them in the place of ours. */
const ODD = {
  pipe: async (path: string): Promise<void> => void execFileSync('mkfifo', [path]),
  'link to a device': (path: string): Promise<void> => symlink('/dev/zero', path),
  folder: async (path: string): Promise<void> => void (await mkdir(path)),
};

describe.skipIf(platform === 'win32').each(Object.entries(ODD))('a %s', (_name, make) => {
  it('in the place of a study session is none', { timeout: 5000 }, async () => {
    const file = join(await temporaryFolder({ x: '' }), 'session.json');
    await make(file);
    await expect(readSession(file, 'session.json')).rejects.toMatchObject({
      problem: { message: 'this is no study session' },
    });
  });

  it('in a folder of templates is not read', { timeout: 5000 }, async () => {
    const own = await temporaryFolder({
      'own/sheet/sheet.css': '',
      'ours/sheet/sheet.css': '',
      'ours/deck/deck.css': '',
    });
    await mkdir(join(own, 'own/deck'));
    await make(join(own, 'own/deck/deck.css'));
    expect(templateProblems(join(own, 'own'), join(own, 'ours'))).toEqual([]);
  });
});
