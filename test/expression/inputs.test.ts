/** What a caller passes in is never changed, and what a caller changes later never changes a query. */
import { and, dataset, datasets, flag, or, run, runs } from 'runregistry';
import { expect, test } from 'vitest';

const said = (query: { plan(): unknown }) => JSON.stringify(query.plan());

test('lists of in and notIn', () => {
  const numbers = [6500, 6800, 6500];
  const texts = ['b', 'a', 'b'];
  const query = runs().where('energy').in(numbers).where('class').notIn(texts);
  const kept = run.energy.in(numbers);
  const before = [said(query), said(runs().where(kept))];
  expect([numbers, texts]).toEqual([
    [6500, 6800, 6500],
    ['b', 'a', 'b'],
  ]);
  numbers.push(0);
  texts.length = 0;
  expect([said(query), said(runs().where(kept))]).toEqual(before);
  expect(() =>
    runs()
      .where('energy')
      .in(Object.freeze([1, 2])),
  ).not.toThrow();
});

test('a Date', () => {
  const date = new Date('2018-05-25T19:16:05Z');
  const query = runs()
    .where('start_time')
    .gte(date)
    .where(run.end_time.in([date]));
  const before = said(query);
  expect(date.toISOString()).toBe('2018-05-25T19:16:05.000Z');
  date.setFullYear(1999);
  expect(said(query)).toBe(before);
});

test('options', () => {
  const options = { orNull: true };
  const query = runs().where('class').ne('x', options);
  const before = said(query);
  options.orNull = false;
  expect(said(query)).toBe(before);
  expect(() =>
    runs()
      .where('class')
      .ne('x', Object.freeze({ orNull: true })),
  ).not.toThrow();
});

test('a payload of raw()', () => {
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

test('JSON that a query is read from', () => {
  const json = JSON.parse(
    JSON.stringify(
      datasets()
        .where(dataset.tracker_state.in(['OPEN', 'SIGNOFF']))
        .orderBy('class'),
    ),
  );
  const copy = structuredClone(json);
  const query = datasets.fromJSON(json);
  const before = said(query);
  expect(json).toEqual(copy);
  json.where.values.pop();
  json.orderBy[0][1] = 'desc';
  expect(said(query)).toBe(before);
});

test('what a query hands out cannot be used to change it', () => {
  const query = runs()
    .where(or(run.energy.in([1, 2]), and(run.class.eq('x'), flag('dt-dt').every('GOOD'))))
    .select('run_number')
    .orderBy('class');
  const before = said(query);
  const json = query.toJSON() as unknown as { where: { members: unknown[] }; orderBy: unknown[][]; select?: string[] };
  try {
    json.where.members.length = 0;
    (json.orderBy[0] as unknown[])[1] = 'desc';
    json.select?.push('energy');
  } catch {
    // Frozen, which does as well.
  }
  const { requests } = query.plan();
  try {
    (requests as unknown[]).length = 0;
  } catch {
    // Frozen.
  }
  expect(said(query)).toBe(before);
  expect(query.toJSON()).toHaveProperty('select', ['run_number']);
});
