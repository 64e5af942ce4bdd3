import fc from 'fast-check';
import {
  dataset,
  datasetStates,
  type Expression,
  flag,
  flags,
  and as joinAnd,
  or as joinOr,
  LumiList,
  not as negate,
  offlineFlags,
  onlineFlags,
  run,
  runStates,
  statuses,
} from 'runregistry';
import type { Attribute, Scope } from '../../src/catalogue/attribute.js';
import { attributeNames, lookUp } from '../../src/catalogue/lookup.js';
import { isPresence, type Kind, type LeafSpec, type Row, type Spec } from './reference.js';

type Target = 'runs' | 'datasets';

/** Returns every attribute that can filter the target. */
export function attributesOf(target: Target): readonly Attribute[] {
  const scopes: readonly Scope[] = target === 'runs' ? ['run'] : ['run', 'dataset'];
  return attributeNames(scopes).map((name) => lookUp(name, scopes, target));
}

/** The position of a value in a row of the registry. */
export function pathOf(name: string, target: Target): string[] {
  const { home, wire } = lookUp(name, ['run', 'dataset'], target);
  if (home === 'column') return [wire];
  const own = [home, name];
  return target === 'runs' || home === 'dataset_attributes' ? own : ['Run', ...own];
}

/** Returns a function that describes the attributes of the target to `truthOf()`. */
export function kindsOf(target: Target): (name: string) => Kind {
  const types = new Map(attributesOf(target).map(({ name, type }) => [name, type]));
  return (name) => ({
    type: types.get(name) as string,
    path: pathOf(name, target),
    presence: isPresence(name),
    exact: name === 'datasets_in_gui',
  });
}

const orNull = fc.option(fc.constant({ orNull: true }), { nil: undefined, freq: 3 });
const withOptions = (args: unknown[], options: unknown) => (options === undefined ? args : [...args, options]);

/** Values of the rows, so conditions match some rows and not others. */
function seen(rows: readonly Row[], path: readonly string[]): unknown[] {
  const found = new Set<unknown>();
  for (const row of rows) {
    let value: unknown = row;
    for (const key of path) value = (value as Row | null | undefined)?.[key];
    if (Array.isArray(value)) for (const one of value) found.add(one);
    else if (value !== null && value !== undefined) found.add(value);
  }
  return [...found];
}

/** A part of one of some strings. A character of two code units is not divided: conditions reject half of it. */
const part = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...texts).chain((text) => {
    const characters = [...text];
    return fc
      .tuple(fc.nat(characters.length), fc.nat(characters.length))
      .map(([a, b]) => characters.slice(Math.min(a, b), Math.max(a, b)).join(''));
  });

const pattern = (texts: readonly string[]) =>
  fc.oneof(
    // A string, without a trailing backslash, which is rejected in patterns.
    fc.constantFrom(...texts).map((text) => (/(?:^|[^\\])(?:\\\\)*\\$/.test(text) ? `${text}\\` : text)),
    fc
      .tuple(part(texts), fc.constantFrom('%', '_', '%%', '\\%'))
      .map(([text, wild]) => `%${text.replace(/[\\%_]/g, '\\$&')}${wild === '\\%' ? '%' : wild}`),
    fc.constantFrom('%', '', '_%', '%a%', '%\\%%', '%\\_%', '%é%', '%"%', '%\\\\%', '%, %', '%n%'),
  );

const piece = (texts: readonly string[]) =>
  fc.tuple(part(texts), fc.boolean()).map(([text, upper]) => (upper ? text.toUpperCase() : text));

/** The values of `in`: a few, sometimes none. */
const listOf = (value: fc.Arbitrary<unknown>, maxLength: number): fc.Arbitrary<unknown[]> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(value, { minLength: 1, maxLength }) },
    { weight: 1, arbitrary: fc.constant<unknown[]>([]) },
  );

function textual(texts: readonly string[]): fc.Arbitrary<{ method: string; args: unknown[] }> {
  const some = texts.length === 0 ? ['x'] : texts;
  const text = fc.oneof(fc.constantFrom(...some), fc.constantFrom('', 'nothing like it', "it's"));
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('eq', 'contains', 'startsWith', 'endsWith'), fc.oneof(text, piece(some)))
      .map(([method, a]) => ({ method, args: [a] })),
    fc.tuple(text, orNull).map(([a, options]) => ({ method: 'ne', args: withOptions([a], options) })),
    pattern(some).map((a) => ({ method: 'like', args: [a] })),
    fc.tuple(pattern(some), orNull).map(([a, options]) => ({ method: 'notLike', args: withOptions([a], options) })),
    listOf(text, 4).map((list) => ({ method: 'in', args: [list] })),
    fc
      .tuple(listOf(text, 4), orNull)
      .map(([list, options]) => ({ method: 'notIn', args: withOptions([list], options) })),
    fc.constantFrom('isNull', 'isNotNull').map((method) => ({ method, args: [] })),
  );
}

