import { chmod, mkdir, readdir, rm, rmdir, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { removeBrowser } from '../../src/api/remove-browser.js';
import { bundledPackage, unpackBundled } from '../../src/browser/bundled-browser.js';
import { describeBrowser } from '../../src/browser/describe-browser.js';
import { launchBrowser } from '../../src/browser/launch-browser.js';
import { whereabouts } from '../../src/browser/process-folder.js';
import { type UnpackedBrowser, unpackedBrowsers } from '../../src/browser/unpacked-browser.js';
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
  it('comes with a page that draws no frame, and with no process for a network', async () => {
    const { browser, session, framesOnDemand, tidy } = await launchBrowser(null);
    onTestFinished(tidy);
    expect(framesOnDemand).toBe(true);
    const pages = await browser.pages();
    expect(pages).toHaveLength(1);
    const draws = pages[0]?.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => resolve(true));
          setTimeout(resolve, 300, false);
        }),
    );
    expect(await draws).toBe(false);
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    expect(processInfo.map(({ type }) => type).sort()).toEqual(['GPU', 'browser', 'renderer']);
  });

  it('is unpacked once, also by two at the same time, and repaired when broken', async () => {
    if (!source) return;
    const left = 'browser/999999999-abcdef';
    const cache = await temporaryFolder({
      [`${left}/.cribsheet-profile`]: whereabouts(),
      [`${left}/unpacked/headless-shell`]: 'half',
    });
    await chmod(cache, 0o700);
    withEnvironment({ CRIBSHEET_CACHE_DIR: cache });
    const told: UnpackedBrowser[] = [];
    const unpack = () => unpackBundled(source, (unpacked) => told.push(unpacked));
    const [one, two] = await Promise.all([unpack(), unpack()]);
    expect(one).toEqual(two);
    expect(told[0]?.folder).toBe(dirname(one.path));
    const known = told.length;
    expect(await readdir(join(cache, 'browser'))).toHaveLength(1);
    const { mtimeMs, size } = await stat(one.path);

    const started = performance.now();
    await unpack();
    expect(performance.now() - started).toBeLessThan(200);
    expect((await stat(one.path)).mtimeMs).toBe(mtimeMs);
    expect(told).toHaveLength(known);

    await writeFile(one.path, 'cut off');
    await unpackBundled(source);
    expect((await stat(one.path)).size).toBe(size);
    expect(await readdir(join(cache, 'browser'))).toHaveLength(1);

    const [unpacked] = await unpackedBrowsers();
    expect(unpacked).toEqual({ folder: dirname(one.path), bytes: expect.any(Number) });
    expect(unpacked?.bytes).toBe(told[0]?.bytes);
    expect((unpacked?.bytes ?? 0) / size).toBeCloseTo(1, 1);
    // What somebody else has put there, in the folder, beside it or by a link, stays.
    await writeFile(join(dirname(one.path), 'mine'), 'x');
    await mkdir(join(cache, 'browser/headless-shell-1.2.3-4'));
    const mine = await temporaryFolder({ 'lib/mine': 'x' });
    await rm(join(dirname(one.path), 'lib'), { recursive: true });
    await symlink(join(mine, 'lib'), join(dirname(one.path), 'lib'));
    const living = 'profiles/1-abcdef';
    await mkdir(join(cache, living), { recursive: true });
    await expect(removeBrowser()).rejects.toThrow('process 1 uses the browser');
    expect((await stat(one.path)).size).toBe(size);
    await rmdir(join(cache, living));
    const { removed, left: others } = await removeBrowser();
    expect(removed.map(({ folder }) => folder)).toEqual([dirname(one.path)]);
    expect([...others].sort()).toEqual(
      [join(cache, 'browser/headless-shell-1.2.3-4'), dirname(one.path)].sort(),
    );
    expect(await readdir(dirname(one.path))).toEqual(['mine']);
    expect(await readdir(join(mine, 'lib'))).toEqual(['mine']);
    expect(await removeBrowser()).toEqual({ removed: [], left: others });
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
