import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PAGES = [
  ...['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'],
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A page without its code, which shows links that lead nowhere. */
function proseOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8')
    .replace(/^(`{3,})[\s\S]*?^\1/gm, '')
    .replace(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, 'code');
}

/** Addresses of links and pictures within the project. */
function linksOf(page: string): readonly string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^()\s]+)\)/g)].map(([, address = '']) => address);
  return links.filter((address) => !/^[a-z]+:/i.test(address));
}

/** As GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  const headings = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^#{1,6} (.+)$/gm)];
  return headings.map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the documentation', () => {
  it.each(PAGES)('%s links to what is there', (page) => {
    const broken = linksOf(page).filter((address) => {
      const [path = '', anchor] = address.split('#');
      const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('is reached from its index, every page of it', () => {
    const linked = linksOf('docs/README.md').map((address) => relative(ROOT, join(ROOT, 'docs', address)));
    const missing = PAGES.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
    expect(missing.filter((page) => !linked.includes(page))).toEqual([]);
    expect(linksOf('README.md')).toContain('docs/README.md');
  });

  it('shows every picture that it has', () => {
    const shown = PAGES.flatMap((page) =>
      linksOf(page).map((address) => relative(ROOT, join(ROOT, dirname(page), address))),
    );
    const pictures = readdirSync(join(ROOT, 'docs/images'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.png'))
      .map((name) => `docs/images/${name.replaceAll('\\', '/')}`);
    expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
  });
});
