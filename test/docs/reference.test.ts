import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { goldenJson, type RunRegistryError, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { errorExamples } from '../../scripts/reference/examples/errors.js';
import { filterExamples } from '../../scripts/reference/examples/filter-warnings.js';
import { anchor } from '../../scripts/reference/markdown.js';
import { printReference } from '../../scripts/reference/print.js';
import { inReference } from '../../src/util/reference.js';
import { root } from '../types/editor.js';

const folder = `${root}docs/reference/`;
// Runs the examples of errors and problems. It fails if one has another code.
const files = await printReference();

/** The anchors of the headings of a page, outside code. */
function anchorsOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading as string));
}

describe('docs/reference', () => {
  test('consists of the files of the generator', () => {
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  });

  test.each([...files])('is up to date: %s', (name, text) => {
    expect(readFileSync(folder + name, 'utf8')).toBe(text);
  });

  test.each([...files.keys()])('has each anchor once: %s', (name) => {
    const anchors = anchorsOf(folder + name);
    expect(anchors.filter((one, index) => anchors.indexOf(one) !== index)).toEqual([]);
  });

  test.each([...files])('links to pages and headings that exist: %s', (name, text) => {
    const links = [...text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [, page = '', heading] of links) {
      const path = page === '' ? folder + name : folder + page;
      expect(existsSync(path), `${name} → ${page}`).toBe(true);
      if (heading !== undefined) expect(anchorsOf(path), `${name} → ${page}#${heading}`).toContain(heading);
    }
  });

  test.each([
    ['b_field', 'run-attributes.md', 'Unit:** T (teslas)'],
    ['recorded_lumi', 'run-attributes.md', 'Unit:** pb^-1 (inverse picobarns)'],
    ['tracker-strip', 'flags.md', 'Certification status of the strip tracker'],
    ['EMPTY', 'flags.md', 'stores no status'],
    ['bpix_ready', 'lumisection-attributes.md', 'barrel pixel'],
    ['read-as-and', 'filter-warnings.md', 'across several of its tables'],
    ['read-as-contains', 'filter-warnings.md', 'check the rows yourself'],
    ['passes-on-null', 'lint.md', 'withGuards()'],
    ['needs-everything', 'errors.md', 'Add a condition that the registry can filter by'],
  ])('explains %s in one place: %s', (name, page, words) => {
    const heading = `# \`${name}\`\n`;
    expect([...files].flatMap(([file, text]) => (text.includes(heading) ? [file] : []))).toEqual([page]);
    const [, after = ''] = (files.get(page) ?? '').split(heading);
    expect(after.slice(0, after.search(/^#/m))).toContain(words);
  });
});

test('the reference has an example for each message about a filter', () => {
  // The form of a message: without the names and values of its filter.
  const form = (message: string) => message.replace(/'[^']*'|\bAND\b|\bOR\b/g, '…');
  const recorded = readFileSync(`${root}test/messages/filter-warnings.txt`, 'utf8').split('\n\n');
  const messages = recorded.flatMap((block) => {
    const [head = '', code = '', message = ''] = block.split('\n').map((line) => line.trim());
    return /^(runs|datasets) /.test(head) ? [[code.split(' ')[0], form(message)] as const] : [];
  });
  const text = files.get('filter-warnings.md') ?? '';
  const shown = [...text.matchAll(/^Reported .*?: (?:`` (.*) ``|`(.*)`)$/gm)].map(([, one, other]) =>
    form(one ?? other ?? ''),
  );
  expect(messages.length).toBeGreaterThan(20);
  for (const [code, message] of messages) expect(shown, code).toContain(message);
});

describe('docs', () => {
  const pathOf = (docs: string) => docs.replace(/^node_modules\/runregistry\//, '');

  test('of an error, a problem and a warning is the path of a heading', () => {
    const codes = [
      ...Object.values(errorExamples).flatMap((group) => Object.keys(group).map((code) => inReference('errors', code))),
      ...goldenJson
        .parse({ '<=': [{ var: 'run.oms.energy' }, 7000] })
        .golden.lint()
        .map(({ docs }) => docs),
      ...Object.keys(filterExamples).map((code) => inReference('filter-warnings', code)),
      ...runs.parse({ 'rr_attributes.class': { NOTLIKE: '%Cosmics%' } }).warnings.map(({ docs }) => docs),
      ...runs
        .fromWebUrl('https://cmsrunregistry.web.cern.ch/online/global?obs[0][id]=unknown')
        .warnings.map(({ docs }) => docs),
    ];
    expect(codes.length).toBeGreaterThan(60);
    for (const docs of codes) {
      const [path = '', heading] = pathOf(docs).split('#');
      expect(anchorsOf(root + path), docs).toContain(heading);
    }
  });

  test('is printed by inspection, but is not a part of the message', () => {
    const error = (() => {
      try {
        return runs().where('enrgy' as 'energy');
      } catch (thrown) {
        return thrown as RunRegistryError;
      }
    })();
    const docs = 'node_modules/runregistry/docs/reference/errors.md#unknown-attribute';
    expect(error).toMatchObject({ docs });
    expect(inspect(error)).toContain(docs);
    expect(String(error)).not.toContain('docs/');
  });
});

test('a test covers each error that needs another environment', () => {
  const examples = Object.values(errorExamples).flatMap((group) => Object.entries(group));
  for (const [code, example] of examples) {
    if (typeof example === 'string' || !('testedBy' in example)) continue;
    const text = readFileSync(root + example.testedBy.replace(/cases\/(\w+)\.ts$/, '$1.txt'), 'utf8');
    expect(text, example.testedBy).toContain(code);
  }
});
