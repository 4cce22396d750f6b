/** The smallest; infinite for none. Not `Math.min(...)`: a note's arrays may be too long to be arguments. */
export function lowestOf(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}
