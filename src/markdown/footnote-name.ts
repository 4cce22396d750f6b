/** `x  y` → `x-y`: what a footnote is known by, and what its id is made of. */
export function footnoteName(written: string): string {
  return written.trim().replace(/\s+/g, '-');
}
