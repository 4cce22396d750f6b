import { renderTemplate } from '../html/templates.js';
import { spokenWords } from './spoken-words.js';

/** Only files of ours, from here; the deck is a frame with a policy of its own. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/**
 * The page, in the language that its reader's browser asks for.
 *
 * @param token without which nothing is changed
 */
export async function studioPage(acceptedLanguages: string, token: string): Promise<string> {
  const { lang, dir, words } = spokenWords(acceptedLanguages);
  const data = { lang, dir, words, token, wordsJson: JSON.stringify(words) };
  return renderTemplate('studio/studio.hbs', data, null);
}
