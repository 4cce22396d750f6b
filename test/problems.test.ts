import { describe, expect, it } from 'vitest';
import { listSections } from '../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Fault {
  readonly fault: string;
  readonly note: readonly string[];
  /** A fault that only kramdown knows; the note says in its front matter how it is read. */
  readonly isKramdown?: true;
  readonly place: readonly [line: number, column: number];
  readonly says: string;
  readonly hint: string;
}

const FAULTS: readonly Fault[] = [
  {
    fault: 'a map link to no heading',
    note: [
      '<a href="#amazon-erm" class="mindmap">`EMR`</a>',
      '<a href="#s3" class="mindmap">`S3`</a>',
      '',
      '## Amazon EMR',
      '',
      'x',
      '',
      '## S3',
      '',
      'y',
    ],
    place: [1, 1],
    says: 'the map links to #amazon-erm, which is no heading',
    hint: 'The nearest heading is #amazon-emr.',
  },
  {
    fault: 'a section that the map forgot',
    note: ['<a href="#s3" class="mindmap">`S3`</a>', '', '## S3', '', 'x', '', '## Amazon EBS', '', 'y'],
    place: [7, 1],
    says: 'the map has no entry for "Amazon EBS"',
    hint: 'Add a link to #amazon-ebs to the map.',
  },
  {
    fault: 'an id that comes twice',
    note: ['## S3 {#store}', '', 'x', '', '## EBS {#store}', '', 'y'],
    place: [5, 10],
    says: 'Id "store" is used twice, first on line 1',
    hint: 'Give one of them another id.',
  },
  {
    fault: 'a dead link within the note',
    note: ['## Storage', '', 'See', 'the [disks](#storge) above.'],
    place: [4, 13],
    says: 'the link to #storge leads nowhere',
    hint: 'The nearest id is #storage.',
  },
  {
    fault: 'a missing image',
    note: ['## S3', '', 'Three classes:', '![classes](img/clases.png)'],
    place: [4, 12],
    says: 'the image "img/clases.png" is not shown: there is no such file',
    hint: 'The nearest file there is classes.png.',
  },
  {
    fault: 'a missing image in raw HTML',
    note: ['## S3', '', '<div>', '  <p>', '    <img src="x/y.png">', '  </p>', '</div>'],
    place: [5, 15],
    says: 'the image "x/y.png" is not shown',
    hint: 'Put the file there or correct its address.',
  },
  {
    fault: 'a remote image',
    note: ['## S3', '', '- one ![a logo](https://example.org/s3.png)'],
    place: [3, 17],
    says: 'nothing is fetched from elsewhere',
    hint: 'Save it beside the note and write the name of that file.',
  },
  {
    fault: 'an image of no known type',
    note: ['## S3', '', '![x](img/classes.pdf)'],
    place: [3, 6],
    says: 'it is of no known image type',
    hint: 'Save it as PNG, JPEG or SVG.',
  },
  {
    fault: 'a block tag that is never closed',
    note: ['## S3', '', '- one', '', '<div class="box">', '', 'two', '', '## EBS', '', 'three'],
    place: [5, 1],
    says: 'HTML tag <div> is never closed',
    hint: 'Add </div> where it should end.',
  },
  {
    fault: 'a tag that is never closed within a text',
    note: ['## S3', '', 'cheap and', 'press <kbd>Enter to go on'],
    place: [4, 7],
    says: 'HTML tag <kbd> is never closed',
    hint: 'Add </kbd> where it should end.',
  },
  {
    fault: 'a code fence that is never closed',
    note: ['## S3', '', '  ~~~~ sh', 'aws s3 ls', '', '## EBS', '', 'y'],
    place: [3, 3],
    says: 'Code fence is never closed',
    hint: 'Add a line with ~~~~ after the code.',
  },
  {
    fault: 'a skipped heading level',
    note: ['# Storage', '', '## S3', '', 'x', '', '#### Classes', '', 'y'],
    place: [7, 1],
    says: 'the heading "Classes" skips from level 2 to level 4',
    hint: 'Write it with ###.',
  },
  {
    fault: 'an attribute list above a blank line',
    isKramdown: true,
    note: ['  {: .keep}', '', '## S3', '', 'x'],
    place: [1, 3],
    says: 'Attribute list attaches to nothing',
    hint: 'Put it on the line before or after its block, without a blank line between.',
  },
  {
    fault: 'an attribute list at the end of a note',
    isKramdown: true,
    note: ['## S3', '', 'x', '', '{: .keep}'],
    place: [5, 1],
    says: 'Attribute list attaches to nothing',
    hint: 'Put it on the line before or after its block, without a blank line between.',
  },
  {
    fault: 'an attribute list behind text',
    isKramdown: true,
    note: ['## S3', '', '- one', '- two {: .keep}'],
    place: [4, 7],
    says: 'Attribute list stands behind text',
    hint: 'Put it right behind emphasis',
  },
  {
    fault: 'an attribute list that says nothing',
    isKramdown: true,
    note: ['## S3', '', 'one', '{: ,,, }'],
    place: [4, 1],
    says: 'Attribute list has no attribute that can be read',
    hint: 'Write it like {: .class #id key="value"}.',
  },
  {
    fault: 'a footnote that nothing refers to',
    note: ['## S3', '', 'one', '', '[^price]: Per month.'],
    place: [5, 1],
    says: 'Footnote "price" is never referred to and is left out',
    hint: 'Refer to it with [^price], or remove it.',
  },
  {
    fault: 'a footnote that is defined again',
    note: ['## S3', '', 'one[^p]', '', '[^p]: Per month.', '', '[^p]: Per year.'],
    place: [5, 1],
    says: 'Footnote "p" is defined again on line 7; this one is left out',
    hint: 'Rename one of them.',
  },
  {
    fault: 'a footnote that is not defined',
    note: ['## S3', '', 'one', 'two[^p]'],
    place: [4, 4],
    says: 'Footnote "p" is not defined',
    hint: 'Add a line like [^p]: text.',
  },
  {
    fault: 'a link whose address is missing',
    isKramdown: true,
    note: ['## S3', '', 'See [the prices][s3].'],
    place: [3, 17],
    says: 'Link definition "s3" is missing',
    hint: 'Add a line like [s3]: address.',
  },
  {
    fault: 'a list that a table of contents replaces',
    note: ['## S3', '', 'x', '', '- one', '- two', '{:toc}', '', '## EBS', '', 'y'],
    place: [5, 1],
    says: 'The list is replaced by the table of contents',
    hint: 'Leave one item above {:toc}',
  },
  {
    fault: 'Liquid that Jekyll would run',
    note: ['## S3', '', 'x {% include prices.html %}'],
    place: [3, 3],
    says: 'Liquid is not run here',
    hint: 'Write out what it stands for',
  },
  {
    fault: 'a Liquid tag that is never closed',
    note: ['## S3', '', '{% raw %}', 'x'],
    place: [3, 1],
    says: 'Liquid tag is never closed',
    hint: 'Add {% endraw %}.',
  },
  {
    fault: 'an extension that is never closed',
    note: ['## S3', '', '{::comment}', 'x'],
    place: [3, 1],
    says: 'Extension "comment" is never closed',
    hint: 'Add a line with {:/comment}.',
  },
  {
    fault: 'a colour that is none',
    note: ['---', 'title: S3', 'bgColor: "#ggg"', '---', '## S3', '', 'x'],
    place: [3, 1],
    says: '"#ggg" is not a colour',
    hint: 'Write bgColor as "#4d4d4d"',
  },
  {
    fault: 'a video',
    note: ['## S3', '', 'x', '', '<video controls>', '  <source src="tour.mp4">', '</video>'],
    place: [5, 1],
    says: 'the video "tour.mp4" is not shown',
    hint: 'Write a link to it',
  },
  {
    fault: 'a page within the page',
    note: ['## S3', '', '<iframe src="https://example.org/tour"></iframe>'],
    place: [3, 1],
    says: 'the page "https://example.org/tour" is not shown',
    hint: 'Write a link to it',
  },
  {
    fault: 'a colour without quotes',
    note: ['---', 'title: S3', 'fgColor: #7a3e00', '---', '## S3', '', 'x'],
    place: [3, 1],
    says: 'fgColor is empty: in YAML a # begins a comment',
    hint: 'Write fgColor in quotes',
  },
  {
    fault: 'a title with a colon',
    note: ['---', 'tags: [aws]', 'title: AWS: storage', '---', '## S3', '', 'x'],
    place: [3, 11],
    says: 'the front matter cannot be read: a value with a colon in it has no quotes',
    hint: 'Put values with a colon',
  },
  ...(
    [
      ['date', 'last week', 'Write it as 2026-11-26.'],
      ['lang', 'german', 'Write its short name'],
      ['dir', 'left', 'Write rtl or ltr.'],
      ['title', '[S3, EBS]', 'Write it as one text'],
    ] as const
  ).map(
    ([key, value, hint]): Fault => ({
      fault: `a ${key} that is none`,
      note: ['---', `${key}: ${value}`, '---', '## S3', '', 'x'],
      place: [2, 1],
      says: `${key} cannot be "`,
      hint,
    }),
  ),
];

