import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { guides, root } from '../docs/examples.js';

const documents = [...guides, 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'examples/README.md'];

const read = (document: string): string => readFileSync(root + document, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');

/** Returns the anchors of the headings, as a code host and the site form them: a repeated one gets a number. */
function anchorsOf(document: string): string[] {
  const anchors: string[] = [];
  const counts = new Map<string, number>();
  for (const [, heading] of read(document).matchAll(/^#+ (.+)$/gm)) {
    const words = (heading as string).toLowerCase().replaceAll(/[^\p{L}\p{N}\p{Pc} -]/gu, '');
    const anchor = words.replaceAll(' ', '-');
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    anchors.push(count === 0 ? anchor : `${anchor}-${count}`);
  }
  return anchors;
}

interface Link {
  readonly path: string;
  readonly anchor: string | undefined;
}

/** Returns the relative links of a document. */
const linksOf = (document: string): Link[] =>
  [...read(document).matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(([, path, anchor]) => ({
    path: path === '' ? document : posix.join(posix.dirname(document), path as string),
    anchor,
  }));

test.each(documents)('%s only links to files that exist', (document) => {
  const paths = linksOf(document).map(({ path }) => path);
  expect(paths.filter((path) => !existsSync(root + path))).toEqual([]);
});

test.each(documents)('%s only links to headings that exist', (document) => {
  const links = linksOf(document).filter(({ anchor }) => anchor !== undefined);
  expect(links.filter(({ path, anchor }) => !anchorsOf(path).includes(anchor as string))).toEqual([]);
});

test('README.md links to every guide', () => {
  const linked = linksOf('README.md').map(({ path }) => path);
  const pages = guides.filter((path) => /^docs\/[\w-]+\.md$/.test(path));
  expect(pages.filter((path) => !linked.includes(path))).toEqual([]);
});

test('the index of recipes links to every recipe', () => {
  const linked = linksOf('docs/recipes/index.md').map(({ path }) => path);
  const recipes = guides.filter((path) => path.startsWith('docs/recipes/') && path !== 'docs/recipes/index.md');
  expect(recipes.filter((path) => !linked.includes(path))).toEqual([]);
});
