/** One attack on one part, that needs no browser; what must hold is the same for its whole family. */
export interface PartCase<Family extends string = string, Input = unknown> {
  readonly family: Family;
  readonly name: string;
  readonly input: Input;
}

function family<Family extends string, Input>(
  name: Family,
  inputs: Readonly<Record<string, Input>>,
): readonly PartCase<Family, Input>[] {
  return Object.entries(inputs).map(([each, input]) => ({ family: name, name: each, input }));
}

/** Where in a manifest something stands that we never write, and what. */
export type Edit = readonly [path: readonly (string | number)[], value: unknown];

const OUTLINE = ['notes', '../a.md'] as const;
const OUTPUT = ['outputs', 0] as const;

/** Values that a field never has, each with two kinds of wrong. */
const FIELDS: readonly (readonly [name: string, path: Edit[0], ...bad: readonly unknown[]])[] = [
  ['format', ['cribsheet'], 'two', null],
  ['index', ['index'], 'index.html', { key: 1 }],
  ['path of the index', ['index'], { key: 'x', file: { path: '../x', bytes: 1, mtimeMs: 1, hash: 'x' } }],
  ['notes', ['notes'], 'none', null],
  ['dialect', [...OUTLINE, 'dialect'], 'gfm', { name: 'perl', reason: 'r', line: null }],
  ['what was left out', [...OUTLINE, 'leftOut'], [{ kind: 'files', lines: [] }], null],
  ['hash of a note', [...OUTLINE, 'source'], 7, 'x\0y'],
  ['title of a note', [...OUTLINE, 'title'], {}, ['x']],
  ['settings', [...OUTLINE, 'settings'], { templates: '.theme' }, 'a4'],
  ['paper', [...OUTLINE, 'settings'], { paper: 'wall' }, { floor: -1 }],
  ['sections', [...OUTLINE, 'parts'], [], { length: 9 }],
  ['id of the whole note', [...OUTLINE, 'parts', 0, 'section'], 'made-up', 3],
  ['line of a section', [...OUTLINE, 'parts', 0, 'line'], 0, 1.5],
  ['images', [...OUTLINE, 'parts', 0, 'images'], 'x.png', [null]],
  ['problems', [...OUTLINE, 'problems'], [{ severity: 'fatal' }], {}],
  ['outputs', ['outputs'], {}, null],
  ['an output', [...OUTPUT], null, 'sheet'],
  ['kind', [...OUTPUT, 'kind'], 'program', '__proto__'],
  ['stem', [...OUTPUT, 'stem'], '../../x', '/etc/passwd'],
  ['stem of another note', [...OUTPUT, 'stem'], 'b/cards', 'a'],
  ['folder', [...OUTPUT, 'note'], '..', '.git'],
  ['order', [...OUTPUT, 'order'], -1, 1e308],
  ['key', [...OUTPUT, 'key'], 0, ['x']],
  ['files', [...OUTPUT, 'files'], [{ path: 'a/other.txt', bytes: 1, mtimeMs: 1, hash: 'x' }], null],
  ['path of a file', [...OUTPUT, 'files', 0, 'path'], 'a/../../x.txt', 'a/cards.txt:stream'],
  ['size of a file', [...OUTPUT, 'files', 0, 'bytes'], -1, '1'],
  ['date of a file', [...OUTPUT, 'files', 0, 'mtimeMs'], null, 'now'],
  ['facts', [...OUTPUT, 'facts'], { ms: 1 }, { ms: 1, cards: 'many' }],
  ['time', [...OUTPUT, 'facts', 'ms'], -1, null],
  ['file of a problem', [...OUTPUT, 'problems'], [problemOf('../secret.txt')], [problemOf('/etc/passwd')]],
];

function problemOf(file: string): object {
  return { severity: 'warning', message: 'm', file, line: 1, column: 1, hints: [] };
}

const MANIFESTS: Record<string, Edit> = Object.fromEntries(
  FIELDS.flatMap(([name, path, ...bad]) =>
    bad.map((value): [string, Edit] => [`${name}: ${JSON.stringify(value).slice(0, 60)}`, [path, value]]),
  ),
);

