import { appendText, lastOf, newToken } from '../token.js';
import { type BlockRun, newBlock, type RuleResult } from './block-run.js';
import { endsParagraph } from './boundary.js';

/** Everything that no other rule wants; goes on with a paragraph directly before it. */
export function readParagraph(run: BlockRun): RuleResult {
  const { src, tree } = run;
  const start = src.pos;
  const line = src.lineAt();
  src.pos = src.lineEnd();
  while (!endsParagraph(src, src.pos)) src.pos = src.lineEnd();
  const text = src.text.slice(start, src.pos).trimEnd();
  const last = lastOf(tree.tokens);
  if (last?.type === 'paragraph') {
    // A hard break's two spaces were cut off with the end of the first part.
    const joint = src.text.slice(start - 3, start) === '  \n' ? '  \n' : '\n';
    appendText(last, last.tokens.length > 0 ? joint + text : text, 'raw_text');
  } else {
    const paragraph = newBlock(run, 'paragraph', line);
    paragraph.tokens.push(newToken('raw_text', line, { text: text.trimStart() }));
    tree.tokens.push(paragraph);
  }
  return true;
}
