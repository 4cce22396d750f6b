import { expect, it } from 'vitest';
import { untar } from '../../src/browser/untar.js';

/** One entry of a tar archive (POSIX.1-1988 ustar): a header of 512 bytes, then the content in such blocks. */
function entry(name: string, content: string, type = '0'): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write('ustar\0', 257);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

const archive = (...entries: readonly Buffer[]): Buffer => Buffer.concat([...entries, Buffer.alloc(1024)]);
const read = (tar: Buffer) => untar(tar).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]);

it('gives the plain files, wherever in memory the archive lies', () => {
  const tar = archive(entry('lib', '', '5'), entry('lib/a.so', 'x'.repeat(700)), entry('empty', ''));
  const shifted = Buffer.concat([Buffer.alloc(7), tar]).subarray(7);
  for (const bytes of [tar, shifted])
    expect(read(bytes)).toEqual([
      ['lib/a.so', 'x'.repeat(700)],
      ['empty', ''],
    ]);
});

it('writes nothing outside the folder', () => {
  const names = ['/etc/cron.d/x', '../x', 'lib/../../x', '..\\x', 'C:\\x'];
  for (const [path] of read(archive(...names.map((name) => entry(name, 'x'))))) {
    expect(path).not.toMatch(/^\/|\\|^[a-z]:/i);
    expect(path?.split('/')).not.toContain('..');
  }
});

it('makes no links', () => {
  expect(read(archive(entry('link', '', '2'), entry('hard', '', '1')))).toEqual([]);
});
