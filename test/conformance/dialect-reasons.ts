/**
 * Where kramdown reads a text otherwise than CommonMark or GFM, by the section of their examples.
 * Our dialect is kramdown's, so these differences are meant. Rules: kramdown's own description of its syntax
 * (kramdown.gettalong.org/syntax.html) and the cases of its test suite.
 */
export const DIALECT_REASONS: ReadonlyMap<string, string> = new Map([
  ['Tabs', 'a tab stands for four columns, counted from where the text of the block begins'],
  [
    'Backslash escapes',
    'backslashes in addresses, titles and languages stay; only signs of Markdown are escaped',
  ],
  ['Entity and numeric character references', 'an entity is a sign in titles and texts alike, not in syntax'],
  ['Thematic breaks', 'a rule needs a blank line above it'],
  ['ATX headings', 'a heading begins at the margin and has a text'],
  ['Setext headings', 'a heading is one line, underlined at the margin, also in an item or a quote'],
  ['Indented code blocks', 'a line right below indented code belongs to it'],
  ['Fenced code blocks', 'a fence without an end is text, and a problem; code is never empty'],
  [
    'HTML blocks',
    'Markdown in HTML is read where markdown="1" asks for it; what is no element of HTML is text',
  ],
  [
    'Link reference definitions',
    'a definition is one line, with its title on the next; of two the last holds',
  ],
  ['Paragraphs', 'a line right below indented code belongs to it'],
  ['Block quotes', 'a quote goes on to the next blank line, and past one that begins with >'],
  ['List items', 'a mark has a text behind it; `1)` is none'],
  ['Lists', 'a list goes on whatever its mark, and each item is tight or loose for itself'],
  ['Code spans', 'a backtick before a space is text; white space at the ends stays'],
  ['Emphasis and strong emphasis', 'the first sign that can close does; a sign does not nest in itself'],
  [
    'Links',
    'addresses stay as written, also with spaces; brackets in a text are text; a space may stand before [id]',
  ],
  ['Images', 'the alternative text stays as written'],
  ['Autolinks', 'in angle brackets are mail, http, https and ftp addresses, as written'],
  ['Raw HTML', 'what is no element of HTML is text; what nobody closes ends with its paragraph'],
  ['Hard line breaks', 'a tag that nobody closes ends with its paragraph'],
  ['GFM Tables (extension)', 'rows may differ in length, a head alone is none, alignment is a style'],
  ['GFM Task list items (extension)', 'boxes and lists carry classes, as on GitHub itself'],
  ['GFM Strikethrough (extension)', 'two tildes strike, one or three do not'],
  ['GFM Autolinks (extension)', 'mailto: and xmpp: in a text are no links'],
]);

export const TYPOGRAPHY = 'quotes, dashes and dots become the signs of the printer';
