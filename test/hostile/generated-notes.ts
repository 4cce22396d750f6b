import { type Expected, type HostileCase, MADE } from './hostile-case.js';

/** Notes that no file of a repository can hold: odd bytes, odd names, and whatever is huge. */
export const GENERATED: readonly HostileCase[] = [...oddNames(), ...oddBytes(), ...bombs()];

function note(
  family: string,
  name: string,
  content: string | Uint8Array,
  expected: Partial<Expected> = {},
  fileName = `${family}-${name}.md`,
): HostileCase {
  return { family, name, fileName, content, argv: [], expected: { ...MADE, ...expected } };
}

function oddNames(): HostileCase[] {
  const body = '# Birds\n\n- the kestrel stays\n';
  const named = (name: string, fileName: string): HostileCase =>
    note('output-names', name, body, {}, fileName);
  return [
    named('device', 'CON.md'),
    named('device-with-ending', 'aux.pdf.md'),
    named('dots', '...md'),
    named('encoded-traversal', '..%2f..%2foutside.md'),
    named('backslashes', '..\\..\\outside.md'),
    named('our-own', 'index.html.md'),
    named('manifest', '.cribsheet.json.md'),
    named('same-name-lower', 'twin.md'),
    named('same-name-upper', 'TWIN.md'),
    named('long', `${'x'.repeat(240)}.md`),
    named('long-emoji', `${'🦜'.repeat(60)}.md`),
    named('right-to-left', 'sheet\u202efdp.md'),
    named('new-line', 'a\nb\u001b[31m.md'),
    named('dash', '--out=outside.md'),
    named('shell', '$(touch outside);`touch outside`|.md'),
    named('markup', '<script>alert(1)<.md'),
    named('spaces', '   .md'),
    note(
      'output-names',
      'sections',
      [
        ['../../outside', 'up'],
        ['CON', 'device'],
        ['x'.repeat(400), 'long'],
        ['..', 'dots'],
        ['a/b\\c:d*e?', 'parts'],
        ['emr', 'lower'],
        ['EMR', 'upper'],
      ]
        .map(([id, text]) => `# Part ${text}\n{: #${id}}\n\n- the kestrel stays ${text}\n`)
        .join('\n'),
    ),
  ];
}

function oddBytes(): HostileCase[] {
  const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  const refused = (message: string): Partial<Expected> => ({ exit: 1, message, shows: [] });
  return [
    note('bytes', 'not-utf-8', latin('# Birds\n\n- caf\xe9\n'), { ...refused('not UTF-8'), line: 3 }),
    note('bytes', 'utf-16', Buffer.from('\ufeff# Birds\n', 'utf16le'), refused('UTF-16')),
    note('bytes', 'lone-surrogate', latin('# Birds\n\n\xed\xa0\x80\n'), refused('not UTF-8')),
    note('bytes', 'overlong-slash', latin('# Birds\n\n![x](..\xc0\xafsecret.svg)\n'), refused('not UTF-8')),
    note('bytes', 'nul', '# Bi\0rds\n\n- the kestrel stays\0 a\0b\n'),
    note('bytes', 'controls', '# Birds\n\n- the kestrel stays \u0001\u0008\u001b[31m\u007f\u0085\u009b\n'),
    note('bytes', 'terminal-escapes', '---\nlang: "\u001b]0;owned\u0007"\ntitle: x\n---\n# B\n\n- x\n', {
      exit: 1,
      message: 'front matter cannot be read',
      shows: [],
    }),
    note('bytes', 'line-separators', '# Bi\u2028rds\n\n- the kestrel stays `\u2028alert(1)//\u2029`\n'),
    note(
      'bytes',
      'private-use',
      '# Birds\n\n- the kestrel stays \ue000\uf8ff\ufdd0\ufffe\u{f0000}\u{10ffff}\n',
      {
        message: 'no bundled font has a glyph',
      },
    ),
    note('bytes', 'mark-in-front', '\ufeff---js\nthrow 1\n---\n# Birds\n\n- the kestrel stays\n', {
      exit: 1,
      message: 'front matter in "js" is not read',
      line: 1,
    }),
    note('bytes', 'carriage-returns', '---js\r\nthrow 1\r\n---\r\n# Birds\r\n\r\n- the kestrel stays\r\n', {
      exit: 1,
      message: 'front matter in "js" is not read',
      line: 1,
    }),
    note('bytes', 'bare-carriage-returns', '---js\rthrow 1\r---\r# Birds\r\r- the kestrel stays\r', {
      exit: 1,
      message: 'front matter in "js" is not read',
      line: 1,
    }),
    note('bytes', 'nothing', '', { message: 'the note is empty', shows: [] }),
    note(
      'bytes',
      'random',
      Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 7919) % 251),
      {
        ...refused('not UTF-8'),
      },
    ),
  ];
}

