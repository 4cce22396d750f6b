import { expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Every C0 and C1 control but NUL, which no file name has, line separators and marks of direction. */
const CONTROLS = [
  ...Array.from({ length: 31 }, (_, i) => i + 1),
  ...Array.from({ length: 33 }, (_, i) => 0x7f + i),
  ...[0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067],
  ...[0x2068, 0x2069],
].map((code) => String.fromCharCode(code));

/** What acts on a terminal, line ends left out. */
const ACTING = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** What a CI service takes for a command: GitHub at a line's start, older ones and Azure anywhere. */
const COMMAND = /^\s*::[^:]*::|##[\w-]*\[/m;

const FORGED = 'x\n::error title=Forged::text\r##vso[task.complete]##[error]y';

async function printed(argv: readonly string[], cwd: string): Promise<string> {
  let text = '';
  const sink = { write: (part: string) => (text += part), isTTY: false };
  await run(argv, { stdout: sink, stderr: sink, env: {}, cwd, signal: new AbortController().signal });
  return text;
}

const BROKEN = '---\ntags: [\n---\n\n## One\n\n- a\n';

it.each([[['check']], [['list']], [['check', '--json']], [['list', '--json']]])(
  '%j: a name or a title prints neither a line of its own nor what acts on a terminal',
  async (argv) => {
    const name = `${CONTROLS.join('')}${FORGED.replaceAll('/', '')}`;
    const titled = `---\ntitle: "::error title=Forged::text"\n---\n\n## One ${FORGED}\n{: id="::error::x"}\n\n- a ${CONTROLS.join('')} ![](/no${FORGED})\n`;
    const cwd = await temporaryFolder({
      [`notes/${name}.md`]: '## One\n\n- ![a](none.png)\n',
      [`notes/b${name}.md`]: BROKEN,
      'notes/titled.md': titled,
    });
    const text = await printed(argv, cwd);
    expect(text).not.toMatch(ACTING);
    expect(text).not.toMatch(COMMAND);
    expect(text).toContain('\\u202e');
    if (argv.includes('--json')) expect(JSON.stringify(JSON.parse(text))).toContain('\u202e');
  },
);

it('a path that is not there is quoted on one line', async () => {
  const text = await printed(['check', `no${CONTROLS.join('')}${FORGED}.md`], await temporaryFolder({}));
  expect(text).not.toMatch(ACTING);
  expect(text).not.toMatch(COMMAND);
});
