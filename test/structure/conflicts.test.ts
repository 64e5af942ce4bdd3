/** Files that git tracks contain no markers of merge conflicts. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../docs/examples.js';

/** Returns the numbers of the lines that are markers. A row of `=` alone underlines a heading. */
const markers = (text: string): number[] =>
  text.split('\n').flatMap((line, index) => (/^(<{7}|\|{7}|>{7})( |$)/.test(line) ? [index + 1] : []));

const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => /\.(?:md|ts|mts|js|json|html|css|yml)$/.test(file) && existsSync(root + file));

test('no file has a marker of a merge conflict', () => {
  expect(files.filter((file) => file.startsWith('docs/')).length).toBeGreaterThan(20);
  expect(files.filter((file) => file.startsWith('src/')).length).toBeGreaterThan(100);
  const found = files.flatMap((file) => markers(readFileSync(root + file, 'utf8')).map((line) => `${file}:${line}`));
  expect(found).toEqual([]);
});

test('finds the markers of a conflict', () => {
  const conflict = ['one', `${'<'.repeat(7)} HEAD`, 'two', '='.repeat(7), 'three', `${'>'.repeat(7)} branch`].join(
    '\n',
  );
  expect(markers(conflict)).toEqual([2, 6]);
  expect(markers('a\n=======\n<<<<<<<<\n')).toEqual([]);
});
