type Data = Readonly<Record<string, unknown>>;

/** More than a variable is worth: a note must not grow by repeating its front matter. */
const MAX_CHARS = 500;

/** Front matter → `page.title` and the like, as Jekyll hands them to Liquid. One line each. */
export function pageVariables(data: Data): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const [key, value] of Object.entries(data)) {
    const text = value instanceof Date ? isoDay(value) : value;
    if (typeof text !== 'string' && typeof text !== 'number' && typeof text !== 'boolean') continue;
    variables.set(`page.${key}`, String(text).replace(/\s+/g, ' ').trim().slice(0, MAX_CHARS));
  }
  return variables;
}

function isoDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
