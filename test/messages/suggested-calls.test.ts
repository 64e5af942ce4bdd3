/** Checks that the code in hints works. */
import { dataset, datasets, goldenJson, LumiList, logic, lumisection, QueryError, run, runs } from 'runregistry';
import { expect, test } from 'vitest';

function hintOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof QueryError) return error.hint ?? '';
    throw error;
  }
  throw new Error('The call throws no error');
}

const list = LumiList.fromJSON({ 355100: [[1, 5]] });
const values = [
  ...[null, undefined, true, 6500, -1, 0.5, Number.NaN, '6500', '', 'OPEN', 'closed', 'DT', '2018-05', "it's"],
  ...['is null', 'IS NOT NULL', 'isnull', 'isNull', 'gte', 'LIKE', '>', '<>', 'like', 'in'],
  ...[/x/, {}, [], ['a', 'b'], [6500, 6800], [true], new Date('2018-05-01'), new Date(Number.NaN), list, 5n],
];

test.each([
  ...['energy', 'run_number', 'class', 'state', 'significant', 'components', 'start_time'].map((name) => ({
    name,
    build: runs as () => { where(...args: unknown[]): unknown },
  })),
  ...['run.oms.energy', 'run.rr.class', 'lumisection.oms.bpix_ready', 'dataset.tracker_state'].map((name) => ({
    name,
    build: goldenJson as () => { where(...args: unknown[]): unknown },
  })),
])('suggests a call that works instead of where($name, value)', ({ name, build }) => {
  const suggested = values.flatMap((value) => {
    const [, call] = /^Write (where\(.*\))\.$/.exec(hintOf(() => build().where(name, value))) ?? [];
    return call === undefined || call.includes('…') ? [] : [call];
  });
  expect(suggested.length).toBeGreaterThan(2);
  for (const call of suggested) {
    const execute = new Function('query', 'list', `return query.${call};`) as (...args: unknown[]) => unknown;
    expect(() => execute(build(), list), call).not.toThrow();
  }
});

test('suggests only conditions that an attribute has instead of an operator', () => {
  const query = datasets() as unknown as Record<'where', (...args: unknown[]) => Record<string, () => unknown>>;
  for (const operator of ['is null', 'IS NOT NULL', 'isnull', 'isNull'])
    expect(hintOf(() => query.where('datasets_in_gui', operator, null))).toBe(
      "Write where('datasets_in_gui').has('…').",
    );
  expect(hintOf(() => query.where('datasets_in_gui').gt?.())).toBe('Use one of has, hasNot, contains.');
  expect(hintOf(() => query.where('components', 'IS NULL', null))).toBe("Write where('components').isNull().");
});

test('names an attribute of the same handles without the prefix of the registry', () => {
  for (const handles of [run, dataset, lumisection] as unknown as Record<string, unknown>[])
    for (const prefix of ['oms', 'rr', 'oms_attributes', 'rr_attributes']) {
      const [, name] = /without the prefix: '(\w+)'/.exec(hintOf(() => handles[prefix])) ?? [];
      if (name !== undefined) expect(() => handles[name]).not.toThrow();
    }
});

test('suggests a call that adds the rules of a golden JSON', () => {
  const golden = goldenJson().flag('dt-dt').is('GOOD').where('run.rr.class').contains('Collisions');
  const hint = hintOf(() => goldenJson().where(golden as never));
  const call = /^Write (where\(.*\)) for/.exec(hint)?.[1];
  const execute = new Function('query', 'golden', 'logic', `return query.${call};`) as (...args: unknown[]) => unknown;
  const added = execute(goldenJson(), golden, logic) as typeof golden;
  expect(added.toJsonLogic()).toEqual({ and: [golden.toJsonLogic()] });
});
