import { join } from 'node:path';

/**
 * One fallback face and no system fonts, so that every Linux machine prints the same page.
 *
 * @param folder where the browser is unpacked
 */
export function fontsConf(folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${xml(join(folder, 'fonts'))}</dir>`,
    `  <cachedir>${xml(join(folder, 'fonts-cache'))}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
