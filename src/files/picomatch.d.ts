/** The part of picomatch that we call; it ships no types. */
declare module 'picomatch' {
  interface Scanned {
    /** The folder in which the pattern begins, empty for the one that it is relative to. */
    readonly base: string;
    /** The rest, which is matched. */
    readonly glob: string;
    readonly isGlob: boolean;
  }
  const picomatch: {
    (glob: string, options?: { readonly dot?: boolean }): (path: string) => boolean;
    scan(pattern: string): Scanned;
  };
  export default picomatch;
}
