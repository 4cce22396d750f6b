import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { madeSheet, sharedNote } from './make-sheet.js';
import { lostPoints, strayTexts } from './read-sheet.js';

const session = new BrowserSession({ browser: null });
afterAll(() => session.close());

const aws = sharedNote('aws-big-data-ml.md');
const licence = sharedNote('cloud-practitioner/LICENSE');
const others = licence ? readdirSync(dirname(licence.file)).filter((name) => name.endsWith('.md')) : [];

describe.skipIf(!aws)('the note that the sheet was made for', () => {
  it('stands whole on one A4 page in type that reads well', async () => {
    const { file, text } = aws ?? { file: '', text: '' };
    const { note, sheet, pdf } = await madeSheet(session.withPage, text, {}, { file });
    expect([pdf.pages, sheet.fit.paper, sheet.fit.orientation]).toEqual([1, 'a4', 'portrait']);
    expect(note.sections).toHaveLength(18);
    expect(sheet.fit.points).toMatchObject({ dropped: [] });
    expect(sheet.fit.xHeightMm).toBeGreaterThanOrEqual(1.42);
    expect(sheet.fit.columns).toBeLessThanOrEqual(4);
    expect(sheet.fit.fill).toBeGreaterThanOrEqual(0.98);
    expect(sheet.fit.layouts).toBeLessThanOrEqual(25);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(strayTexts(sheet, pdf)).toEqual([]);
  });
});

describe.skipIf(others.length === 0)('other people’s notes', () => {
  it.each(others)('%s is one page with nothing lost and nothing beyond', async (name) => {
    const { file, text } = sharedNote(`cloud-practitioner/${name}`) ?? { file: '', text: '' };
    const { note, sheet, pdf } = await madeSheet(session.withPage, text, {}, { file });
    expect(pdf.pages).toBe(1);
    expect(sheet.fit.points.kept + sheet.fit.points.dropped.length).toBe(sheet.fit.points.total);
    expect(sheet.fit.xHeightMm).toBeGreaterThanOrEqual(1.199);
    expect(lostPoints(note, sheet, pdf)).toEqual([]);
    expect(strayTexts(sheet, pdf)).toEqual([]);
  });
});