const FRONT_MATTER = ['---', 'cribsheet: {dialect: kramdown}', '---'];

async function problemsOf(lines: readonly string[]) {
  const cwd = await temporaryFolder({ 'a/note.md': `${lines.join('\n')}\n`, 'a/img/classes.png': PNG });
  const { problems } = await listSections({ paths: ['a/note.md'], cwd });
  return problems;
}

describe('a problem has its place and says what to do', () => {
  it.each(FAULTS)('$fault', async ({ note, isKramdown, place: [line, column], says, hint }) => {
    const before = isKramdown ? FRONT_MATTER : [];
    const problems = await problemsOf([...before, ...note]);
    const found = problems.find(({ message }) => message.includes(says));
    expect(problems.map(({ message }) => message).join('\n')).toContain(says);
    expect(found).toMatchObject({ line: line + before.length, column });
    expect(found?.file).toMatch(/a\/note\.md$/);
    expect(found?.hints.join('\n')).toContain(hint);
  });

  it('a sound note has none', async () => {
    const note = [
      '<a href="#s3" class="mindmap">`S3`</a>',
      '',
      '## S3',
      '',
      '![classes](img/classes.png)',
      '{: .keep}',
      '',
      '<div markdown="1">',
      'See [above](#s3).[^1]',
      '</div>',
      '',
      '~~~ sh',
      'aws s3 ls',
      '~~~',
      '',
      '[^1]: Or here.',
    ];
    expect(await problemsOf(note)).toEqual([]);
  });
});