/** Small enough for every test run; test/bench/bounds.ts has the big ones. */
function bombs(): HostileCase[] {
  const tail = '\n\n# Birds\n\n- the kestrel stays\n';
  const bomb = (name: string, content: string, expected: Partial<Expected> = {}): HostileCase =>
    note('bombs', name, content, expected);
  const refused = (message: string): Partial<Expected> => ({ exit: 1, message, shows: [] });
  // One word, or one paragraph, that no page can hold; the deck of it is made.
  const full = { ...refused('not even one point of each section fits on a4'), line: null };
  return [
    bomb('quotes', `${'>'.repeat(8000)} deep${tail}`, full),
    bomb('lists', Array.from({ length: 400 }, (_, i) => `${'  '.repeat(i)}- the kestrel stays`).join('\n'), {
      message: 'Nested more than 48 levels deep',
    }),
    bomb('boxes', `${'<div>'.repeat(5000)}deep${tail}`, full),
    bomb('open-formatting', `${'<b><i><u>'.repeat(2000)}deep${tail}`, {
      exit: 1,
      message: '<i> is never closed',
      line: 1,
    }),
    bomb('brackets', `${'['.repeat(50_000)}${tail}`, full),
    bomb('link-brackets', `${'[a]('.repeat(20_000)}${tail}`, full),
    bomb('emphasis', `${'*a **b '.repeat(10_000)}${tail}`, full),
    bomb(
      'code-spans',
      `${Array.from({ length: 400 }, (_, i) => '`'.repeat(i + 1)).join(' x ')}${tail}`,
      full,
    ),
    bomb('comments', `${'<!--'.repeat(20_000)}${tail}`, full),
    bomb(
      'attributes',
      `<p ${Array.from({ length: 20_000 }, (_, i) => `a${i}="x"`).join(' ')}>x</p>${tail}`,
      full,
    ),
    bomb('attribute-lists', `x\n{: ${'.a '.repeat(50_000)}}${tail}`, full),
    bomb(
      'abbreviations',
      `${Array.from({ length: 3000 }, (_, i) => `*[w${i}]: word`).join('\n')}\n\n${'w1 '.repeat(3000)}${tail}`,
    ),
    bomb('footnotes', `x[^1]\n\n[^1]: y[^2]\n[^2]: z[^1]${tail}`),
    bomb('contents', `${'* toc\n{:toc}\n\n'.repeat(300)}${tail}`),
    bomb('entities', `${'&#x1F99C;&hellip;'.repeat(3000)}${tail}`),
    bomb('long-word', `${'w'.repeat(20_000)}${tail}`, full),
    bomb('long-title', `---\ntitle: ${'t'.repeat(60_000)}\n---\n${tail}`),
    bomb('huge-front-matter', `---\ntitle: ${'t'.repeat(1_000_000)}\n---\n${tail}`, {
      exit: 1,
      message: 'the front matter is longer than',
    }),
    bomb('deep-front-matter', `---\ntitle: ${'['.repeat(20_000)}\n---\n${tail}`, {
      exit: 1,
      message: 'front matter cannot be read',
    }),
    bomb(
      'columns',
      `${'| a '.repeat(1000)}|\n${'|---'.repeat(1000)}|\n${'| b '.repeat(1000)}|\n${tail}`,
      refused('a table of 1000 columns is too wide'),
    ),
    bomb(
      'column-spans',
      `<table><tr>${'<td colspan="1000">a</td>'.repeat(100)}</tr></table>${tail}`,
      refused('a table of 100000 columns is too wide'),
    ),
    bomb('sections', '# A\n\nb\n\n'.repeat(1100), refused('the note has 1100 sections')),
    bomb('too-large-a-file', `${'> '.repeat(2_700_000)}x`, refused('too large')),
    bomb('options', `${'{::options footnote_nr="9999999999999999999999" /}\n'.repeat(500)}${tail}`),
    bomb(
      'regular-expressions',
      `${'a'.repeat(30_000)}@${'!'.repeat(30_000)} ${'http://'.repeat(3000)}${tail}`,
      full,
    ),
  ];
}
