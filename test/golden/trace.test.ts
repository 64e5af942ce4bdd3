import { and, dcs, flag, goldenJson, type Lumisection, not, or, QueryError, run } from 'runregistry';
import { expect, test } from 'vitest';
import { refused } from '../support/refusal.js';

const golden = goldenJson()
  .where('run.oms.energy')
  .gte(6000)
  .where(not(run.hlt_key.contains('WMass')))
  .where(dcs.pixel)
  .where(or(flag('dt-dt').is('GOOD'), and(flag('csc-csc').is('GOOD'), run.significant.is(true))))
  .flag('tracker-strip')
  .is('GOOD');

const one: Lumisection = {
  dataset: { name: '/PromptReco/Collisions2018A/DQM' },
  run: { run_number: 316000, oms: { energy: 6500, hlt_key: '/cdaq/physics/v1' }, rr: {} },
  lumisection: {
    lumisection_number: 5,
    oms: { bpix_ready: true, fpix_ready: false },
    rr: { 'dt-dt': 'BAD', 'csc-csc': 'GOOD' },
  },
};

test('trace() prints clauses in order, with their rules and values', () => {
  const trace = golden.trace(one);
  expect(`${trace}`).toBe(`\
run 316000, lumisection 5, /PromptReco/Collisions2018A/DQM: fails 3 of 5 clauses
  ✓ energy >= 6000 GeV   (6500)
  ✓ run.oms.hlt_key
    ✓ hlt_key is not null   ('/cdaq/physics/v1')
    ✓ hlt_key does not contain 'WMass'   ('/cdaq/physics/v1')
  ✗ dcs.pixel
    ✓ bpix_ready is true   (true)
    ✗ fpix_ready is true   (false)
  ✗ any of
    ✗ dt-dt is GOOD   ('BAD')
    ✗ all of
      ✓ csc-csc is GOOD   ('GOOD')
      ✗ significant is true   (null)
  ✗ tracker-strip is GOOD   (null)`);
});

test('trace() returns the same as data', () => {
  const trace = golden.trace(one);
  expect(trace).toMatchObject({
    run: 316000,
    lumisection: 5,
    dataset: '/PromptReco/Collisions2018A/DQM',
    passes: false,
  });
  expect(trace.clauses.map(({ name, passes }) => [name, passes])).toEqual([
    ['run.oms.energy', true],
    ['run.oms.hlt_key', true],
    ['dcs.pixel', false],
    ['#4', false],
    ['tracker-strip', false],
  ]);
  expect(trace.failed.map(({ name }) => name)).toEqual(['dcs.pixel', '#4', 'tracker-strip']);
  expect(trace.failed[0]?.rules[1]).toEqual({
    rule: { '==': [{ var: 'lumisection.oms.fpix_ready' }, true] },
    text: 'fpix_ready is true',
    passes: false,
    values: { 'lumisection.oms.fpix_ready': false },
    members: [],
  });
  // The rules are those of the document, clause by clause.
  expect(trace.clauses.flatMap(({ rules }) => rules.map(({ rule }) => rule))).toEqual(golden.toJSON().and);
});

test('trace() of a lumisection that passes has no failed clauses', () => {
  const good = {
    ...one,
    lumisection: {
      lumisection_number: 6,
      oms: { bpix_ready: true, fpix_ready: true },
      rr: { 'dt-dt': 'GOOD', 'tracker-strip': 'GOOD' },
    },
  } as const;
  const trace = golden.trace(good);
  expect(trace.passes).toBe(true);
  expect(trace.failed).toEqual([]);
  expect(`${trace}`).toMatch(/^run 316000, lumisection 6, .*: passes\n/);
  expect(golden.evaluate(good)).toBe(true);
});

test('trace() rejects values that are not a lumisection', () => {
  const values: [value: unknown, path: string][] = [
    [5, ''],
    [null, ''],
    [{}, '/run/run_number'],
    [{ ...one, run: { run_number: '316000' } }, '/run/run_number'],
    [{ ...one, dataset: {} }, '/dataset/name'],
    [{ ...one, lumisection: {} }, '/lumisection/lumisection_number'],
    [{ ...one, lumisection: { lumisection_number: 0 } }, '/lumisection/lumisection_number'],
  ];
  for (const [value, path] of values) {
    const refusal = { is: QueryError, code: 'bad-lumisection', details: { path } };
    refused(() => golden.trace(value as Lumisection), refusal);
    refused(() => golden.evaluate(value as Lumisection), refusal);
  }
});

test('trace() skips rules after an empty list, which counts as a pass', () => {
  const missing = { missing: ['run.run_number'] };
  const isBad = { '==': [{ var: 'lumisection.rr.dt-dt' }, 'EXCLUDED'] };
  for (const document of [{ and: [missing, isBad] }, { and: [{ and: [missing, isBad] }, isBad] }]) {
    const parsed = goldenJson.parse(document).golden;
    const trace = parsed.trace(one);
    expect(trace.passes).toBe(parsed.evaluate(one));
    expect(trace.passes).toBe(true);
    expect(trace.clauses.map(({ passes, skipped }) => [passes, skipped])).toEqual([
      [true, undefined],
      [false, true],
    ]);
    expect(trace.failed).toEqual([]);
    expect(String(trace)).not.toContain('✗');
    expect(String(trace)).toContain('not evaluated');
  }
});

test('trace() skips rules that JSON logic cannot evaluate and does not reach', () => {
  const isBad = { '==': [{ var: 'lumisection.rr.dt-dt' }, 'BAD'] };
  const unknown = { nope: [1] };
  const passing = goldenJson.parse({ or: [isBad, unknown] }).golden;
  expect(passing.evaluate(one)).toBe(true);
  expect(passing.trace(one)).toMatchObject({
    passes: true,
    failed: [],
    clauses: [{ passes: true, rules: [{ members: [{ passes: true }, { passes: false, skipped: true }] }] }],
  });

  const failing = goldenJson.parse({ and: [{ '!': [isBad] }, unknown, isBad] }).golden;
  expect(failing.evaluate(one)).toBe(false);
  const { passes, clauses, failed } = failing.trace(one);
  expect(passes).toBe(false);
  expect(clauses.map((clause) => [clause.passes, clause.skipped])).toEqual([
    [false, undefined],
    [false, true],
    [true, undefined],
  ]);
  expect(failed.map(({ name }) => name)).toEqual([clauses[0]?.name]);

  const reached = goldenJson.parse({ and: [isBad, unknown] }).golden;
  for (const evaluate of [() => reached.evaluate(one), () => reached.trace(one)])
    refused(evaluate, { is: QueryError, code: 'bad-rule', details: {} });
});
