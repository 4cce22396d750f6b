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
