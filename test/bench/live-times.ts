import { readFileSync, writeFileSync } from 'node:fs';
import type { Output } from '../../src/index.js';
import type { Cribsheet } from './built-package.js';

/** What a person waits for while a window is open, ms; one figure a round. */
export interface LiveTimes {
  /** From a save of the note to its new sheet on disk. */
  readonly saved: readonly number[];
  /** In the studio, from an option's new value to the bytes of the page's picture. */
  readonly option: readonly number[];
}

/** A window of a laptop shows the page so wide. */
const PICTURE_WIDTH_PX = 900;

export async function liveTimes(
  file: string,
  folder: string,
  ours: Cribsheet,
  rounds: number,
): Promise<LiveTimes> {
  return {
    saved: await savedMs(file, folder, ours, rounds),
    option: await optionMs(file, folder, ours, rounds),
  };
}

/** `watch` with everything that a note gets; the sheet of the whole note is made first. */
async function savedMs(file: string, cwd: string, ours: Cribsheet, rounds: number): Promise<number[]> {
  const text = readFileSync(file, 'utf8');
  const ended = new AbortController();
  const times: number[] = [];
  let savedAt = 0;
  const save = (): void => {
    savedAt = performance.now();
    writeFileSync(file, `${text}\n<!-- ${times.length} -->\n- saved ${times.length} times\n`);
  };
  await ours.watch({
    paths: [file],
    cwd,
    out: 'watched',
    signal: ended.signal,
    onProgress: (progress) => {
      if (progress.type === 'made' && isWholeSheet(progress.output) && savedAt > 0) {
        times.push(performance.now() - savedAt);
        savedAt = 0;
      }
    },
    onBuild: () => (times.length < rounds ? save() : ended.abort()),
  });
  writeFileSync(file, text);
  return times;
}

/** Two values of an option in turn, each with a word of its own, so that nothing has been made before. */
async function optionMs(file: string, cwd: string, ours: Cribsheet, rounds: number): Promise<number[]> {
  const ended = new AbortController();
  let done: Promise<void> = Promise.resolve();
  const url = await new Promise<string>((onListening, reject) => {
    done = ours.studio({ paths: [file], cwd, port: 0, signal: ended.signal, onListening });
    done.catch(reject);
  });
  const token = /data-token="([^"]+)"/.exec(await (await fetch(url)).text())?.[1] ?? '';
  const call = async (name: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json', 'x-studio-token': token };
    const answer = await fetch(new URL(`call/${name}`, url), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const { notes } = (await call('library', {})) as { notes: { id: string }[] };
  const show = async (floor: number): Promise<void> => {
    const asked = { note: notes[0]?.id, section: null, kind: 'sheet', client: 'bench' };
    const options = { floor: floor.toFixed(3) };
    const answer = await call('show', { ...asked, options, pictureWidthPx: PICTURE_WIDTH_PX });
    const { id } = answer;
    if (typeof id !== 'string') throw new Error(`the studio shows no page: ${JSON.stringify(answer)}`);
    const picture = await fetch(new URL(`made/${id}/page-1.png`, url));
    await picture.arrayBuffer();
  };
  await show(1.2);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const started = performance.now();
    await show(1.2 + round / 1000);
    times.push(performance.now() - started);
  }
  ended.abort();
  await done;
  return times;
}

function isWholeSheet({ kind, section }: Output): boolean {
  return kind === 'sheet' && section === null;
}
