import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { rolldown } from 'rolldown';
import subsetFont from 'subset-font';

/** The fonts that we use, out of packages that hold five times as much: other weights, older formats. */
export const fonts = {
  name: 'fonts',
  async writeBundle({ dir }) {
    const { BUILT_IN_SHEETS, FALLBACKS } = await moduleOf('src/html/typefaces.ts');
    const inBlocks = new Map(
      FALLBACKS.filter((face) => face.inBlocks).flatMap((face) => face.sheets.map((sheet) => [sheet, face])),
    );
    const versions = {};
    for (const sheet of BUILT_IN_SHEETS) {
      const name = sheet.split('/').slice(0, 2).join('/');
      versions[name] ??= JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')).version;
      mkdirSync(join(dir, 'fonts', name, 'files'), { recursive: true });
      copyFileSync(join('node_modules', name, 'LICENSE'), join(dir, 'fonts', name, 'LICENSE'));
      const css = readFileSync(join('node_modules', sheet), 'utf8');
      const face = inBlocks.get(sheet);
      writeFileSync(
        join(dir, 'fonts', sheet),
        face ? await cutIntoBlocks(css, face, name, dir) : copyFiles(css, name, dir),
      );
    }
    for (const name of Object.keys(versions)) await writeCoverage(join(dir, 'fonts', name));
    writeFileSync(join(dir, 'fonts', 'packages.json'), JSON.stringify(versions));
  },
};

async function moduleOf(input) {
  const bundle = await rolldown({ input, platform: 'node' });
  const [{ code }] = (await bundle.generate({ format: 'esm' })).output;
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

const FONT_RULE = /@font-face\s*{[^}]*}/g;
const FONT_FILE = /src:\s*url\(\.\/(files\/[^)]+)\.woff2\)[^;]*;/;

function copyFiles(css, name, dir) {
  for (const [, file] of css.matchAll(new RegExp(FONT_FILE, 'g')))
    copyFileSync(join('node_modules', name, `${file}.woff2`), join(dir, 'fonts', name, `${file}.woff2`));
  return css;
}

/** Which characters the files have: to read it off them means to unpack them. */
async function writeCoverage(folder) {
  const { COVERAGE_FILE, coverageOf, rangeEnds } = await moduleOf('src/html/font-coverage.ts');
  const entries = readdirSync(join(folder, 'files')).map((file) => [
    file,
    rangeEnds(coverageOf(readFileSync(join(folder, 'files', file)))),
  ]);
  writeFileSync(join(folder, COVERAGE_FILE), JSON.stringify(Object.fromEntries(entries)));
}

/** Where a file begins: letters, small figures, arrows and operators, frames and shapes, check marks, … */
const BLOCKS = [
  0x20, 0x2000, 0x2190, 0x2300, 0x2600, 0x27c0, 0x2e80, 0x1d400, 0x1f000, 0x1f300, 0x1f680, 0x110000,
];
/** Bytes; a smaller file is taken whole. */
const LARGE_FONT = 100_000;
/** A browser that finds no height of small letters in a font measures this one, for `font-size-adjust`. */
const MEASURED = 0x78;
/** A mark is drawn by the font of what it stands on. */
const isMark = (code) => (code >= 0x300 && code < 0x370) || (code >= 0x20d0 && code < 0x2100);

/**
 * Each large font of signs in several files, one for some blocks of Unicode: a text has one arrow of it, and
 * 270 kB went to the browser for that.
 */
async function cutIntoBlocks(css, { only }, name, dir) {
  const { coverageOf } = await moduleOf('src/html/font-coverage.ts');
  const rules = [];
  for (const [rule] of css.matchAll(FONT_RULE)) {
    const file = FONT_FILE.exec(rule)[1];
    const font = readFileSync(join('node_modules', name, `${file}.woff2`));
    if (font.length < LARGE_FONT) {
      rules.push(copyFiles(rule, name, dir));
      continue;
    }
    const codes = [...coverageOf(font)].sort((a, b) => a - b);
    const wanted = codes.filter(
      (code) => code >= BLOCKS[0] && (!only || only.test(String.fromCodePoint(code))),
    );
    for (const { from, bytes, ranges } of await cutFont(font, wanted)) {
      const part = `${file}-${from.toString(16)}.woff2`;
      writeFileSync(join(dir, 'fonts', name, part), bytes);
      const unranged = rule.replace(/unicode-range:[^;}]*;?/, '');
      rules.push(
        unranged
          .replace(FONT_FILE, `src: url(./${part}) format('woff2');`)
          .replace(/}$/, `  unicode-range: ${ranges};\n}`),
      );
    }
  }
  return `${rules.join('\n')}\n`;
}

/** The parts of a font, each with the marks too; made once, since packing them takes seconds. */
async function cutFont(font, codes) {
  const key = createHash('sha256')
    .update(font)
    .update(JSON.stringify([BLOCKS, codes]))
    .digest('hex');
  const cached = join('node_modules/.cache/cribsheet-fonts', key);
  try {
    return deserialize(readFileSync(cached));
  } catch {
    // Not made yet.
  }
  const options = { noLayoutClosure: true };
  const unpacked = await subsetFont(font, String.fromCodePoint(...codes, MEASURED), {
    ...options,
    targetFormat: 'sfnt',
  });
  const parts = [];
  for (const [index, from] of BLOCKS.slice(0, -1).entries()) {
    const own = codes.filter((code) => code >= from && code < BLOCKS[index + 1]);
    if (own.every(isMark)) continue;
    const all = [...new Set([...own, ...codes.filter(isMark)])];
    const text = String.fromCodePoint(...all, MEASURED);
    const bytes = await subsetFont(unpacked, text, { ...options, targetFormat: 'woff2' });
    parts.push({ from, bytes, ranges: all.map((code) => `U+${code.toString(16)}`).join(',') });
  }
  mkdirSync(dirname(cached), { recursive: true });
  writeFileSync(cached, serialize(parts));
  return parts;
}