function ordered(
  values: readonly unknown[],
  extra: fc.Arbitrary<unknown>,
  compare: (a: unknown, b: unknown) => number,
  more: readonly string[],
) {
  const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, extra);
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte', ...more), value)
      .map(([method, a]) => ({ method, args: [a] })),
    fc.tuple(value, orNull).map(([a, options]) => ({ method: 'ne', args: withOptions([a], options) })),
    fc.tuple(value, value).map(([a, b]) => ({ method: 'between', args: compare(a, b) <= 0 ? [a, b] : [b, a] })),
    listOf(value, 4).map((list) => ({ method: 'in', args: [list] })),
    fc
      .tuple(listOf(value, 4), orNull)
      .map(([list, options]) => ({ method: 'notIn', args: withOptions([list], options) })),
    fc.constantFrom('isNull', 'isNotNull').map((method) => ({ method, args: [] })),
  );
}

const startOf = (time: unknown): number =>
  time instanceof Date
    ? time.getTime()
    : Date.parse(String(time) + ({ 4: '-01-01', 7: '-01', 10: '', 13: ':00Z', 16: 'Z' }[String(time).length] ?? ''));

function onAttribute({ name, type }: Attribute, target: Target, rows: readonly Row[]): fc.Arbitrary<LeafSpec> {
  const values = seen(rows, pathOf(name, target));
  const conditions = ((): fc.Arbitrary<{ method: string; args: unknown[] }> => {
    switch (type) {
      case 'number': {
        const own = values.length === 0 ? [1] : values;
        const extra =
          name === 'run_number'
            ? fc.integer({ min: 1, max: 400_000 })
            : fc.oneof(fc.integer({ min: -5, max: 7000 }), fc.constantFrom(0, 0.019, 1e21, -0.5));
        const conditions = ordered(own, extra, (a, b) => (a as number) - (b as number), []);
        if (name !== 'run_number') return conditions;
        const lists = listOf(fc.oneof(fc.constantFrom(...(own as number[])), extra), 4).map((list) =>
          LumiList.fromRuns(list as number[]),
        );
        return fc.oneof(
          { weight: 4, arbitrary: conditions },
          {
            weight: 1,
            arbitrary: fc.tuple(fc.constantFrom('in', 'notIn'), lists).map(([method, a]) => ({ method, args: [a] })),
          },
        );
      }
      case 'date': {
        const instants = values.length === 0 ? ['2018-05-25T19:16:05Z'] : (values as string[]);
        const some = fc.constantFrom(...instants);
        const extra = fc.oneof(
          fc.tuple(some, fc.constantFrom(4, 7, 10, 13, 16)).map(([text, length]) => text.slice(0, length)),
          some.map((text) => new Date(text)),
          fc.constantFrom(
            '2018-05-25T19:16:05.000Z',
            '2022-07-12 21:22:46',
            '2018-05-25T21:16:05+02:00',
            '2024-02-29',
            '2018-12',
          ),
        );
        return ordered(instants, extra, (a, b) => startOf(a) - startOf(b), ['before', 'after']);
      }
      case 'boolean':
        return fc.oneof(
          {
            weight: 3,
            arbitrary: fc
              .tuple(fc.constantFrom('is', 'eq'), fc.boolean())
              .map(([method, a]) => ({ method, args: [a] })),
          },
          {
            weight: 2,
            arbitrary: fc
              .tuple(fc.constantFrom('isNot', 'ne'), fc.boolean(), orNull)
              .map(([method, a, options]) => ({ method, args: withOptions([a], options) })),
          },
          fc.constantFrom('isNull', 'isNotNull').map((method) => ({ method, args: [] })),
        );
      case 'enum': {
        const value = fc.constantFrom(...(name === 'state' ? runStates : datasetStates));
        return fc.oneof(
          fc.tuple(fc.constantFrom('is', 'eq'), value).map(([method, a]) => ({ method, args: [a] })),
          fc
            .tuple(fc.constantFrom('isNot', 'ne'), value, orNull)
            .map(([method, a, options]) => ({ method, args: withOptions([a], options) })),
          listOf(value, 3).map((list) => ({ method: 'in', args: [list] })),
          fc
            .tuple(listOf(value, 3), orNull)
            .map(([list, options]) => ({ method: 'notIn', args: withOptions([list], options) })),
          fc.constantFrom('isNull', 'isNotNull').map((method) => ({ method, args: [] })),
        );
      }
      case 'list': {
        const elements = fc
          .tuple(
            fc.constantFrom('has', 'hasNot', 'contains'),
            fc.constantFrom(
              ...((values.length === 0 ? ['x'] : values) as string[]),
              'dt',
              'D',
              'dqm gui',
              ', ',
              '"',
              '',
            ),
          )
          .map(([method, a]) => ({ method, args: [a] }));
        // The registry cannot test the names in the GUI for null.
        return name === 'datasets_in_gui'
          ? elements
          : fc.oneof(
              { weight: 3, arbitrary: elements },
              { weight: 1, arbitrary: fc.constantFrom('isNull', 'isNotNull').map((method) => ({ method, args: [] })) },
            );
      }
      default:
        return textual(values as string[]);
    }
  })();
  return conditions.map(({ method, args }) => ({ is: 'leaf', what: 'attribute', on: name, method, args }));
}

