/** Random rules, and lumisections with values that tell them apart. Values have the types of the catalogue. */
import fc from 'fast-check';
import type { JsonLogic } from 'runregistry';
import { at, comparison, eitherOrder, equality, order, pick, randomRules } from '../support/random-rules.js';

/** Variables of each type with values of rows. */
const domains = {
  number: {
    paths: ['run.oms.energy', 'run.oms.b_field', 'lumisection.oms.prescale_index'],
    values: [-5, 0, 1, 3.8, 6500, 7000, 1e21],
  },
  string: {
    paths: ['run.oms.hlt_key', 'run.rr.class', 'lumisection.oms.prescale_name', 'dataset.dt_state', 'run.rr.state'],
    values: [
      '',
      'GOOD',
      'null',
      '6500',
      'WMass',
      '/cdaq/WMass/v1',
      "it's",
      '50%',
      'a_b',
      'back\\slash',
      'İ',
      '🙂',
      '\uffee',
    ],
  },
  date: { paths: ['run.oms.start_time'], values: ['2018-05-25T19:16:05Z', '2022-07-05T16:46:40Z', ''] },
  flag: {
    paths: ['lumisection.rr.dt-dt', 'lumisection.rr.tracker-strip'],
    values: ['GOOD', 'BAD', 'EMPTY', 'NO VALUE FOUND'],
  },
  boolean: {
    paths: ['lumisection.oms.bpix_ready', 'run.rr.significant', 'run.oms.dt_included', 'run.oms.nothing_included'],
    values: [true, false],
  },
  list: { paths: ['run.oms.components', 'dataset.appeared_in'], values: [[], ['DT'], ['DT', "it's", '']] },
} as const satisfies Readonly<Record<string, { paths: readonly string[]; values: readonly JsonLogic[] }>>;

const everyPath = [
  ...Object.values(domains).flatMap(({ paths }) => paths),
  ...[
    'run.run_number',
    'run.oms.run_number',
    'dataset.name',
    'lumisection.lumisection_number',
    'run.oms.enrgy',
    'run.name',
    'nothing',
  ],
  ...['run.oms.components.length', 'run.oms.hlt_key.length', 'lumisection.oms.recorded'],
];

const any = fc.oneof(
  pick<JsonLogic>(null, true, false, 0, 1, 2.5, '', '1', ' ', 'x', [], ['GOOD']),
  pick<JsonLogic>(...Object.values(domains).flatMap(({ values }) => values as readonly JsonLogic[])),
);

