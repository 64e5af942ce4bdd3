/** The weights of the search name pages by their paths: a renamed page must not change the order of the results. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { weight } from '../.vitepress/search.js';
import { base, output } from '../scripts/paths.js';

const pages = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.html') && !name.startsWith('playground/'),
);
const weightOf = (page: string): number => weight(`${base}${page}#section`, 'word', { title: 'Title' });
const pagesWith = (expected: number): string[] => pages.filter((page) => weightOf(page) === expected).sort();

describe('the weights of the search', () => {
  it('are lower for the API and for documents of contributors, and lowest for types', () => {
    assert.deepEqual(pagesWith(0.2), ['api/types.html']);
    const api = pages.filter((page) => page.startsWith('api/') && page !== 'api/types.html');
    assert.ok(api.length > 10);
    assert.deepEqual(pagesWith(0.5), [...api, 'architecture.html', 'changelog.html', 'contributing.html'].sort());
    assert.deepEqual(pagesWith(1), pages.filter((page) => weightOf(page) >= 1).sort());
  });

  it('are higher for a section whose title is the word', () => {
    const id = `${base}queries.html#read-rows`;
    assert.ok(weight(id, 'rows', { title: 'Rows' }) > weight(id, 'rows', { title: 'Read rows' }));
  });
});
