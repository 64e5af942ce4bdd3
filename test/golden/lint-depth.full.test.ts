/** The work of lint() on documents in which `and` and `or` alternate, with another value on each level. */
import { goldenJson, type JsonLogic } from 'runregistry';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Table } from '../../src/decision/table.js';
import { atomsOf } from '../../src/decision/truth-rows.js';

const attributes = ['energy', 'b_field', 'fill_number', 'recorded_lumi', 'delivered_lumi'];

/** A document of one attribute, or of several in turn. */
function alternating(levels: number, paths: number): { readonly and: JsonLogic[] } {
  let rule: JsonLogic = { '==': [{ var: 'run.oms.energy' }, 0] };
  for (let level = 1; level < levels; level++)
    rule = {
      [level % 2 === 0 ? 'and' : 'or']: [rule, { '==': [{ var: `run.oms.${attributes[level % paths]}` }, level] }],
    };
  return { and: [rule] };
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** Returns the codes of a document, and the evaluations of its atoms: each for the values of the others on its attribute. */
function linted(document: object): { readonly codes: readonly string[]; readonly steps: number } {
  const tables = vi.spyOn(Table, 'of');
  const codes = goldenJson
    .parse(document)
    .golden.lint()
    .map(({ code }) => code);
  let steps = 0;
  for (const [formulas] of tables.mock.calls) {
    const atoms = atomsOf(formulas);
    for (const path of new Set(atoms.flatMap(({ variables }) => [...variables.keys()])))
      steps += atoms.filter(({ variables }) => variables.has(path)).length ** 2;
  }
  tables.mockRestore();
  return { codes, steps };
}

describe('lint()', () => {
  test.each([1, 5])('decides 100 levels of conditions on %i attributes', (paths) => {
    const { codes, steps } = linted(alternating(100, paths));
    expect(steps).toBeGreaterThan(10_000);
    if (paths === 1) expect(codes).not.toContain('undecided');
  });
  test.each([490, 150, 240, 360])('takes bounded work for %i levels on one attribute', (levels) => {
    const { codes, steps } = linted(alternating(levels, 1));
    expect(steps).toBeGreaterThan(1_000_000);
    // Without a limit, 490 levels would take 39,000,000 steps for the facts of rules alone.
    expect(steps).toBeLessThan(4_000_000);
    expect(codes.includes('undecided')).toBe(levels > 200);
  });
  test('decides a wide rule, whose members need little work', () => {
    const classes = Array.from(
      { length: 1_500 },
      (_, index): JsonLogic => ({ '==': [{ var: 'run.rr.class' }, `Collisions${index}`] }),
    );
    expect(linted({ and: [{ or: classes }, { '>': [{ var: 'run.oms.energy' }, 6000] }] }).codes).toEqual([]);
  });
});
