// The least that prints a page: what the bench holds a cold run against.
//   node minimal-script.js BROWSER PAGE.html OUT.pdf
import { readFileSync } from 'node:fs';
import { argv, getuid } from 'node:process';
import { launch } from 'puppeteer-core';

const [, , executablePath = '', html = '', path = ''] = argv;
const browser = await launch({
  executablePath,
  headless: executablePath.includes('headless') ? 'shell' : true,
  args: getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
await page.setContent(readFileSync(html, 'utf8'));
await page.pdf({ path, format: 'a4', printBackground: true });
await browser.close();
