import { formatHex, parse } from 'culori';

/** A CSS colour as the note wrote it → `#rrggbb`, or null where it is none. */
export function parseColour(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  try {
    const colour = parse(value.trim());
    return colour ? (formatHex(colour) ?? null) : null;
  } catch {
    // The parser fails at some texts that are no colours, such as "/1a".
    return null;
  }
}
