/** What stands behind a code fence, as CommonMark, reveal.js, Pandoc, Quarto, Docusaurus, MkDocs and others read it. */
export interface CodeInfo {
  /** '' where none is named. */
  readonly language: string;
  /** The file's name or the caption, which those programs show above the listing. */
  readonly title: string | null;
  /** Which lines a listing shows one after another, as reveal.js reads it behind the language: `js [1|3-4]` → `1|3-4`. */
  readonly steps: string | null;
}

const STEPS = /\[\s*(?:\d*\s*:)?\s*([\d\s,|-]*\d[\d\s,|-]*)\]\s*$/;
const TITLE =
  /(?:^|[\s{,])(?:title|filename|file|caption|fig-cap|lst-cap)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{},"']+))/;
/** `{r setup, include=FALSE}`, `{.python .numberLines}`, `{=latex}`; `{code-block} python` of MyST names it behind. */
const BRACES = /^\{([^{}\n]*)\}[ \t]*([^\s{}]*)/;
const DIRECTIVE = /^(?:code|code-block|code-cell|sourcecode)$/;
/** `js:src/a.js`, as Qiita and Zenn write it: a name with an ending or a folder. */
const WITH_FILE = /^([\w+#-]+):(\S*[./]\S*)$/;

export function readCodeInfo(info: string): CodeInfo {
  const steps = STEPS.exec(info)?.[1]?.replace(/\s+/g, '') ?? null;
  const [, double, single, bare] = TITLE.exec(info) ?? [];
  const [first = ''] = info.trim().split(/[ \t]+/);
  const [, language = '', file] = WITH_FILE.exec(first) ?? [];
  const title = (double ?? single ?? bare ?? file ?? '').trim();
  return {
    language: file === undefined ? languageOf(info.trim(), first) : language,
    title: title === '' ? null : title,
    steps,
  };
}

function languageOf(info: string, first: string): string {
  const [, inner, behind = ''] = BRACES.exec(info) ?? [];
  // `js{1,3}` of Gatsby, `python=101` of HackMD, `rust,ignore`.
  if (inner === undefined) return first.replace(/(?<=\w)(?:[{,].*|=\d*)$/, '');
  const words = inner.trim().split(/[\s,]+/);
  if (DIRECTIVE.test(words[0] ?? '')) return behind;
  return (words.find((word) => /^[.=]?[A-Za-z][\w+#-]*$/.test(word)) ?? '').replace(/^[.=]/, '');
}
