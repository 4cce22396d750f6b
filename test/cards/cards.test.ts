import { describe, expect, it } from 'vitest';
import { ankiText } from '../../src/cards/anki-text.js';
import { cardPages } from '../../src/cards/card-pages.js';
import { cardsOf } from '../../src/cards/make-cards.js';
import { wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';

function textOf(markdown: string, file = 'a.md'): string {
  const note = parseNote(markdown, file).value;
  return ankiText(cardsOf(wholeNote(note)), file, note.meta.title, note.meta.tags);
}

/** Reads the file as Anki documents it: header lines, then a line per note, a tab between fields. */
function imported(text: string): Record<'guid' | 'type' | 'deck' | 'front' | 'back' | 'tags', string>[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const head = new Map(
    lines
      .filter((line) => line.startsWith('#'))
      .map((line) => {
        const [key = '', value = ''] = line.slice(1).split(':');
        return [key, value];
      }),
  );
  expect(head.get('separator')).toBe('tab');
  expect(head.get('html')).toBe('true');
  const special = ['guid', 'notetype', 'deck', 'tags'].map((name) => Number(head.get(`${name} column`)) - 1);
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const fields = line.split('\t');
      expect(fields).toHaveLength(6);
      for (const field of fields) expect(field).not.toContain('"');
      const [guid, type, deck, tags] = special.map((column) => fields[column] ?? '');
      const [front, back] = fields.filter((_, column) => !special.includes(column));
      return { guid, type, deck, tags, front, back } as ReturnType<typeof imported>[number];
    });
}

const NOTE = `---
title: Queues
tags: [cloud computing]
---
## Kinesis
- **Data Streams**: a durable and ordered log for consumers
- A record is **not** kept for more than a year by default
- **Glue vs EMR**: irregular jobs against steady load

<details markdown="1">
<summary>What is "a&b"?</summary>

Line one\twith <b>tab</b>

- and a list

</details>
`;

