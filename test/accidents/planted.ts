import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../temporary-folder.js';

export const DIST = join(import.meta.dirname, '../../dist');

export const LOOP = 'for (;;);';
export const MEMORY = '{ const all = []; for (;;) all.push({ a: all.length, b: [all.length] }); }';

/** Runs in every thread before the command line, and gives the sheet's record another way to be made. */
const plant = (work: string): string => `
  import { OUTPUT_KINDS } from ${JSON.stringify(pathToFileURL(join(DIST, 'index.js')).href)};
  const [sheet] = OUTPUT_KINDS;
  const { render, preview } = sheet;
  sheet.render = async (excerpt, ...rest) => {
    if (excerpt.title === 'Bad') ${work}
    return render(excerpt, ...rest);
  };
  sheet.preview = async (excerpt, ...rest) => {
    if (excerpt.title === 'Bad') ${work}
    return preview(excerpt, ...rest);
  };
`;

export const titled = (title: string): string => `---\ntitle: ${title}\n---\n# ${title}\n\n- one point\n`;

/** Three notes, and what `node --import` plants into the second of them: `b.md`. */
export async function plantedFolder(work: string): Promise<string> {
  return temporaryFolder({
    'plant.mjs': plant(work),
    'notes/a.md': titled('Good'),
    'notes/b.md': titled('Bad'),
    'notes/c.md': titled('Fine'),
  });
}

/** The command line with it. */
export function plantedCommand(cwd: string, argv: readonly string[]): readonly string[] {
  return ['--import', join(cwd, 'plant.mjs'), join(DIST, 'cli.js'), ...argv];
}