function onFlag(rows: readonly Row[]): fc.Arbitrary<LeafSpec> {
  const held = new Set<string>();
  const remarks = { comments: new Set<string>(), causes: new Set<string>() };
  for (const row of rows)
    for (const [name, summary] of Object.entries(
      (row.DatasetTripletCache as { triplet_summary: Record<string, Record<string, string[]>> }).triplet_summary,
    )) {
      held.add(name);
      for (const field of ['comments', 'causes'] as const)
        for (const text of summary[field] ?? []) remarks[field].add(text);
    }
  const known = new Set(
    [onlineFlags, offlineFlags].flatMap((table) =>
      Object.entries(table).flatMap(([workspace, columns]) =>
        columns.map((column: string) => `${workspace}-${column}`),
      ),
    ),
  );
  const name = fc.constantFrom(...[...held].filter((one) => known.has(one)), 'ctpps-time45', 'hcal-hbls');
  const status = fc.constantFrom(...statuses);
  const usual = fc.constantFrom('GOOD', 'BAD', 'EMPTY', 'STANDBY', 'NOTSET', 'EXCLUDED');
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(name, fc.constantFrom('is', 'isNot', 'every'), fc.oneof(usual, status))
        .map(([on, method, a]) => ({ is: 'leaf' as const, what: 'flag' as const, on, method, args: [a] })),
    },
    fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), usual).map(([on, a]) => ({
      is: 'leaf' as const,
      what: 'flags' as const,
      on: on.join(' '),
      method: 'are',
      args: [a],
    })),
    fc
      .tuple(name, fc.constantFrom(1, 2, 5, 50), usual)
      .map(([on, n, a]) => ({ is: 'leaf' as const, what: 'flag' as const, on, method: 'atLeast', args: [n, a] })),
    fc
      .tuple(name, fc.constantFrom(0, 1, 2, 5, 50), usual)
      .map(([on, n, a]) => ({ is: 'leaf' as const, what: 'flag' as const, on, method: 'atMost', args: [n, a] })),
    fc
      .tuple(name, textual([...remarks.comments]))
      .map(([on, rest]) => ({ is: 'leaf' as const, what: 'comment' as const, on, ...rest })),
    fc
      .tuple(name, textual([...remarks.causes]))
      .map(([on, rest]) => ({ is: 'leaf' as const, what: 'cause' as const, on, ...rest })),
  );
}

/** Random expressions of at most three levels of and, or, not over everything that can filter the target. */
export function expressions(target: Target, rows: readonly Row[]): fc.Arbitrary<Spec> {
  const attributes = attributesOf(target);
  const byType = [...new Set(attributes.map(({ type }) => type))].map((type) =>
    fc.constantFrom(...attributes.filter((one) => one.type === type)).chain((one) => onAttribute(one, target, rows)),
  );
  const leaf = fc.oneof(
    { weight: 2, arbitrary: onFlag(rows) },
    ...byType.map((arbitrary) => ({ weight: 1, arbitrary })),
  );
  const level = (inner: fc.Arbitrary<Spec>): fc.Arbitrary<Spec> =>
    fc.oneof(
      { weight: 2, arbitrary: leaf },
      { weight: 3, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((of): Spec => ({ is: 'or', of })) },
      { weight: 2, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((of): Spec => ({ is: 'and', of })) },
      { weight: 2, arbitrary: inner.map((of): Spec => ({ is: 'not', of })) },
    );
  return level(level(level(leaf)));
}

/** The expression through the public handles. */
export function build(spec: Spec): Expression<never> {
  if (spec.is === 'not') return negate(build(spec.of));
  if (spec.is !== 'leaf') return (spec.is === 'and' ? joinAnd : joinOr)(...spec.of.map(build));
  const base: unknown =
    spec.what === 'flags'
      ? flags(spec.on.split(' ') as ['dt-dt'])
      : spec.what === 'attribute'
        ? spec.on in dataset
          ? dataset[spec.on as 'tracker_state']
          : run[spec.on as 'energy']
        : spec.what === 'flag'
          ? flag(spec.on as 'dt-dt')
          : flag(spec.on as 'dt-dt')[spec.what];
  return (base as Record<string, (...args: readonly unknown[]) => Expression<never>>)[spec.method]?.(
    ...spec.args,
  ) as Expression<never>;
}
