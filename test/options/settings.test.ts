import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../../src/options/option-table.js';
import { DEFAULTS, OPTION_NAMES } from '../../src/options/options.js';
import { paperSizeMm, parsePaper } from '../../src/options/paper.js';
import { checkOptions, mergeSettings, nearest, noteSettings } from '../../src/options/settings.js';
import { ProblemError } from '../../src/problem.js';

const placeOf = (key: string | null) => ({ file: 'a.md', line: key === null ? 2 : 3, column: 1 });

function problemOf(work: () => unknown) {
  try {
    work();
  } catch (failure) {
    if (failure instanceof ProblemError) return failure.problem;
    throw failure;
  }
  throw new Error('nothing was thrown');
}

describe('the option table', () => {
  it('accepts its own defaults', () => {
    for (const name of OPTION_NAMES) {
      expect(OPTIONS[name].kind.read(OPTIONS[name].fallback), name).toEqual(OPTIONS[name].fallback);
    }
  });

  it.each([
    ['paper', 'A5', 'a5'],
    ['paper', '210 x 297 mm', '210x297mm'],
    ['sectionPaper', 'Auto', 'auto'],
    ['columns', '3', 3],
    ['columns', 'auto', 'auto'],
    ['floor', '1.4mm', 1.4],
    ['only', 'deck,sheet', ['sheet', 'deck']],
    ['section', 'emr', ['emr']],
    ['shard', '2/5', { index: 2, count: 5 }],
    ['browser', null, null],
  ] as const)('reads %s %j', (name, raw, value) => {
    expect(checkOptions({ [name]: raw })).toEqual({ [name]: value });
  });

  it.each([
    ['paper', '1x1mm'],
    ['paper', 4],
    ['columns', '9'],
    ['columns', '2.5'],
    ['columns', 0],
    ['floor', '-1'],
    ['floor', Number.NaN],
    ['floor', '1e1'],
    ['only', ''],
    ['only', 'sheet,slides'],
    ['section', ['a', 3]],
    ['shard', '6/5'],
    ['shard', '0/5'],
    ['png', 'yes'],
    ['out', ' '],
    ['out', 'a\0b'],
  ])('refuses %s %j', (name, raw) => {
    const problem = problemOf(() => checkOptions({ [name]: raw }));
    expect(problem.severity).toBe('error');
    expect(problem.hints.join(' ')).toContain('It must be');
  });

  it('names the nearest option and the nearest word', () => {
    expect(problemOf(() => checkOptions({ papr: 'a4' })).hints).toEqual(['Did you mean paper?']);
    expect(problemOf(() => checkOptions({ paper: 'b5' })).hints[0]).toBe('Did you mean a5?');
    expect(problemOf(() => checkOptions({ whenFull: 'condens' })).hints[0]).toBe('Did you mean condense?');
  });

  it('ignores an option that is undefined', () => {
    expect(checkOptions({ paper: undefined })).toEqual({});
  });
});

describe('noteSettings', () => {
  it('takes what concerns look and fit, in either spelling', () => {
    const { value, problems } = noteSettings({ paper: 'a5', 'when-full': 'fail', columns: 2 }, placeOf);
    expect(value).toEqual({ paper: 'a5', whenFull: 'fail', columns: 2 });
    expect(problems).toEqual([]);
  });

  it.each(OPTION_NAMES.filter((name) => OPTIONS[name].scope === 'run'))('leaves out %s', (name) => {
    const { value, problems } = noteSettings({ [name]: OPTIONS[name].fallback }, placeOf);
    expect(value).toEqual({});
    expect(problems).toMatchObject([{ severity: 'warning', file: 'a.md', line: 3 }]);
    expect(problems[0]?.hints[0]).toContain('command line');
  });

  it('reports unknown keys and bad values, and keeps the rest', () => {
    const block = { papper: 'a4', floor: 'small', launch_options: {}, ink: 'mono' };
    const { value, problems } = noteSettings(block, placeOf);
    expect(value).toEqual({ ink: 'mono' });
    expect(problems.map(({ message }) => message)).toEqual([
      'unknown option "papper" in the front matter',
      'floor cannot be "small"',
      'unknown option "launch_options" in the front matter',
    ]);
    expect(problems[0]?.hints).toEqual(['Did you mean paper?']);
  });

  it('does not follow a key to a prototype', () => {
    const block = JSON.parse('{"__proto__": {"paper": "a3"}, "constructor": 1, "toString": 2}');
    const { value, problems } = noteSettings(block, placeOf);
    expect(Object.keys(value)).toEqual([]);
    expect(problems).toHaveLength(3);
  });

  it.each([['a4'], [['paper']], [3]])('reports a block that is %j', (block) => {
    expect(noteSettings(block, placeOf).problems).toMatchObject([{ line: 2 }]);
  });
});

describe('precedence', () => {
  it('is defaults, config, front matter, flags', () => {
    const merged = mergeSettings(
      { ink: 'colour', columns: 2 },
      { paper: 'a5', ink: 'mono' },
      { paper: 'a3' },
    );
    expect(merged).toEqual({ ...DEFAULTS, columns: 2, paper: 'a3', ink: 'mono' });
  });
});

describe('nearest', () => {
  it('gives up on what is far off', () => {
    expect(nearest('xyzzy', ['sheet', 'deck'])).toBeNull();
    expect(nearest('shet', ['sheet', 'deck'])).toBe('sheet');
    expect(nearest('anything', [])).toBeNull();
  });
});

describe('papers', () => {
  it('have sizes in mm', () => {
    expect(paperSizeMm('letter')).toEqual({ widthMm: 215.9, heightMm: 279.4 });
    expect(paperSizeMm(parsePaper('100×200.5') ?? 'a4')).toEqual({ widthMm: 100, heightMm: 200.5 });
  });
});
