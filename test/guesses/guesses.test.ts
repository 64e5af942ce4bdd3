/**
 * Checks that first guesses lead to the right code in one step: the guess compiles and works, or a message contains the right call.
 * `guesses.txt` records the messages.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { RunRegistry, RunRegistryError } from 'runregistry';
import { sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFull } from '../support/rounds.js';
import { programErrors } from '../support/type-errors.js';
import { compilerOptions, openEditor } from '../types/editor.js';
import { environment, header } from './environment.js';
import { type Guess, guesses } from './guesses.js';

const all = Object.values(guesses).flat();
const codes = [...new Set(all.flatMap(({ guess, right }) => [guess, right]))];

/** The errors of TypeScript in each code. */
type Compiled = ReadonlyMap<string, readonly string[]>;
let compiled: Compiled;
/** The result or the error of each code. */
const executed = new Map<string, { readonly value: unknown } | { readonly error: unknown }>();

type AsyncFunction = (...values: readonly unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => undefined).constructor as new (...source: readonly string[]) => AsyncFunction;
const isStatement = (code: string): boolean => code.startsWith('for ');

/** All codes as one program, each on a line. */
const program = `${header}${codes
  .map((code) => `void (async () => { ${isStatement(code) ? code : `return (${code});`} });`)
  .join('\n')}`;
const firstLine = header.split('\n').length;
// With these, a member from an index signature would be reported twice.
const options = { noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true };

/** Assigns the errors of the program to its codes. */
function byCode(errors: readonly { readonly line: number; readonly text: string }[]): Compiled {
  expect(errors.filter(({ line }) => line < firstLine)).toEqual([]);
  return new Map(
    codes.map((code, index) => [code, errors.filter(({ line }) => line === firstLine + index).map(({ text }) => text)]),
  );
}

async function compileWith7(): Promise<Compiled> {
  const errors = await programErrors(program, options);
  return byCode(errors.map(({ line, message }) => ({ line, text: message })));
}

function compileWith6(): Compiled {
  const editor = openEditor({ prefix: '', options: { ...compilerOptions(), ...options } });
  return byCode(editor.messages(program));
}

beforeAll(async () => {
  compiled = await compileWith7();
  await using server = await startEmbedded({ state: sampleState({ runs: 40 }) });
  const { url } = server;
  const row = await new RunRegistry({ url }).runs().where('energy').gte(6000).first();
  const names = environment(url, row?.run_number ?? 0);
  writeFileSync(names.get('file') as string, '{"1": [[1, 2]]}');
  for (const code of codes) {
    const run = new AsyncFunction(...names.keys(), isStatement(code) ? code : `return (${code});`);
    try {
      executed.set(code, { value: await run(...names.values()) });
    } catch (error) {
      executed.set(code, { error });
    }
  }
  rmSync(names.get('file') as string, { force: true });
});

const errorOf = (code: string): unknown => {
  const result = executed.get(code);
  return result !== undefined && 'error' in result ? result.error : undefined;
};

const isExecuted = (code: string): boolean => errorOf(code) === undefined;
const textOf = (code: string): string => String(errorOf(code) ?? 'works');

/** Returns true if the guess compiles, or if a message of the compiler contains the right call. */
const leadsIn = (errors: Compiled, { guess, call }: Guess): boolean => {
  const messages = errors.get(guess) ?? [];
  if (call === undefined) return messages.length === 0 && isExecuted(guess);
  return messages.some((text) => text.includes(call));
};

const leadsInEditor = (guess: Guess): boolean => leadsIn(compiled, guess);

/** Returns true if the guess works, or if the error contains the right call. */
const leadsAtRunTime = ({ guess, call }: Guess): boolean => {
  if (call === undefined) return isExecuted(guess);
  return errorOf(guess) instanceof RunRegistryError && textOf(guess).includes(call);
};

describe('the table of guesses', () => {
  test('has at least 250 different guesses', () => {
    expect(new Set(all.map(({ guess }) => guess)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(250);
  });

  test.each(all.filter(({ call }) => call !== undefined))(
    'expects a part that only the right code has: $guess',
    ({ guess, right, call }) => {
      expect(right).toContain(call);
      expect(guess).not.toContain(call);
    },
  );

  test.each([...new Set(all.map(({ right }) => right))])('has right code that compiles and works: %s', (right) => {
    expect(compiled.get(right)).toEqual([]);
    expect(errorOf(right)).toBeUndefined();
  });

  test.each(all.filter(({ call }) => call === undefined))(
    'has a guess with the result of the right code: $guess',
    ({ guess, right }) => {
      expect(executed.get(guess)).toEqual(executed.get(right));
    },
  );
});

test('is one mistake and one error of the compiler', () => {
  // Two options are two mistakes. TypeScript also reports the parameter of a function that is passed to a wrong method.
  const isOfParameter = (text: string) => /^Parameter '\w+' implicitly has an 'any' type/.test(text);
  const errorsOf = (guess: string) => new Set((compiled.get(guess) ?? []).filter((text) => !isOfParameter(text)));
  const several = all.filter(({ guess }) => errorsOf(guess).size > 1);
  expect(several).toEqual([]);
});

test('leads to the right code in one step, in the editor', () => {
  expect(all.filter(leadsInEditor).length).toBeGreaterThanOrEqual(0.9 * all.length);
});

test('leads in the editor, or has a reason', () => {
  expect(all.filter(leadsInEditor).filter(({ runTimeOnly }) => runTimeOnly !== undefined)).toEqual([]);
  expect(all.filter((guess) => !leadsInEditor(guess) && guess.runTimeOnly === undefined)).toEqual([]);
});

test.runIf(isFull)('leads with TypeScript 6 as with TypeScript 7', () => {
  const with6 = compileWith6();
  expect(all.filter((guess) => leadsIn(with6, guess) !== leadsInEditor(guess))).toEqual([]);
});

test('leads to the right code in one step, at run time', () => {
  expect(all.filter(leadsAtRunTime).length).toBeGreaterThanOrEqual(0.98 * all.length);
});

test('reports the recorded messages', async () => {
  const mark = (isLeading: boolean): string => (isLeading ? 'leads' : 'does not lead');
  const records = Object.entries(guesses).flatMap(([area, each]) => [
    `# ${area}\n`,
    ...each.map((guess) => {
      const messages = compiled.get(guess.guess) ?? [];
      return [
        guess.guess,
        `  right:    ${guess.right}`,
        `  editor:   ${mark(leadsInEditor(guess))}: ${messages.length === 0 ? 'compiles' : messages.join('\n').replaceAll('\n', '\n            ')}`,
        ...(guess.runTimeOnly === undefined ? [] : [`  reason:   ${guess.runTimeOnly}`]),
        `  run time: ${mark(leadsAtRunTime(guess))}: ${textOf(guess.guess)}`,
        '',
      ].join('\n');
    }),
  ]);
  const count = `${all.length} guesses: ${all.filter(leadsInEditor).length} lead in the editor, ${all.filter(leadsAtRunTime).length} at run time.\n`;
  await expect([count, ...records].join('\n')).toMatchFileSnapshot('./guesses.txt');
});

afterAll(() => {
  compiled = new Map();
  executed.clear();
});
