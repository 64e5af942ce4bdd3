import { execFileSync, execSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from '../types/editor.js';

// publint checks in .ci/run that the tarball contains every file that package.json names as an entry.

const [tarball] = JSON.parse(
  execSync('npm pack --dry-run --json --ignore-scripts', {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
) as [{ readonly files: readonly { readonly path: string }[] }];
const paths = tarball.files.map(({ path }) => path);
const isBuilt = (path: string): boolean => path.startsWith('dist/');

test('the tarball contains the documents, the licence, the prebuilt sample and the sample of .env', () => {
  const docs = execFileSync('git', ['ls-files', 'docs'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const guides = docs.filter((path) => !path.startsWith('docs/site/'));
  expect(paths.filter((path) => !isBuilt(path)).sort()).toEqual(
    [
      '.env_sample',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'package.json',
      'prebuilt/sample.tar.gz',
      'prebuilt/sources.json',
      'ts-plugin/package.json',
      ...guides,
    ].sort(),
  );
});

test('of the build, the tarball contains code and declarations, and no tests', () => {
  expect(paths.filter((path) => isBuilt(path) && !/\.(c?js|d\.ts)$/.test(path))).toEqual([]);
  expect(paths.filter((path) => /test|bench/.test(path))).toEqual([]);
});
