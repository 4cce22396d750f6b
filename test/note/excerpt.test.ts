import { describe, expect, it } from 'vitest';
import { excerptOf, sectionOf, wholeNote } from '../../src/note/excerpt.js';
import { parseNote } from '../../src/note/parse-note.js';

const NOTE = parseNote(
  '---\ntitle: Storage\ntags: [cloud]\n---\n\nKeep it.\n\n# S3 #object\n\n- buckets\n\n# EBS\n\n- volumes\n- snapshots\n',
  'n.md',
).value;

describe('an excerpt', () => {
  it('of the whole note has the introduction and every section', () => {
    const whole = wholeNote(NOTE);
    expect(whole).toMatchObject({ id: null, isWhole: true, title: 'Storage', partOf: null, tags: ['cloud'] });
    expect(whole.sections.map(({ title }) => title)).toEqual(['S3', 'EBS']);
    expect(whole.points.map(({ text }) => text)).toEqual(['Keep it.', 'buckets', 'volumes', 'snapshots']);
    expect(whole.lines).toEqual([1, 15]);
  });

  it('of a section has that section only', () => {
    const part = sectionOf(NOTE, 's3-object');
    expect(part).toMatchObject({ isWhole: false, title: 'S3', partOf: 'Storage', tags: ['object'] });
    expect(part?.intro).toEqual([]);
    expect(part?.points.map(({ text }) => text)).toEqual(['buckets']);
    expect(part?.groups.map(({ index }) => index)).toEqual([NOTE.sections[0]?.group]);
    expect(part?.lines).toEqual(NOTE.sections[0]?.lines);
  });

  it('is null for a section that the note does not have', () => {
    expect(sectionOf(NOTE, 'efs')).toBeNull();
  });

  it('takes a section that the caller changed', () => {
    const [s3] = NOTE.sections;
    if (!s3) throw new Error('no section');
    expect(excerptOf(NOTE, { ...s3, title: 'Buckets' }).title).toBe('Buckets');
  });
});
