import { expect, it } from 'vitest';
import { MESSAGE_TABLE } from '../../src/html/message-table.js';
import { counted, fill, messagesFor } from '../../src/html/messages.js';
import { ROOM_WORDS, roomWords } from '../../src/html/room-words.js';

const LANGUAGES = 'en de fr es pt it pl ru zh zh-Hant ja ko ar he fa hi tr vi uk'.split(' ');

it('speaks each of its languages whole, with the same holes as English', () => {
  expect(Object.keys(MESSAGE_TABLE).sort()).toEqual([...LANGUAGES].sort());
  const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const lang of LANGUAGES) {
    for (const [key, english] of Object.entries(messagesFor('en'))) {
      const said: unknown = Object.entries(messagesFor(lang)).find(([name]) => name === key)?.[1];
      if (typeof english !== 'string') continue;
      expect(said, `${lang}.${key}`).toBeTypeOf('string');
      expect(holes(String(said)), `${lang}.${key}`).toEqual(holes(english));
      if (lang !== 'en' && english.length > 12) expect(said, `${lang}.${key}`).not.toBe(english);
    }
  }
});

it('speaks in a study session as many languages', () => {
  expect(Object.keys(ROOM_WORDS).sort()).toEqual([...LANGUAGES].sort());
  for (const lang of LANGUAGES)
    for (const [key, english] of Object.entries(roomWords('en'))) {
      const said = Object.entries(roomWords(lang)).find(([name]) => name === key)?.[1];
      expect(said?.includes('{count}'), `${lang}.${key}`).toBe(english.includes('{count}'));
      if (lang !== 'en') expect(said, `${lang}.${key}`).not.toBe(english);
    }
  expect(roomWords('zh-TW').close).toBe('關閉');
  expect(roomWords('sw')).toBe(ROOM_WORDS.en);
});

it('finds a language by its tag, and takes English for one that it lacks', () => {
  expect(messagesFor('de-AT')).toBe(MESSAGE_TABLE.de);
  expect(messagesFor('PT-br')).toBe(MESSAGE_TABLE.pt);
  expect(messagesFor('zh-TW')).toBe(MESSAGE_TABLE['zh-Hant']);
  expect(messagesFor('zh-Hans-CN')).toBe(MESSAGE_TABLE.zh);
  expect(messagesFor('constructor')).toBe(MESSAGE_TABLE.en);
  expect(messagesFor('sw')).toBe(MESSAGE_TABLE.en);
});

it('counts as the language does', () => {
  const count = (lang: string, n: number): string => counted(messagesFor(lang).sections, n, lang);
  expect([1, 2, 5].map((n) => count('ru', n))).toEqual(['1 раздел', '2 раздела', '5 разделов']);
  expect([1, 2, 5, 12].map((n) => count('pl', n))).toEqual(['1 sekcja', '2 sekcje', '5 sekcji', '12 sekcji']);
  expect([1, 3].map((n) => count('en', n))).toEqual(['1 section', '3 sections']);
  expect(count('sw', 1)).toBe('1 section');
  expect(fill(messagesFor('fr').part, { number: 2, of: 3 })).toBe('Partie 2 sur 3');
});
