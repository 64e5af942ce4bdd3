import { expect, test } from 'vitest';
import { importCycles, sizeOf, sourceFiles } from './source.js';

const sizes = sourceFiles.map(sizeOf);
const functions = sizes.flatMap(({ path, functions }) => functions.map((one) => ({ ...one, path })));

test('no two files of src import each other', () => {
  expect(importCycles()).toEqual([]);
});

test('a file has at most 300 lines of code, unless it is generated or a comment says why', () => {
  const long = sizes.filter(({ lines, isExcused }) => lines > 300 && !isExcused);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('a function has at most 40 lines of code, unless a comment says why', () => {
  const long = functions.filter(({ lines, isExcused }) => lines > 40 && !isExcused);
  expect(long.map(({ path, name }) => `${path} ${name}`)).toEqual([]);
});

test('a function has at most four parameters, unless a comment says why', () => {
  const wide = functions.filter(({ parameters, isExcused }) => parameters > 4 && !isExcused);
  expect(wide.map(({ path, name }) => `${path} ${name}`)).toEqual([]);
});
