/** `toTypeScript()` of rules with guards: what it prints builds the same document, guards included. */
import fc from 'fast-check';
import {
  and,
  atLeastOf,
  dcs,
  except,
  flag,
  flags,
  goldenJson,
  type JsonLogic,
  LumiList,
  logic,
  named,
  not,
  or,
  run,
} from 'runregistry';
import { expect, test } from 'vitest';
import { rounds, seed } from '../support/rounds.js';
import { documents } from './arbitrary.js';
import { rebuild } from './rebuild.js';

const energy = { var: 'run.oms.energy' };

test.each([
  [
    'dates',
    goldenJson()
      .where(not(run.start_time.gte('2018-05')))
      .where(run.end_time.ne('2018-05-25T19:16:05Z')),
  ],
  ['a period', goldenJson().where(run.start_time.ne('2018-05'))],
  [
    'any text',
    goldenJson()
      .where(run.hlt_key.like('%'))
      .where(not(run.hlt_key.startsWith('it\'s \\ "nu'))),
  ],
  [
    'names',
    goldenJson()
      .where(dcs.pixel)
      .where(named('a', and(run.energy.lte(7), named('b', flag('dt-dt').isNot('BAD'))))),
  ],
  [
    'exceptions',
    goldenJson().where(except([1, 2], not(run.energy.between(1, 7)), run.b_field.ne(3, { orNull: true }))),
  ],
  [
    'some of several',
    goldenJson().where(atLeastOf(2, [flag('dt-dt').isNot('BAD'), run.energy.lt(7), run.class.notIn(['a'])])),
  ],
  [
    'synonyms',
    goldenJson()
      .where(run.state.ne('OPEN', { orNull: true }))
      .where(run.significant.isNot(true))
      .where('run.oms.components')
      .contains('DT')
      .where(run.components.isNotNull())
      .where(run.run_number.in(LumiList.fromRuns([1, 2]))),
  ],
  [
    'rules as they are',
    goldenJson()
      .where(logic({ '!=': [energy, 7] }))
      .where(or(logic({ var: 'a' }), flags(['dt-dt']).are('BAD'))),
  ],
])('toTypeScript() prints code that builds the same: %s', (_, golden) => {
  const code = golden.toTypeScript();
  expect(code).toContain('= goldenJson()\n');
  expect(JSON.stringify(rebuild(code))).toBe(JSON.stringify(golden));
  expect(rebuild(code).clauses).toEqual(golden.clauses);
});

test('toTypeScript() prints negated conditions with the methods of the builder', () => {
  const golden = goldenJson()
    .where(run.state.isNot('OPEN'))
    .where(run.energy.ne(6500))
    .where(not(run.class.in(['a', 'b'])))
    .where(run.energy.isNotNull())
    .where(run.components.hasNot('DT'))
    .where(or(run.state.isNot('OPEN'), not(run.significant.is(true)), not(run.hlt_key.contains('x'))));
  const code = golden.toTypeScript();
  for (const call of ["isNot('OPEN')", 'ne(6500)', "notIn(['a', 'b'])", 'isNotNull()', "hasNot('DT')"])
    expect(code).toContain(`).${call}`);
  expect(code).toContain("or(run.state.isNot('OPEN'), ");
  expect(JSON.stringify(rebuild(code))).toBe(JSON.stringify(golden));
});

test('toTypeScript() prints guards that differ from those of the builder', () => {
  const golden = goldenJson.parse({ and: [{ and: [{ '<=': [energy, 7000] }] }, { '<': [energy, 9000] }] }).golden;
  const guarded = golden.withGuards();
  expect(JSON.stringify(guarded)).toContain('null');
  expect(JSON.stringify(rebuild(guarded.toTypeScript()))).toBe(JSON.stringify(guarded));
});

test('toTypeScript() prints a string that is not a date as a string', () => {
  const document = { and: [{ '>=': [{ var: 'run.oms.start_time' }, '2018-13-45T99:99:99Z'] }] };
  expect(rebuild(goldenJson.parse(document).golden.toTypeScript()).toJsonLogic()).toEqual(document);
});

test('toTypeScript() prints __proto__ as a key', () => {
  const text = '{"and":[{"==":[{"var":"run.rr.class"},{"__proto__":{"__proto__":1,"a":2}}]}]}';
  expect(JSON.stringify(rebuild(goldenJson.parse(text).golden.toTypeScript()))).toBe(text);
});

test('toTypeScript() prints random documents with guards', () => {
  fc.assert(
    fc.property(documents, (document: JsonLogic) => {
      const golden = goldenJson.parse(document as object).golden.withGuards();
      expect(JSON.stringify(rebuild(golden.toTypeScript()))).toBe(JSON.stringify(golden));
    }),
    { numRuns: rounds({ usual: 20, full: 250 }), seed },
  );
});
