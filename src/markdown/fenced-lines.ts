const FENCE = /^[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+)*(`{3,}|~{3,})(.*)$/;

/** Which lines (from 0) lie in fenced code. */
export function fencedLines(lines: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let open: string | null = null;
  lines.forEach((line, index) => {
    const match = FENCE.exec(line);
    if (open !== null) {
      inside.add(index);
      const fence = match?.[1] ?? '';
      const closes = fence[0] === open[0] && fence.length >= open.length;
      if (closes && match?.[2]?.trim() === '') open = null;
    } else if (match !== null) {
      open = match[1] ?? null;
      inside.add(index);
    }
  });
  return inside;
}
