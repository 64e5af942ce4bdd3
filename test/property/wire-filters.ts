import fc from 'fast-check';
import { statuses } from 'runregistry';
import type { Attribute } from '../../src/catalogue/attribute.js';
import { attributesOf, pathOf } from './generate.js';
import type { Row } from './reference.js';

type Target = 'runs' | 'datasets';
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Wire = { readonly [key: string]: Json };

const flags = ['dt-dt', 'csc-csc', 'tracker-strip', 'tracker-track', 'ecal-ecal', 'cms-cms'] as const;

function seen(rows: readonly Row[], path: readonly string[]): Json[] {
  const found = new Set<Json>();
  for (const row of rows) {
    let value: unknown = row;
    for (const key of path) value = (value as Row | null | undefined)?.[key];
    if (Array.isArray(value)) for (const one of value) found.add(one as Json);
    else if (value !== null && value !== undefined) found.add(value as Json);
  }
  return [...found];
}

const equal = ['=', '<>'];
const order = ['=', '<>', '>', '>=', '<', '<='];
const patterns = ['like', 'notlike', 'LIKE', 'NOTLIKE'];
const all = [...order, ...patterns, 'contains'];

/** The operators and values of a type. */
interface Kind {
  readonly operators: readonly string[];
  readonly values: fc.Arbitrary<Json>;
}

const some = (values: readonly Json[], ...more: readonly Json[]) =>
  fc.constantFrom(...(values.length === 0 ? ['x'] : values), ...more);

function kindOf({ type, name }: Attribute, values: readonly Json[]): Kind {
  switch (type) {
    case 'number':
      return {
        operators: order,
        values: fc.oneof(
          { weight: 8, arbitrary: some(values) },
          { weight: 1, arbitrary: some(values).map(String) },
          { weight: 1, arbitrary: fc.constantFrom<Json>(0, -1, 6500, '6500.0', '10', '9', 1e21) },
        ),
      };
    case 'date':
      return {
        operators: [...order, '>=', '<', '>=', '<', 'like', 'notlike'],
        values: fc.oneof(
          { weight: 5, arbitrary: some(values) },
          {
            weight: 4,
            arbitrary: fc
              .tuple(some(values), fc.constantFrom(4, 7, 10, 13, 16, 19))
              .map(([t, n]) => String(t).slice(0, n)),
          },
          {
            weight: 1,
            arbitrary: some(values).chain((t) =>
              fc.constantFrom(
                `${String(t).slice(0, 19)}.000Z`,
                `${String(t).slice(0, 19)}-02:00`,
                `${String(t).slice(0, 19)}+00:00`,
                String(t).replace('T', ' '),
              ),
            ),
          },
        ),
      };
    case 'boolean':
      return { operators: equal, values: fc.constantFrom<Json>(true, false, true, false, 'true', 'false') };
    case 'enum':
      return {
        operators: [...equal, ...equal, ...patterns],
        values: fc.oneof(
          { weight: 3, arbitrary: some(values, 'OPEN', 'open') },
          { weight: 1, arbitrary: fc.constantFrom('%', '%OPEN%', 'SIGN%', '%o%', 'nothing like it') },
        ),
      };
    case 'list':
      return {
        operators:
          name === 'datasets_in_gui'
            ? ['=', '=', '=', 'contains', 'like', '<>']
            : ['like', 'like', 'notlike', 'LIKE', 'like', 'notlike', '=', '<>'],
        values: some(values, 'DT').chain((value) =>
          name === 'datasets_in_gui'
            ? fc.oneof(
                { weight: 9, arbitrary: fc.constant(value) },
                { weight: 1, arbitrary: fc.constant(`%${value}%`) },
              )
            : fc.constantFrom(`%${value}%`, `%"${value}"%`, `%"${String(value).toLowerCase()}"%`, null),
        ),
      };
    default:
      return {
        operators: [...equal, ...patterns],
        values: fc.oneof(
          some(values, ''),
          fc.tuple(some(values), fc.nat(6), fc.integer({ min: 1, max: 8 })).map(
            ([t, a, n]) =>
              `%${String(t)
                .slice(a, a + n)
                .replace(/\\$/, '')}%`,
          ),
          fc.constantFrom('%', '', '%a%', '%_%', '%2018%'),
        ),
      };
  }
}

/** Values of the wrong type. */
const odd = fc.constantFrom<Json>(null, null, null, 5, true, 'abc', '5', '2018', '%', '', [], [1], {}, '[]');

