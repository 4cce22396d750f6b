/** In one folder the first of these counts. */
const PLACES = [
  'package.json',
  'cribsheet.config.js',
  'cribsheet.config.mjs',
  'cribsheet.config.ts',
  'cribsheet.config.json',
];

/** Only looks: what is found is read by `read-config.ts`, which knows what to say of a fault. */
const LOADERS = Object.fromEntries(
  ['.js', '.mjs', '.ts'].map((ending) => [ending, () => ({ found: true })] as const),
);

/**
 * The config file that holds in a folder: there, else in the nearest folder above. A config may run code,
 * so this is asked of the folder that somebody works in, and never of one that a note lies in.
 *
 * @returns its path, or null where there is none
 */
export async function findConfig(cwd: string = process.cwd()): Promise<string | null> {
  // Loaded where somebody looks: every start of the command line would pay for it.
  const { lilconfig } = await import('lilconfig');
  const json = (path: string, content: string): unknown => jsonOf(path, content);
  const searcher = lilconfig('cribsheet', {
    searchPlaces: PLACES,
    stopDir: '/',
    cache: false,
    loaders: { ...LOADERS, '.json': json },
  });
  return (await searcher.search(cwd))?.filepath ?? null;
}

/** A `package.json` counts where it has our key; of any other file it is enough that it is there. */
function jsonOf(path: string, content: string): unknown {
  if (!/package\.json$/.test(path)) return { found: true };
  try {
    return JSON.parse(content);
  } catch {
    // Somebody else will say so.
    return {};
  }
}
