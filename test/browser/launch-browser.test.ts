import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundledPackage, unpackBundled } from '../../src/browser/bundled-browser.js';
import { describeBrowser } from '../../src/browser/describe-browser.js';
import { launchBrowser } from '../../src/browser/launch-browser.js';
import { whereabouts } from '../../src/browser/process-folder.js';
import { temporaryFolder } from '../temporary-folder.js';

function withEnvironment(values: Readonly<Record<string, string>>): void {
  const before = { ...env };
  Object.assign(env, values);
  onTestFinished(() => {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) delete env[name];
      else env[name] = before[name];
    }
  });
}

const source = await bundledPackage();

describe('the browser in use', () => {
  it('is described, with the reasons against the others', async () => {
    const report = await describeBrowser(null);
    expect(report.version).toMatch(/Chrome\/\d+/);
    expect(report.passedOver.map(({ name }) => name)).toContain('--browser');
    for (const { reason } of report.passedOver) expect(reason).not.toBe('');
  });

  it('is the one that the user named, or none', async () => {
    await expect(launchBrowser('/does/not/exist')).rejects.toThrow(
      'the browser given with --browser does not work: /does/not/exist is no program',
    );
    withEnvironment({ PUPPETEER_EXECUTABLE_PATH: '/nor/this' });
    await expect(launchBrowser(null)).rejects.toThrow('given with PUPPETEER_EXECUTABLE_PATH');
  });

  it('is refused when it starts and says nothing', async () => {
    const folder = await temporaryFolder({ browser: '#!/bin/sh\nexec sleep 100\n' });
    await chmod(join(folder, 'browser'), 0o755);
    await expect(launchBrowser(join(folder, 'browser'))).rejects.toThrow('says nothing for 10 s');
  });

  it('is refused when it prints garbage and ends', async () => {
    const folder = await temporaryFolder({ browser: '#!/bin/sh\necho garbage\nexit 3\n' });
    await chmod(join(folder, 'browser'), 0o755);
    await expect(launchBrowser(join(folder, 'browser'))).rejects.toThrow('does not start');
  });
});

describe.skipIf(source === null)('the bundled browser', () => {
  it('is unpacked once, also by two at the same time, and repaired when broken', async () => {
    if (!source) return;
    const left = 'browser/999999999-abcdef';
    const cache = await temporaryFolder({
      [`${left}/.cribsheet-profile`]: whereabouts(),
      [`${left}/unpacked/headless-shell`]: 'half',
    });
    await chmod(cache, 0o700);
    withEnvironment({ CRIBSHEET_CACHE_DIR: cache });
    const [one, two] = await Promise.all([unpackBundled(source), unpackBundled(source)]);
    expect(one).toEqual(two);
    expect(await readdir(join(cache, 'browser'))).toHaveLength(1);
    const { mtimeMs, size } = await stat(one.path);

    const started = performance.now();
    await unpackBundled(source);
    expect(performance.now() - started).toBeLessThan(200);
    expect((await stat(one.path)).mtimeMs).toBe(mtimeMs);

    await writeFile(one.path, 'cut off');
    await unpackBundled(source);
    expect((await stat(one.path)).size).toBe(size);
    expect(await readdir(join(cache, 'browser'))).toHaveLength(1);
  });

  it('starts with the libraries that it brings along, and clears up dead profiles of its own', async () => {
    const cache = await temporaryFolder({
      'profiles/999999999-abc123/.cribsheet-profile': hostname(),
      'profiles/999999999-mine/x': '',
    });
    await chmod(cache, 0o700);
    withEnvironment({ CRIBSHEET_CACHE_DIR: cache });
    if (!source) return;
    const { path } = await unpackBundled(source);
    withEnvironment({ LD_LIBRARY_PATH: join(path, '..', 'lib') });
    const { tidy } = await launchBrowser(null);
    expect((await readdir(join(cache, 'profiles'))).sort()).toEqual([
      expect.stringMatching(`^${process.pid}-`),
      '999999999-mine',
    ]);
    await tidy();
    expect(await readdir(join(cache, 'profiles'))).toEqual(['999999999-mine']);
  });
});
