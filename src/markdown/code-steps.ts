const STEPS = /\[\s*(?:\d*\s*:)?\s*([\d\s,|-]*\d[\d\s,|-]*)\]\s*$/;

/** Which lines a listing shows one after another, as reveal.js reads it behind the language: `js [1|3-4]` → `1|3-4`. */
export function codeSteps(info: string): string | null {
  return STEPS.exec(info)?.[1]?.replace(/\s+/g, '') ?? null;
}
