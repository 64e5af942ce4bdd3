/** Queries do not change the objects that they receive, and do not change with them. */
import { and, dataset, datasets, flag, or, run, runs } from 'runregistry';
import { expect, test } from 'vitest';

const planOf = (query: { plan(): unknown }) => JSON.stringify(query.plan());

test('copies the arrays of in() and notIn()', () => {
  const numbers = [6500, 6800, 6500];
  const strings = ['b', 'a', 'b'];
  const query = runs().where('energy').in(numbers).where('class').notIn(strings);
  const expression = run.energy.in(numbers);
  const before = [planOf(query), planOf(runs().where(expression))];
  expect([numbers, strings]).toEqual([
    [6500, 6800, 6500],
    ['b', 'a', 'b'],
  ]);
  numbers.push(0);
  strings.length = 0;
  expect([planOf(query), planOf(runs().where(expression))]).toEqual(before);
  expect(() =>
    runs()
      .where('energy')
      .in(Object.freeze([1, 2])),
  ).not.toThrow();
});

test('copies a Date', () => {
  const date = new Date('2018-05-25T19:16:05Z');
  const query = runs()
    .where('start_time')
    .gte(date)
    .where(run.end_time.in([date]));
  const before = planOf(query);
  expect(date.toISOString()).toBe('2018-05-25T19:16:05.000Z');
  date.setFullYear(1999);
  expect(planOf(query)).toBe(before);
});

test('copies options', () => {
  const options = { orNull: true };
  const query = runs().where('class').ne('x', options);
  const before = planOf(query);
  options.orNull = false;
  expect(planOf(query)).toBe(before);
  expect(() =>
    runs()
      .where('class')
      .ne('x', Object.freeze({ orNull: true })),
  ).not.toThrow();
});

test('copies the payload of raw()', () => {
  const filter = { and: [{ run_number: { '=': 1 } }, { 'rr_attributes.class': { like: '%x%' } }] };
  const copy = structuredClone(filter);
  const query = runs().raw(filter);
  expect(query.toFilter()).toEqual(copy);
  expect(filter).toEqual(copy);
  expect(Object.isFrozen(filter)).toBe(false);
  filter.and.pop();
  (filter.and[0] as { run_number: Record<string, number> }).run_number['='] = 2;
  expect(query.toFilter()).toEqual(copy);
});

test('copies the JSON of fromJSON()', () => {
  const json = JSON.parse(
    JSON.stringify(
      datasets()
        .where(dataset.tracker_state.in(['OPEN', 'SIGNOFF']))
        .orderBy('class'),
    ),
  );
  const copy = structuredClone(json);
  const query = datasets.fromJSON(json);
  const before = planOf(query);
  expect(json).toEqual(copy);
  json.where.values.pop();
  json.orderBy[0][1] = 'desc';
  expect(planOf(query)).toBe(before);
});

test('does not change with the objects that a query returns', () => {
  const query = runs()
    .where(or(run.energy.in([1, 2]), and(run.class.eq('x'), flag('dt-dt').every('GOOD'))))
    .select('run_number')
    .orderBy('class');
  const before = planOf(query);
  const json = query.toJSON() as unknown as { where: { members: unknown[] }; orderBy: unknown[][]; select?: string[] };
  try {
    json.where.members.length = 0;
    (json.orderBy[0] as unknown[])[1] = 'desc';
    json.select?.push('energy');
  } catch {
    // The objects are frozen.
  }
  const { requests } = query.plan();
  try {
    (requests as unknown[]).length = 0;
  } catch {
    // The array is frozen.
  }
  expect(planOf(query)).toBe(before);
  expect(query.toJSON()).toHaveProperty('select', ['run_number']);
});
