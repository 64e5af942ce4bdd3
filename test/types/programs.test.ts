import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { isFull } from '../support/rounds.js';
import { programErrors } from '../support/type-errors.js';
import { openEditor, root } from './editor.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('a program that extends the catalogue', () => {
  const program = read('./fixtures/extension.ts');
  const withoutTypes = program.replace(/^declare module [\s\S]*?^}\n/m, '');

  /** Returns the errors of the compiler in a program. */
  const errorsIn = async (code: string): Promise<string[]> => (await programErrors(code)).map(({ message }) => message);

  test('compiles', async () => expect(await errorsIn(program)).toEqual([]));

  test.runIf(isFull)('does not compile without its declarations', async () => {
    expect(withoutTypes).not.toContain('declare module');
    const texts = await errorsIn(withoutTypes);
    for (const sentence of [
      "Unknown attribute 'pileup' of runs",
      "Unknown attribute 'shifter' of runs",
      "Unknown attribute 'mtd_state' of datasets",
      "Unknown column 'alignment' of workspace 'tracker'",
      "Unknown workspace 'mtd'",
      "Unknown flag 'mtd-barrel'",
      "Property 'pileup' does not exist",
      "Property 'mtd_ready' does not exist",
      "Unknown attribute 'run.oms.pileup' of golden JSON",
      "Unknown attribute 'run.rr.shifter' of golden JSON",
      "Unknown attribute 'dataset.mtd_state' of golden JSON",
      "Unknown attribute 'lumisection.oms.mtd_ready' of golden JSON",
      "Unknown flag 'tracker-alignment'",
    ])
      expect(texts).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });

  test.runIf(isFull)('completes the names that it adds', () => {
    const editor = openEditor({ prefix: '' });
    const all = (names: string[]): unknown => expect.arrayContaining(names);
    const added = ['run.oms.pileup', 'run.rr.shifter', 'dataset.mtd_state', 'lumisection.oms.mtd_ready'];
    const expected: readonly (readonly [code: string, names: unknown])[] = [
      ["runs().where('|')", [...attributeNames(['run']), 'pileup', 'shifter'].sort()],
      ["goldenJson().where('|')", all(added)],
      ["goldenJson().flags(['|'])", all(['mtd-barrel'])],
      ["runs().flag('mtd', '|')", ['barrel', 'endcap']],
      ["runs().flag('tracker', '|')", all(['alignment'])],
      ["runs().where('mtd_state').is('|')", []],
      ["dataset.mtd_state.is('|')", ['DONE', 'OPEN']],
    ];
    // One program with all codes, in which only the cursor moves.
    const offered = expected.map(([code]) => {
      const others = expected.map(([other]) => (other === code ? other : other.replace('|', '')));
      return [code, editor.completions(program + others.join(';\n')).sort()];
    });
    expect(offered).toEqual(expected);
  });

  test('runs with the attributes and flags that it adds', async () => {
    // A path that the compiler does not follow: otherwise, the fixture would extend the types of every test.
    const path: string = `${root}test/types/fixtures/extension.ts`;
    const { queries, golden } = (await import(path)) as {
      queries: readonly { toFilter(): unknown }[];
      golden: { toJSON(): unknown };
    };
    expect(queries[2]?.toFilter()).toEqual(queries[1]?.toFilter());
    expect(JSON.stringify(queries.map((query) => query.toFilter()))).toContain('"oms_attributes.pileup"');
    expect(JSON.stringify(golden)).toContain('{"==":[{"var":"lumisection.oms.mtd_ready"},true]}');
  });
});
