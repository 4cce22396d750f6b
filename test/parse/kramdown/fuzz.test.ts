import fc from 'fast-check';
import { toString as textOf } from 'hast-util-to-string';
import { describe, expect, it } from 'vitest';
import { parseKramdown } from '../../../src/markdown/kramdown/kramdown.js';
import { fuzzRuns } from '../../hostile/fuzz-runs.js';

const RUN = { numRuns: fuzzRuns(1500), seed: 20_241_123, endOnFailure: true } as const;

const markup = fc.constantFrom(
  '*',
  '**',
  '_',
  '__',
  '`',
  '``',
  '[',
  ']',
  '(',
  ')',
  '![',
  '<',
  '>',
  '<b>',
  '</b>',
  '<div markdown="1">',
  '</div>',
  '<div>',
  '<p>',
  '<!--',
  '-->',
  '{:',
  '}',
  '{: .x}',
  '{:/}',
  '{::comment}',
  '{::nomarkdown}',
  '$$',
  '|',
  '|---|',
  '~~~',
  '```',
  '~~',
  '- ',
  '1. ',
  '> ',
  ': ',
  '# ',
  '===',
  '---',
  '^',
  '[^1]',
  '[^1]: ',
  '[a]: ',
  '*[W]: ',
  '&',
  '&amp;',
  '\\',
  '"',
  "'",
  '--',
  '...',
  '<<',
  ' ',
  '  ',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '{{',
  '}}',
  '{% raw %}',
  '{% endraw %}',
  ':x:',
  '@',
  'http://',
);

describe('any text', () => {
  it('never throws', () => {
    const text = fc.array(fc.oneof(markup, fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 60 });
    fc.assert(
      fc.property(text, (parts) => {
        parseKramdown(parts.join(''), { file: 'f', firstLine: 1 });
      }),
      RUN,
    );
  });

  it('keeps every word of the text', () => {
    // Without what the dialect itself takes out of the text: comments, definitions, link targets, Liquid.
    const taken = /<!--|-->|\{|\}|\[|\]|\(|\*\[|<|\/|http|%|\|/;
    const quiet = markup.filter((part) => !taken.test(part));
    const words = fc.array(fc.oneof(quiet, fc.constant('<b>'), fc.constant('</b>'), fc.constant('<div>')), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, (parts) => {
        // Spaces around the words: a fence's language and a heading's id are no words of the text.
        const source = parts.map((part, index) => `${part} word${index} `).join('');
        const text = textOf(parseKramdown(source, { file: 'f', firstLine: 1 }).value);
        for (const index of parts.keys()) expect(text).toContain(`word${index}`);
      }),
      RUN,
    );
  });
});
