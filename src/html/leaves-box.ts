import katex, { type KatexOptions } from 'katex';

/** Nodes of KaTeX's parse tree of which all that is drawn counts in the size of the formula's box. */
const CONTAINED: ReadonlySet<string> = new Set([
  ...['accent', 'accentUnder', 'array', 'atom', 'color', 'delimsizing', 'enclose', 'environment', 'font'],
  ...['genfrac', 'hbox', 'horizBrace', 'htmlmathml', 'kern', 'leftright', 'mathchoice', 'mathord', 'mclass'],
  ...['middle', 'op', 'operatorname', 'ordgroup', 'overline', 'phantom', 'pmb', 'raisebox', 'rule', 'sizing'],
  ...['spacing', 'sqrt', 'styling', 'supsub', 'text', 'textord', 'underline', 'vcenter', 'verb', 'vphantom'],
  ...['xArrow'],
]);

/** Parts of a node that are no nodes themselves. */
const PLAIN: ReadonlySet<string> = new Set(['align', 'separator', 'internal']);

/** What `\ne` and `\notin` are made of: a stroke laid over the sign beside it. */
const STROKE = /^(?:\\@not|\/)$/;

/** `\!` takes 3 of the 18 `mu` of an em: two of them do no harm. */
const MOST_BACK_MU = 7;

type Tree = readonly unknown[] | { readonly [key: string]: unknown };

const { __parse: parse } = katex as unknown as {
  readonly __parse: (tex: string, options: KatexOptions) => readonly unknown[];
};

/**
 * Whether a formula may draw beyond the box that stands for it in its line: by negative lengths (`\hspace{-9em}`),
 * by parts whose size is not counted (`\llap`, `\smash`), or in a way that is not known here.
 */
export function leavesBox(tex: string, options: KatexOptions): boolean {
  let backMu = 0;
  const waiting: unknown[] = [parse(tex, options)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (typeof at !== 'object' || at === null) continue;
    const { type, number, unit, loc: _, ...parts } = at as Extract<Tree, { readonly [key: string]: unknown }>;
    if (type === 'lap' && isStroke(parts.body)) continue;
    if (typeof type === 'string' && !CONTAINED.has(type) && !PLAIN.has(type)) return true;
    if (typeof number === 'number' && number < 0) {
      if (unit !== 'mu') return true;
      backMu -= number;
      if (backMu > MOST_BACK_MU) return true;
    }
    for (const part of Object.values(parts)) waiting.push(part ?? null);
  }
  return false;
}

function isStroke(body: unknown): boolean {
  const texts: unknown[] = [];
  JSON.stringify(body, (key, value) => {
    if (key === 'text') texts.push(value);
    return value;
  });
  return texts.length === 1 && STROKE.test(String(texts[0]));
}
