/** A call of a function of `src/page`: it reaches nothing outside its own body, and its arguments cross as JSON. */
export interface InPageCall<Result = unknown> {
  readonly inPage: (...args: never) => Result;
  readonly args: readonly unknown[];
}

export function inPageCall<Args extends readonly unknown[], Result>(
  inPage: (...args: Args) => Result,
  ...args: Args
): InPageCall<Result> {
  return { inPage, args };
}
