import { afterAll, it } from 'vitest';
import { BrowserSession } from '../../src/browser/browser-session.js';
import { folded, textOf } from '../pdf/read-pdf.js';
import { makeSheet, noteFile } from './make-sheet.js';
const session = new BrowserSession({ browser: null });
afterAll(() => session.close());
it('probe', async () => {
    const { file, text } = noteFile('2026-10-05-aws-big-data-and-ml.md');
    const { pdf } = await makeSheet(session.withPage, text, {}, { file });
    const t = folded(textOf(pdf.struct));
    const at = t.indexOf('Apache Flink (2023');
    console.log(t.slice(at - 100, at + 300), pdf.sizesPt);
    for (const paper of ['a4','letter','a6','a5', 'legal','a3', '210x99mm'] as const) console.log(paper, (await makeSheet(session.withPage, text, {paper}, { file })).pdf.sizesPt);
});
