/** `toTypeScript()` of queries: the code that it prints builds the same query. */
import fc from 'fast-check';
import { and, dataset, datasets, flag, named, not, or, type RunQuery, run, runs } from 'runregistry';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { rebuild } from '../golden/rebuild.js';
import { build, expressions } from '../property/generate.js';
import { rounds, seed } from '../support/rounds.js';

/** Flattens AND and OR, as the builder does. */
function flattened(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(flattened);
  if (typeof tree !== 'object' || tree === null) return tree;
  const copy = Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, flattened(value)]));
  if (copy.kind !== 'and' && copy.kind !== 'or') return copy;
  const members = (copy.members as { kind: string; members?: unknown[] }[]).flatMap((member) =>
    member.kind === copy.kind ? (member.members ?? []) : [member],
  );
  return members.length === 1 ? members[0] : { ...copy, members };
}

const rebuilt = (query: { toTypeScript(): string }): RunQuery => rebuild<RunQuery>(query.toTypeScript());

test('prints conditions, order, attributes and limits as a person writes them', () => {
  const query = runs()
    .where('run_number')
    .between(309000, 310000)
    .where('class')
    .contains('Cosmics')
    .where('b_field')
    .ne(0, { orNull: true })
    .flag('dt', 'dt')
    .is('GOOD')
    .flag('csc', 'csc')
    .is('GOOD')
    .flag('tracker', 'strip')
    .every('GOOD')
    .where(or(run.energy.gte(6000), not(run.significant.is(true)), flag('dt-dt').comment.contains('HV')))
    .orderBy('energy')
    .orderBy('run_number', 'desc')
    .select('run_number', 'energy')
    .limit(5)
    .pageSize(100);
  expect(query.toTypeScript()).toBe(`import { flag, not, or, run, runs } from 'runregistry';

export const query = runs()
  .where('run_number').between(309000, 310000)
  .where('class').contains('Cosmics')
  .where('b_field').ne(0, { orNull: true })
  .flags(['dt-dt', 'csc-csc']).are('GOOD')
  .flag('tracker-strip').every('GOOD')
  .where(or(run.energy.gte(6000), not(run.significant.is(true)), flag('dt-dt').comment.contains('HV')))
  .orderBy('energy')
  .orderBy('run_number', 'desc')
  .select('run_number', 'energy')
  .limit(5)
  .pageSize(100);
`);
});

test('prints filters of the Python client, and links of the web application', () => {
  const filter = {
    run_number: { and: [{ '>=': 309000 }, { '<=': 310000 }] },
    'rr_attributes.class': { like: '%Cosmics%' },
  };
  expect(runs.parse(filter).query.toTypeScript()).toContain(
    "runs()\n  .where('run_number').between(309000, 310000)\n  .where('class').contains('Cosmics');",
  );
  const { query } = datasets.fromWebUrl(datasets().where('dataset_name').like('%Express%').toWebUrl());
  expect(query.toTypeScript()).toContain("datasets()\n  .where('dataset_name').contains('Express')");
});

describe.each([
  ['all rows', runs()],
  ['a payload', runs().raw({ run_number: { '=': 355556 } })],
  ['a pattern of a state, which no method makes', runs.parse({ 'rr_attributes.state': { like: '%OP%' } }).query],
  ['names', runs().where(named('a', and(run.energy.lte(7), named('b', flag('dt-dt').atMost(3, 'BAD')))))],
  ['a reversed period', runs().where('energy').gte(7).where('energy').lte(3)],
  ['null, or null twice', runs().where(or(run.energy.isNotNull(), run.energy.isNull()))],
  ['an attribute or another that is null', runs().where(or(run.energy.ne(3), run.b_field.isNull()))],
  ['patterns', runs().where('class').like('%a%b%').where('hlt_key').like('%').where('class').notLike('\\%_%')],
  ['any text', runs().where('class').eq('it\'s \\ \u2028 "`\n').flag('dt-dt').cause.ne("'")],
  [
    'datasets',
    datasets()
      .where(or(dataset.tracker_state.isNot('OPEN'), run.class.in([])))
      .where('run_number')
      .in([1]),
  ],
])('toTypeScript() of %s', (_, query) => {
  test('builds the same query', () => {
    expect(flattened(rebuilt(query).toJSON())).toEqual(flattened(query.toJSON()));
    expect(rebuilt(query).plan()).toEqual(query.plan());
  });
});

describe.each(['runs', 'datasets'] as const)('toTypeScript() of random queries for %s', (target) => {
  const queries = expressions(target, []).map((spec) =>
    target === 'runs' ? runs().where(build(spec)) : datasets().where(build(spec)),
  );

  test('builds the same query', () => {
    let parsed = 0;
    fc.assert(
      fc.property(queries, (query) => {
        const code = query.toTypeScript();
        expect(flattened(rebuilt(query).toJSON())).toEqual(flattened(query.toJSON()));
        expect(rebuilt(query).toTypeScript()).toBe(code);
        if (code.includes('fromJSON')) parsed++;
      }),
      { numRuns: rounds({ usual: 300, full: 5000 }), seed },
    );
    // Every query of the builder can be printed as calls of it.
    expect(parsed).toBe(0);
  });
});

test('prints code that compiles', () => {
  const code = runs()
    .where(or(run.energy.gte(6000), flag('dt-dt').is('BAD')))
    .toTypeScript();
  expect(ts.transpileModule(code, { reportDiagnostics: true }).diagnostics).toEqual([]);
});