function underKey({ operators, values }: Kind): fc.Arbitrary<Json> {
  const value = fc.oneof(
    { weight: 30, arbitrary: values },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: odd },
  );
  const operator = fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...operators) },
    { weight: 1, arbitrary: fc.constantFrom(...all) },
  );
  const one = fc.tuple(operator, value).map(([name, given]): Wire => ({ [name]: given }));
  const two = fc.tuple(one, one).map(([a, b]): Wire => ({ ...a, ...b }));
  const level = (inner: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
    fc
      .tuple(
        fc.constantFrom('and', 'or', 'or', 'OR', 'AND'),
        fc.array(inner, { minLength: 1, maxLength: 3 }),
        fc.option(
          fc.oneof(
            one,
            fc.array(one, { minLength: 1, maxLength: 2 }).map((list): Wire => ({ and: list })),
          ),
          { freq: 4 },
        ),
      )
      .map(([joiner, list, beside]): Wire => ({ ...beside, [joiner]: list }));
  const simple = fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 1, arbitrary: two },
    { weight: 1, arbitrary: value },
  );
  const nested = level(fc.oneof({ weight: 4, arbitrary: simple }, { weight: 1, arbitrary: level(simple) }));
  return fc.oneof(
    { weight: 9, arbitrary: one },
    { weight: 2, arbitrary: two },
    { weight: 1, arbitrary: value },
    { weight: 1, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }) },
    { weight: 3, arbitrary: nested },
  );
}

/** Returns random filters with a few keys and levels. Most of them are valid. */
export function wireFilters(target: Target, rows: readonly Row[]): fc.Arbitrary<Wire> {
  const infos = attributesOf(target);
  const onAttribute = (info: Attribute) =>
    underKey(kindOf(info, seen(rows, pathOf(info.name, target)))).map((value): Wire => ({ [info.wire]: value }));
  const types = [...new Set(infos.map(({ type }) => type))];
  const counts: Kind = {
    operators: ['>', '>', '>', ...order],
    values: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<Json>(0, 0, 1, 2, 5, 50) },
      { weight: 1, arbitrary: fc.constantFrom<Json>(0, 1, 2, 3, 100, -1, '0', '10', 1.5) },
    ),
  };
  const remarks = (field: 'comments' | 'causes'): Kind => {
    const texts = flags.flatMap((flag) => seen(rows, ['DatasetTripletCache', 'triplet_summary', flag, field]));
    return {
      operators: ['like', 'like', 'like', 'like', 'notlike', 'notlike', '='],
      values: fc.oneof(
        some(texts, 'HV trip').map((text) => `%${String(text).slice(0, 12).replaceAll('\\', '')}%`),
        fc.constantFrom<Json>(
          '%a%',
          '%',
          '%, %',
          '%"%',
          'HV%',
          '%HV%3%',
          '%[%',
          '[]',
          null,
          '%"HV trip"%',
          '%"hv trip in sector 3"%',
        ),
      ),
    };
  };
  const onFlag = fc
    .constantFrom(...flags)
    .chain((flag) =>
      fc
        .oneof(
          { weight: 4, arbitrary: fc.tuple(fc.constantFrom('GOOD', 'BAD', 'EMPTY', ...statuses), underKey(counts)) },
          { weight: 1, arbitrary: fc.tuple(fc.constant('comments'), underKey(remarks('comments'))) },
          { weight: 1, arbitrary: fc.tuple(fc.constant('causes'), underKey(remarks('causes'))) },
        )
        .map(([what, value]): Wire => ({ [`triplet_summary.${flag}.${what}`]: value })),
    );
  const often = [
    'run_number',
    'class',
    'energy',
    ...(target === 'datasets' ? ['dataset_name', 'datasets_in_gui', 'appeared_in', 'global_state'] : ['components']),
  ];
  const leaf = fc.oneof(
    { weight: 4, arbitrary: onFlag },
    { weight: 4, arbitrary: fc.constantFrom(...infos.filter(({ name }) => often.includes(name))).chain(onAttribute) },
    ...types.map((type) => ({
      weight: 1,
      arbitrary: fc.constantFrom(...infos.filter((one) => one.type === type)).chain(onAttribute),
    })),
  );
  const objectOf = (inner: fc.Arbitrary<Wire>) =>
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((list): Wire => Object.assign({}, ...list));
  const group = (inner: fc.Arbitrary<Wire>) =>
    fc
      .tuple(
        fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom('and', 'and', 'or') },
          { weight: 1, arbitrary: fc.constantFrom('AND', 'OR') },
        ),
        fc.oneof(
          { weight: 30, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }) },
          { weight: 1, arbitrary: fc.constant<Wire[]>([]) },
        ),
      )
      .map(([joiner, list]): Wire => ({ [joiner]: list }));
  const level = (inner: fc.Arbitrary<Wire>) =>
    objectOf(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: group(inner) }));
  const single = fc.oneof(leaf, group(leaf));
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 2, arbitrary: objectOf(leaf) },
    { weight: 3, arbitrary: fc.array(single, { minLength: 1, maxLength: 4 }).map((list): Wire => ({ and: list })) },
    { weight: 3, arbitrary: level(level(level(leaf))) },
    { weight: 1, arbitrary: group(level(leaf)) },
  );
}
