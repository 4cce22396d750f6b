import { createHash } from 'node:crypto';
import { Latest } from '../bounds/latest.js';
import type { InPageCalls, InPageResults, RenderPage } from '../page/render-page.js';
import { measureGalley } from '../page/sheet-galley.js';
import { omitPoints } from '../page/sheet-omit.js';
import { setPaper } from '../page/sheet-paper.js';
import { settleSpans } from '../page/sheet-spans.js';

/** Some fifteen layouts for each document; what one measures takes about 50 kB. */
const MOST_KEPT = 400;

/** What a later call does away with, and what moves nothing before the next layout. */
const SETTERS: ReadonlySet<unknown> = new Set([setPaper, omitPoints, settleSpans]);

/**
 * What layouts of sheets have measured. A person who turns an option asks for the same text again, and the search
 * for its size then goes through layouts that are known: of some fourteen one is left, of the page that is pictured.
 */
export class LayoutMemory {
  readonly #measures = new Latest<unknown>(MOST_KEPT);

  /** The same page, which lays out only what was never measured. */
  of(page: RenderPage): RenderPage {
    let document = '';
    /** The last call of each function. */
    const done = new Map<unknown, readonly unknown[]>();
    /** The layout at which the page would stand. */
    let skipped: (() => Promise<unknown>) | null = null;
    const layOut = async <Result>(
      setting: readonly unknown[],
      run: () => Promise<Result>,
    ): Promise<Result> => {
      const key = JSON.stringify([
        document,
        [...done].map(([call, given]) => [String(call), given]),
        setting,
      ]);
      const known = this.#measures.get(key);
      skipped = known === undefined ? null : run;
      if (known !== undefined) return known as Awaited<Result>;
      const measured = await run();
      this.#measures.set(key, measured);
      return measured;
    };
    const standing = async (): Promise<RenderPage> => {
      const run = skipped;
      skipped = null;
      await run?.();
      return page;
    };
    const memory: RenderPage = {
      async open(html, media) {
        document = createHash('sha256').update(html).digest('base64');
        done.clear();
        skipped = null;
        await page.open(html, media);
      },
      run: (inPage, ...args) => {
        const run = () => page.run(inPage, ...args);
        if (Object.is(inPage, measureGalley)) return layOut(args, run);
        done.delete(inPage);
        done.set(inPage, args);
        return SETTERS.has(inPage) ? run() : standing().then(run);
      },
      async runAll<Results extends readonly unknown[]>(calls: InPageCalls<Results>) {
        const results: unknown[] = [];
        for (const { inPage, args } of calls)
          results.push(await memory.run(inPage as (...args: readonly unknown[]) => unknown, ...args));
        return results as InPageResults<Results>;
      },
      print: async (...args) => (await standing()).print(...args),
      picture: async (...args) => (await standing()).picture(...args),
      close: () => page.close(),
    };
    return memory;
  }
}
