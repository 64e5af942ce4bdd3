import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../types/editor.js';

const folders = ['docs', 'examples', 'scripts', 'src', 'test'];
// Installed packages and builds are no files of the project.
const files = execFileSync('git', ['ls-files', ...folders], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

/** Files and folders that a reader of CONTRIBUTING.md creates, also by a build. */
const created = ['docs/site/build/html', 'playground/sandbox.html', 'src/print/httpie.ts'];

const isPath = (code: string): boolean => /^[\w.-]+(\/[\w.-]+)*\/?$/.test(code) && /\/|\.(ts|json|md|txt)$/.test(code);

/** True if a file or folder has this path from the root, or from the folder that the line is about; without a folder, from any. */
function exists(path: string, folder: string | undefined): boolean {
  if (existsSync(`${root}${path}`) || created.includes(path)) return true;
  return folder === undefined ? files.some((file) => file.endsWith(`/${path}`)) : files.includes(`${folder}/${path}`);
}

function missingPaths(document: string): string[] {
  const lines = readFileSync(`${root}${document}`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, folder] = /^\| `(src\/[\w-]+)` \|/.exec(line) ?? [];
    const codes = [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);
    return codes.filter((code) => isPath(code) && !exists(code, folder));
  });
}

test.each(['CONTRIBUTING.md', 'docs/architecture.md'])('%s names only files and folders that exist', (document) => {
  expect(missingPaths(document)).toEqual([]);
});

test('each command of CONTRIBUTING.md finds the tests that it names', () => {
  const commands = [...readFileSync(`${root}CONTRIBUTING.md`, 'utf8').matchAll(/npx vitest run ([^`\n#]+)/g)];
  const runs = commands.flatMap(([, words = '']) => {
    const isFull = words.includes('--mode full');
    const filters = words.split(' ').filter((word) => word.startsWith('test/'));
    return filters.map((filter) => ({ filter, isFull }));
  });
  expect(runs.length).toBeGreaterThan(10);
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  const missing = runs.filter(
    ({ filter, isFull }) => !tests.some((file) => file.startsWith(filter) && (isFull || !file.includes('.full.'))),
  );
  expect(missing).toEqual([]);
});
