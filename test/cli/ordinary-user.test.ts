import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath, getuid, platform } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { start } from '../cribsheet-process.js';
import { temporaryFolder } from '../temporary-folder.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const SETPRIV = '/usr/bin/setpriv';
const NOBODY = 65_534;
const NOTE = '# SQS\n\n- **FIFO**: in order\n';

const isRoot = getuid?.() === 0;
/** Root may write and read everything: another user has to be asked. */
const canAsk = platform === 'linux' && (!isRoot || existsSync(SETPRIV));

/** A folder that everybody may look into, and one in it, `home`, that the ordinary user has. */
async function place(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await temporaryFolder(files);
  await chmod(cwd, 0o755);
  await mkdir(join(cwd, 'home'));
  if (isRoot) await chown(join(cwd, 'home'), NOBODY, NOBODY);
  return cwd;
}

async function asUser(argv: readonly string[], cwd: string) {
  const user = isRoot ? [SETPRIV, `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
  // Cards need no browser, and this one is not unpacked first.
  const [program = '', ...args] = [...user, execPath, CLI, ...argv, '--browser', '/bin/false'];
  const home = join(cwd, 'home');
  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: home };
  return new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(program, args, { cwd, env }, (failure, stdout, stderr) =>
      resolve({ code: failure?.code ?? 0, said: stdout + stderr }),
    );
  });
}

describe.runIf(canAsk)('an ordinary user', () => {
  it('is told of an output folder that nothing can be written to', async () => {
    const cwd = await place({ 'sqs.md': NOTE });
    await mkdir(join(cwd, 'closed'), { mode: 0o555 });
    for (const out of ['closed', 'closed/out']) {
      const { code, said } = await asUser(['cards', 'sqs.md', '--out', out], cwd);
      expect(code).toBe(1);
      expect(said).toMatch(new RegExp(`^error ${out}: cannot write .*permission denied$`, 'm'));
      expect(said).toContain('→ Check who owns it, or choose another place.');
      expect(said).not.toContain('fault in cribsheet');
    }
  });

  it.each(['check', 'cards'])('is told by %s of a folder of notes that cannot be read', async (command) => {
    const cwd = await place({ 'n/sqs.md': NOTE, 'n/closed/more.md': NOTE });
    await chmod(join(cwd, 'n/closed'), 0o000);
    const only = command === 'check' ? ['--only', 'cards'] : ['--out', 'home/out'];
    const { code, said } = await asUser([command, 'n', ...only], cwd);
    await chmod(join(cwd, 'n/closed'), 0o755);
    expect(code).toBe(1);
    expect(said).toContain('error n/closed: the folder cannot be read\n');
    expect(said).not.toContain('No problems');
    // The other notes are made.
    if (command === 'cards') expect(await readdir(join(cwd, 'home/out/sqs'))).toContain('sqs.cards.txt');
  });
});

it('a folder for temporary files that cannot be written to is no hindrance', async () => {
  const cwd = await temporaryFolder({ 'sqs.md': NOTE });
  const { code, stderr } = await start(['sheet', 'sqs.md', '-o', 'sqs.pdf'], cwd, {
    TMPDIR: join(cwd, 'no such folder'),
  }).ended;
  expect([code, stderr]).toEqual([0, expect.stringContaining('sqs.pdf\n')]);
});
