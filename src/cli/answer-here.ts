/**
 * What `--help` and `--version` answer, without the thread that all other work is done in: it takes longer to
 * start than they take to answer.
 *
 * @returns null where something is to be run, or the command line makes no sense
 */
export async function answerHere(argv: readonly string[]): Promise<string | null> {
  if (!argv.some((argument) => /^(?:--help|-h|--version)$/.test(argument))) return null;
  const { parseCommandLine } = await import('./command-line.js');
  const found = parseCommandLine(argv);
  return 'text' in found ? found.text : null;
}
