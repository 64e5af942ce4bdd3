/** Runs `npm start` as a process, as a new user does. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { LumiList } from 'runregistry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkDependencies } from '../support/compiled.js';
import { isFull } from '../support/rounds.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'quick-start-'));
const cache = join(temporary, 'cache');
const source = readFileSync(join(root, 'examples', 'quick-start.ts'), 'utf8')
  .trimEnd()
  .split('\n');
/** Only these variables, so neither a CI system nor the user's settings affect colours. */
const environment = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  XDG_CACHE_HOME: cache,
  ...variables,
});

function start(variables: NodeJS.ProcessEnv = {}, cwd = root) {
  const { status, stdout, stderr } = spawnSync('npm', ['start', '--silent'], {
    cwd,
    env: environment(variables),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Copies what `npm start` needs, except the dependencies. */
function copyProject(name: string, ...others: readonly string[]): string {
  const copy = join(temporary, name);
  for (const entry of ['src', 'examples', 'package.json', 'tsconfig.json', ...others])
    cpSync(join(root, entry), join(copy, entry), { recursive: true });
  return copy;
}

let first: ReturnType<typeof start>;
beforeAll(() => {
  first = start();
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe('npm start', () => {
  test('succeeds, prints nothing on stderr and writes no cache', () => {
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(cache)).toBe(false);
  });

  test('prints the lines of each step as they are in the file, followed by its result', () => {
    const printed = first.stdout.split('\n');
    let position = 0;
    let results = 0;
    for (const [index, line] of source.entries()) {
      const isLast = line === 'await registry.close();';
      if (line === '' || isLast) continue;
      const found = printed.indexOf(`${String(index + 1).padStart(3)}  ${line}`, position);
      expect(found, line).toBeGreaterThanOrEqual(position);
      // The first line of a paragraph comes after the result of the paragraph before.
      if (index > 0 && source[index - 1] === '') results += found - position > 1 ? 1 : 0;
      position = found + 1;
    }
    expect(results).toBe(source.filter((line, index) => line !== '' && source[index - 1] === '').length - 2);
  });

  test('prints numbers with their units', () => {
    expect(first.stdout).toMatch(/^run \d{6}: [\d.]+ T, \d+ of \d+ lumisections GOOD$/m);
    expect(first.stdout).toMatch(/^[\d.]+ pb\^-1 in \d+ lumisections after: energy >= 6000 GeV$/m);
  });

  test('shows that one payload returns fewer runs than the query', () => {
    const [raw, query] = [...first.stdout.matchAll(/^(\d+) runs: /gm)].map(([, count]) => Number(count));
    expect(raw).toBeGreaterThan(0);
    expect(query).toBeGreaterThan(raw as number);
  });

  test('prints a complete golden JSON', () => {
    const text = /^\{\n[\s\S]*?^\}$/m.exec(first.stdout)?.[0] ?? '';
    const list = LumiList.fromJSON(JSON.parse(text));
    expect(list.toText().trim()).toBe(text);
    expect(list.runCount).toBeGreaterThan(5);
  });

  test('ends with files to read next', () => {
    const next = first.stdout.slice(first.stdout.lastIndexOf('\nNext:\n'));
    const paths = [...next.matchAll(/^ {2}(\S+)/gm)].map(([, path]) => path as string);
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('the output of npm start', () => {
  test('has no colours in a pipe', () => {
    expect(first.stdout).not.toContain('\u001b');
  });

  test.runIf(isFull)('is the same text with colours', () => {
    const coloured = start({ FORCE_COLOR: '1' }).stdout;
    expect(coloured).toContain('\u001b[2m');
    expect(stripVTControlCharacters(coloured)).toBe(first.stdout);
  });

  const terminals: readonly (readonly [name: string, variables: NodeJS.ProcessEnv, dims: boolean])[] = [
    ['dims the source in a terminal', {}, true],
    ['has no colours with NO_COLOR', { NO_COLOR: '1' }, false],
  ];
  test.runIf(isFull && process.platform === 'linux' && existsSync('/usr/bin/script')).each(terminals)(
    '%s',
    (_, variables, dims) => {
      // The colours are those of start.ts, whichever file it runs.
      const copy = copyProject('in-terminal', 'prebuilt');
      linkDependencies(copy);
      const { status, stdout } = spawnSync('/usr/bin/script', ['-qec', 'npm start --silent', '/dev/null'], {
        cwd: copy,
        env: environment({ TERM: 'xterm', ...variables }),
        encoding: 'utf8',
      });
      rmSync(copy, { recursive: true });
      expect(status).toBe(0);
      expect(stdout).toContain('Next:');
      expect(stdout.includes('\u001b[2m')).toBe(dims);
    },
  );

  test.runIf(isFull)('may be closed early', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'examples/start.ts'], {
      cwd: root,
      env: environment({}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [status] = await once(child, 'close');
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('npm start in a bad environment', () => {
  // It generates the sample, which takes ten times as long as opening it.
  test.runIf(isFull)('generates the same sample if the prebuilt one is missing, and reports it', () => {
    const copy = copyProject('without-sample');
    linkDependencies(copy);
    const { status, stdout, stderr } = start({}, copy);
    expect([status, stdout]).toEqual([0, first.stdout]);
    expect(stderr).toContain(join('prebuilt', 'sample.tar.gz'));
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.runIf(isFull)('names the command that installs PGlite if it is missing', () => {
    const copy = copyProject('without-pglite', 'prebuilt');
    linkDependencies(copy, '@electric-sql');
    const { status, stdout, stderr } = start({}, copy);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('npm install @electric-sql/pglite');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