const usual = fc.oneof(
  ...Object.entries(domains).map(([type, { paths, values }]) => {
    const value = pick<JsonLogic>(...(type === 'list' ? [] : (values as readonly JsonLogic[])), null);
    const operator = ['number', 'date'].includes(type)
      ? fc.oneof(order, equality)
      : fc.oneof({ weight: 4, arbitrary: equality }, order);
    return eitherOrder(operator, pick<string>(...paths).map(at), value);
  }),
);
const strings = pick<string>(...domains.string.paths, ...domains.flag.paths, 'dataset.name');
const string = pick<string>(...domains.string.values, 'GOO', 'Mass', '/cdaq');
const inside = pick('in');
const membership = fc.oneof(
  comparison(inside, pick(...everyPath).map(at), fc.array(any, { maxLength: 4 })),
  comparison(inside, strings.map(at), fc.array(string, { maxLength: 4 })),
  comparison(inside, fc.oneof(string, any), strings.map(at)),
  comparison(inside, strings.map(at), string),
  comparison(inside, fc.oneof(string, any), pick<string>(...domains.list.paths).map(at)),
);
const substring = fc.tuple(strings, string, fc.boolean(), equality).map(
  ([path, text, isStart, o]): JsonLogic => ({
    [o]: [{ substr: isStart ? [at(path), 0, text.length] : [at(path), -text.length] }, text],
  }),
);
const number = pick(at('lumisection.lumisection_number'));
const byNumber = fc.oneof(
  comparison(
    fc.oneof(order, equality),
    number,
    fc.oneof(fc.integer({ min: -1, max: 12 }), pick<JsonLogic>(2.5, '3', 1e12)),
  ),
  fc
    .tuple(fc.integer({ min: 0, max: 6 }), number, fc.integer({ min: 3, max: 12 }))
    .map((operands): JsonLogic => ({ '<=': operands })),
  comparison(inside, number, fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 3 })),
);
const keys = fc.oneof(
  comparison(
    fc.oneof(order, equality),
    pick('run.run_number', 'run.oms.run_number').map(at),
    pick<JsonLogic>(1, 2, 2.5, '2', null),
  ),
  comparison(equality, pick(at('dataset.name')), pick<JsonLogic>('online', '/A/B/DQM', null)),
);
const booleans = pick<string>(...domains.boolean.paths);
/** Rules that SQL may not express. */
const odd = fc.oneof(
  eitherOrder(fc.oneof(order, equality), pick(...everyPath).map(at), any),
  comparison(order, pick(...everyPath).map(at), pick(...everyPath).map(at)),
  pick(...everyPath).map(at),
  fc.tuple(pick(...everyPath), any).map(([path, otherwise]): JsonLogic => ({ var: [path, otherwise] })),
  fc.tuple(booleans, any).map(([path, k]): JsonLogic => ({ '==': [{ var: [path, k] }, true] })),
  comparison(
    equality,
    booleans.map((path): JsonLogic => ({ '!': [at(path)] })),
    any,
  ),
  comparison(order, pick(at('run.oms.components.length')), pick<JsonLogic>(0, 1, 3)),
  any,
);

const rule = randomRules({
  atoms: [
    { weight: 8, arbitrary: usual },
    { weight: 3, arbitrary: membership },
    { weight: 1, arbitrary: substring },
    { weight: 2, arbitrary: byNumber },
    { weight: 1, arbitrary: keys },
    { weight: 1, arbitrary: odd },
  ],
  joined: { and: 3, or: 3, '!': 1, '!![]': 1, isTruth: 2, if: 1 },
  maxDepth: 3,
});

/** Random documents: an `and` of rules, or one rule. */
export const documents: fc.Arbitrary<JsonLogic> = fc.oneof(
  { weight: 2, arbitrary: fc.array(rule, { minLength: 1, maxLength: 4 }).map((and): JsonLogic => ({ and })) },
  { weight: 1, arbitrary: rule.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) },
);

type Values = Readonly<Record<string, JsonLogic>>;

/** Values below a path, each possibly null or missing. */
const valuesBelow = (prefix: string): fc.Arbitrary<Values> =>
  fc.record(
    Object.fromEntries(
      Object.values(domains).flatMap(({ paths, values }) =>
        paths
          .filter((path) => path.startsWith(prefix))
          .map((path) => [
            path.slice(prefix.length),
            fc.oneof(
              { weight: 4, arbitrary: pick<JsonLogic>(...(values as readonly JsonLogic[])) },
              { weight: 1, arbitrary: fc.constant(null) },
            ),
          ]),
      ),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Values>;

/** The data of one dataset: two ranges of its lumisections, and whether OMS and the Run Registry have them. */
export const owners = fc.record({
  run: fc.record({ oms: valuesBelow('run.oms.'), rr: valuesBelow('run.rr.') }),
  dataset: valuesBelow('dataset.'),
  ranges: fc.array(
    fc.record({
      length: fc.integer({ min: 1, max: 5 }),
      in_rr: fc.integer({ min: 0, max: 7 }).map((n) => n > 0),
      in_oms: fc.integer({ min: 0, max: 7 }).map((n) => n > 0),
      rr: valuesBelow('lumisection.rr.'),
      oms: valuesBelow('lumisection.oms.'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