describe('the cards of a note', () => {
  it('are rows that Anki reads: clozes, comparisons, folded answers', () => {
    const rows = imported(textOf(NOTE));
    expect(rows.map(({ type }) => type).sort()).toEqual(['Basic', 'Basic', 'Cloze']);
    expect(rows.find(({ type }) => type === 'Cloze')?.front).toBe(
      '<small>Kinesis</small><br>{{c1::Data Streams}}: a durable and ordered log for consumers',
    );
    expect(rows.find(({ front }) => front.includes('Glue'))?.back).toBe('irregular jobs against steady load');
    expect(rows.find(({ front }) => front.includes('What'))?.front).toContain('&quot;a&amp;b&quot;');
    for (const { deck, tags } of rows) expect([deck, tags]).toEqual(['Queues', 'cloud-computing kinesis']);
  });

  it('keep their GUIDs when lines move, and have others in another note', () => {
    const guids = (text: string): string[] =>
      imported(text)
        .map(({ guid }) => guid)
        .sort();
    const own = guids(textOf(NOTE));
    expect(new Set(own).size).toBe(own.length);
    expect(guids(textOf(NOTE.replace('## Kinesis\n', '## Kinesis\n\n\n- new and plain\n\n')))).toEqual(own);
    expect(guids(textOf(NOTE, 'b.md')).some((guid) => own.includes(guid))).toBe(false);
  });

  it('have no gap of the text itself and no markup from it', () => {
    const braces = '- **Braces**: write `}}::{{` and `<b>` in long programs of any kind';
    const [row] = imported(textOf(`## One\n\n${braces}\n\n## Two\n\nplain\n`));
    expect(row?.front).toContain('{{c1::Braces}}');
    expect(row?.front.match(/\{\{|\}\}|::/g)).toEqual(['{{', '::', '}}']);
    expect(row?.front).toContain('&lt;b&gt;');
  });

  it('ask for nothing that cannot be told from its context', () => {
    const one = [
      '- **Alpha**: three words here always',
      '- **Beta**: three words here always',
      '- It is **each** consumer that pays for reading',
      '- **x** marks one place only',
    ].join('\n');
    const two = '- **Gamma** counts every record of each stream';
    const rows = imported(textOf(`## One\n\n${one}\n\n## Two\n\n${two}\n`));
    expect(rows.map(({ front }) => front)).toEqual([
      '<small>Two</small><br>{{c1::Gamma}} counts every record of each stream',
    ]);
  });

  it.each([
    ['several terms in one', 'It stores all of its records in **S3, EFS and FSx** by default'],
    ['the last of a list', 'A store that is fast, quite cheap and **fault tolerant**'],
    ['one of a list', 'Sold for small offices, **bulk orders**, large halls, public places'],
    ['a statement', 'Then the model is **published and you can use** it from every account'],
    ['what stands for a name', 'Under the options of the table pick **Use for <tool> metadata** first'],
    ['half a thought', 'e.g. the **Door cameras** that see who stands before the house'],
    ['too few words around', 'It is commonly part of **ETL** process'],
  ])('do not ask for %s', (_name, text) => {
    expect(imported(textOf(`## One\n\n- ${text}\n\n## Two\n\nplain\n`))).toEqual([]);
  });

  it('ask what the note asks before its first heading, and nothing else that stands there', () => {
    const note =
      '# Queues\n\nA **queue** keeps what is sent until it is read.\n\nWhat keeps it?\n\nAnswer: disks\n\n## SQS\n\nx\n\n## SNS\n\ny\n';
    const rows = imported(textOf(note));
    expect(rows.map(({ type, back }) => [type, back])).toEqual([['Basic', '<p>Answer: disks</p>']]);
    expect(rows[0]?.front).toContain('What keeps it?');
  });

  it('ask a multiple-choice question with its options, and once', () => {
    const options = '- A. Firehose\n- B. Data Streams\n- C. Glue\n';
    const bank = `Which keeps the order of records?\n\n${options}\n<details><summary>Answer</summary>\n\nB, within a shard.\n\n</details>\n`;
    const plain = `Which one is a catalogue?\n\n- the first service\n- the second service\n\n<details><summary>Show the answer</summary>\n\nThe second of them.\n\n</details>\n`;
    const rows = imported(textOf(`## Streams\n\n${bank}\n${plain}\n## Other\n\nplain\n`));
    expect(rows.map(({ type }) => type)).toEqual(['Basic', 'Basic']);
    const [folded, banked] = [...rows].sort((a, b) => (a.front ?? '').length - (b.front ?? '').length);
    expect(folded?.front).toMatch(/Which one is a catalogue\?<ul><li>.*first service.*second service/);
    expect(folded?.back).toContain('The second of them.');
    for (const option of ['Firehose', 'Data Streams', 'Glue']) expect(banked?.front).toContain(option);
    expect(banked?.back).toContain('B, within a shard.');
    for (const { back } of rows) expect(back).not.toContain('nswer</');
  });

  it('ask which section two keywords of the map stand for', () => {
    const entry = (id: string, chips: string): string => `<a href="#${id}" class="mindmap">${chips}</a>`;
    const athena = entry('athena', '`Athena` `SQL on files` `pay per scan`');
    const map = `<div markdown="1">\n${athena}\n${entry('glue', '`Glue` `Glue jobs`')}\n</div>\n`;
    const rows = imported(textOf(`${map}\n## Athena\n\nplain text\n\n## Glue\n\nplain text\n`));
    const asked = rows.filter(({ front }) => front?.endsWith('→ ?'));
    expect(asked.map(({ front, back }) => [front, back])).toEqual([
      ['SQL on files · pay per scan → ?', 'Athena'],
    ]);
  });

  it('have their backs behind their fronts when the paper is turned at its long edge', () => {
    const note = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
      .map((name) => `- **Term ${name}** counts every record of stream ${name}`)
      .join('\n');
    const excerpt = wholeNote(parseNote(`## One\n\n${note}\n\n## Two\n\nplain\n`, 'a.md').value);
    const pages = cardPages(cardsOf(excerpt), (id) => id);
    expect(pages.map(({ side }) => side)).toEqual(['front', 'back', 'front', 'back']);
    const numbers = pages.map(({ cards }) => cards.map((card) => card?.number ?? 0));
    expect(numbers[0]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(numbers[1]).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
    expect(numbers.slice(2)).toEqual([
      [9, 0, 0, 0, 0, 0, 0, 0],
      [0, 9, 0, 0, 0, 0, 0, 0],
    ]);
    expect(pages[0]?.cards[0]?.text).toContain('<span class="gap"></span> counts every record');
    expect(pages[1]?.cards[1]?.text).toContain('<b class="said">Term zero</b> counts every record');
  });
});