const get = (path: string, ...headers: readonly string[]): string =>
  `${[`GET ${path} HTTP/1.1`, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;

/** Bytes for the server, none of which may be answered with the secret or end it. */
const REQUESTS: Record<string, string> = {
  'up by dots': get('/../secret.txt'),
  'up by encoded dots': get('/%2e%2e/secret.txt'),
  'up by encoded slashes': get('/..%2fsecret.txt'),
  'up by doubly encoded dots': get('/%252e%252e/secret.txt'),
  'up by backslashes': get('/..\\secret.txt'),
  'up by an overlong slash': get('/..%c0%afsecret.txt'),
  'up from within a folder': get('/a/../../secret.txt'),
  'a link out': get('/link.txt'),
  'a folder that is a link out': get('/linked/secret.txt'),
  'a hidden file': get('/.env'),
  'the manifest': get('/.cribsheet.json'),
  'a file as a folder': get('/index.html/x'),
  'a zero byte': get('/%00'),
  'half an escape': get('/%e'),
  'a pipe': get('/pipe.html'),
  'a device name': get('/con'),
  'an address of another scheme': get('file:///etc/passwd'),
  'an address of another host': get('http://evil.example/'),
  'a host with a bracket': get('http://[/'),
  'two slashes': get('//evil.example/index.html'),
  'a star': get('*'),
  'a long path': get(`/${'a/'.repeat(6000)}`),
  'another host': 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'our host as a prefix': 'GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n',
  'our host as a user': 'GET / HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n',
  'two hosts': 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'a range backwards': get('/index.html', 'Range: bytes=5-1'),
  'a range without an end': get('/index.html', 'Range: bytes=0-99999999999999999999'),
  'a thousand ranges': get('/index.html', `Range: bytes=${Array(1000).fill('0-1').join(',')}`),
  'a range of nothing': get('/index.html', 'Range: bytes=-'),
  'a site that frames': get('/', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: iframe'),
  'another port that includes': get('/', 'Sec-Fetch-Site: same-site', 'Sec-Fetch-Dest: script'),
  'an order to write': 'PUT /index.html HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx',
  'an order to delete': 'DELETE /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'a tunnel': 'CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'an upgrade': get('/', 'Connection: upgrade', 'Upgrade: websocket'),
  'two lengths': 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
  'a length and chunks':
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'a header of 100 kB': get('/', `X: ${'x'.repeat(100_000)}`),
  'an order to echo': 'TRACE /.env HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'a question of methods': 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'our own address as a whole': get('http://localhost/../secret.txt'),
  'another address as a whole': get('http://evil.example/link.txt'),
  'a zero byte behind a name': get('/index.html%00.txt'),
  'a new line in a path': get('/index.html%0d%0aX:%20y'),
  'half a surrogate in a path': get('/%ed%a0%80'),
  'a path of 16 kB of escapes': get(`/${'%2e%2e%2f'.repeat(1700)}secret.txt`),
  'ten thousand headers': get('/', ...Array.from({ length: 10_000 }, (_, i) => `X-${i}: y`)),
  'a condition that is no date': get(
    '/index.html',
    'If-Modified-Since: never',
    'If-Range: "x',
    'Range: bytes=0-',
  ),
  'a condition of the year 0': get('/index.html', 'If-Unmodified-Since: Sat, 01 Jan 0000 00:00:00 GMT'),
  'a condition of 10,000 tags': get('/index.html', `If-None-Match: ${'"x", '.repeat(2000)}*`),
  'a thousand requests at once': get('/index.html').repeat(1000),
  'chunks that never end':
    'GET /index.html HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx',
  'HTTP/2 at once': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a name with a user before it': get('http://localhost@evil.example/'),
  'no HTTP at all': '\0\u0001\u0002\r\n\r\n',
};

/** Addresses of images; what lies above the note's folder may never be found. */
const ADDRESSES: Record<string, string> = Object.fromEntries(
  [
    '../secret.png',
    '../../secret.png',
    './../secret.png',
    'a/../../secret.png',
    '%2e%2e/secret.png',
    '..%2fsecret.png',
    '..%252fsecret.png',
    '..\\secret.png',
    '/../secret.png',
    '/secret.png',
    '//secret.png',
    'link.png',
    'linked/secret.png',
    'LINK.PNG',
    'link.png?x=1',
    'link.png#x',
    'secret.png\0.png',
    '/etc/passwd.png',
    'file:///secret.png',
    'FILE:secret.png',
    'http://localhost/secret.png',
    '\\\\host\\share\\secret.png',
    'C:\\secret.png',
    'data:image/png;base64,AAAA',
    'pipe.png',
    'folder.png',
    '.',
    '..',
    ' ../secret.png',
    '../secret.png ',
  ].map((address) => [JSON.stringify(address), address]),
);

/** Words that a terminal or a build's log would obey. */
const WORDS: Record<string, string> = {
  'a new line': 'a\nerror all is well',
  'a carriage return': 'a\rerror',
  'the colour red': 'a\u001b[31mb',
  'a title of the window': '\u001b]0;owned\u0007',
  'a link': '\u001b]8;;http://evil.example\u001b\\x\u001b]8;;\u001b\\',
  'a clipboard': '\u001b]52;c;ZXZpbA==\u0007',
  'a cleared screen': '\u001b[2J\u001b[H',
  'an eight bit introducer': 'a\u009b31mb',
  'an eight bit string': 'a\u0090x\u009c',
  'a bell': '\u0007',
  'a backspace': 'abc\b\b\b',
  'a deletion': 'a\u007f',
  'a zero byte': 'a\0b',
  'a line separator': 'a\u2028b',
  'a paragraph separator': 'a\u2029b',
  'a next line': 'a\u0085b',
  'a form feed': 'a\fb',
  'a run the other way': 'a\u202eb',
  'an isolate': 'a\u2066b',
  'an order of GitHub': '::error::owned',
  'an order of Azure': '##vso[task.setvariable]x',
};

/** Names of notes and sections, which become names of files. */
const NAMES: Record<string, string> = Object.fromEntries(
  [
    ...[
      '..',
      '.',
      '...',
      '',
      ' ',
      '/',
      '\\',
      '../x',
      '..\\x',
      'a/b',
      'a\\b',
      'C:x',
      'x:stream',
      'CON',
      'con.txt',
    ],
    ...['nul', 'LPT1', 'aux ', 'x.', 'x ', '.hidden', '-rf', '\0', 'a\nb', '\u202efdp', '💥'.repeat(200)],
    ...['x'.repeat(1000), 'index.html', '.cribsheet.json', '$(touch x)', '`x`', '<script>', 'a?b*c|d"e'],
  ].map((name) => [JSON.stringify(name).slice(0, 60), name]),
);

export const MANIFEST_CASES = family('manifests', MANIFESTS);
export const REQUEST_CASES = family('requests', REQUESTS);
export const ADDRESS_CASES = family('addresses of images', ADDRESSES);
export const WORD_CASES = family('words for a terminal', WORDS);
export const NAME_CASES = family('names of files', NAMES);
