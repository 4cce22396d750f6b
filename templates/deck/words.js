// @ts-check
/**
 * What the scripts say, in the note's language: `tools` holds it as JSON.
 *
 * @typedef {{ lang: string, slides: Record<string, string>, [name: string]: any }} DeckWords
 * @returns {DeckWords}
 */
function deckWords() {
  const given = document.querySelector('.tools')?.getAttribute('data-words');
  return JSON.parse(given ?? '{"lang":"en","slides":{"other":"{count}"}}');
}

/** `{number} of {of}` with its holes filled. @param {string} message @param {Record<string, string | number>} values */
function filled(message, values) {
  return message.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** `3 slides` as the language counts. @param {Record<string, string>} forms @param {number} count @param {string} lang */
function countedIn(forms, count, lang) {
  const form = new Intl.PluralRules(lang).select(count);
  return filled(forms[form] ?? forms.other ?? '', { count });
}
