import fc from 'fast-check';
import type { JsonLogic, Lumisection } from 'runregistry';
import { at, between, comparison, pick, randomRules } from '../support/random-rules.js';

/** Variables of random documents: known ones of every kind, unknown ones, and objects. */
const paths = [
  'run.run_number',
  'run.oms.run_number',
  'run.oms.energy',
  'run.oms.b_field',
  'run.oms.hlt_key',
  'run.oms.start_time',
  'run.oms.components',
  'run.oms.dt_included',
  'run.rr.class',
  'run.rr.state',
  'run.rr.significant',
  'dataset.name',
  'dataset.tracker_state',
  'lumisection.lumisection_number',
  'lumisection.oms.bpix_ready',
  'lumisection.oms.prescale_index',
  'lumisection.oms.prescale_name',
  'lumisection.rr.dt-dt',
  'lumisection.rr.tracker-strip',
  'run.oms.enrgy',
  'run.name',
  'lumisection.rr',
  'lumisection.oms.bpix_ready.deeper',
  'nothing',
];

const variable = fc.oneof(
  { weight: 20, arbitrary: pick(...paths).map(at) },
  { weight: 1, arbitrary: fc.constantFrom(...paths).map((path): JsonLogic => ({ var: [path] })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...paths), fc.constantFrom(0, 'GOOD', null))
      .map(([path, otherwise]): JsonLogic => ({ var: [path, otherwise] })),
  },
  { weight: 1, arbitrary: fc.constant<JsonLogic>({ var: '' }) },
);

/** Values of both data and rules, so comparisons are sometimes true. Some numbers are strings. */
const values: readonly JsonLogic[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  3.8,
  6500,
  7000,
  316000,
  '',
  '6500',
  '0',
  'GOOD',
  'BAD',
  'EMPTY',
  'Collisions18',
  '/cdaq/WMass/v1',
  'WMass',
  '2018-05-25T19:16:05Z',
  '2018-05',
  'OPEN',
  'online',
  'DT',
  'null',
];
const constant = fc.constantFrom(...values);

const equalityOrOrder = comparison(
  pick('==', '==', '==', '===', '!=', '!==', '>', '>=', '<', '<='),
  fc.oneof(variable, constant),
  fc.oneof({ weight: 4, arbitrary: constant }, variable),
);

const membership = fc.oneof(
  comparison(pick('in'), constant, variable),
  comparison(pick('in'), variable, fc.array(constant, { maxLength: 4 })),
  comparison(pick('in'), variable, constant),
);

/** Rules that the library evaluates only through json-logic-js. */
const rarer = fc.oneof(
  fc.tuple(variable, fc.constantFrom(2, 3, -2)).map(([of, n]): JsonLogic => ({ '==': [{ substr: [of, 0, n] }, 'GO'] })),
  fc.tuple(variable, constant).map(([of, n]): JsonLogic => ({ '>': [{ '+': [of, n] }, 6000] })),
  between(pick('<='), variable, constant),
  fc.constantFrom(...paths).map((path): JsonLogic => ({ '!': [{ missing: [path] }] })),
  variable.map((of): JsonLogic => ({ some: [of, { '==': [{ var: '' }, 'DT'] }] })),
);

const rule = randomRules({
  atoms: [
    { weight: 6, arbitrary: equalityOrOrder },
    { weight: 2, arbitrary: membership },
    { weight: 1, arbitrary: rarer },
    { weight: 1, arbitrary: variable },
  ],
  joined: { and: 4, or: 3, isFalse: 3, '![]': 1, '!!': 1, if: 1 },
  maxDepth: 3,
  members: { maxLength: 4 },
});

/** A random document of JSON logic: usually an `and` of rules of every kind, including unusual ones. */
export const documents: fc.Arbitrary<JsonLogic> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(rule, { minLength: 1, maxLength: 6 }).map((members): JsonLogic => ({ and: members })),
  },
  { weight: 1, arbitrary: rule },
);

/** A record in which each name has a value, null, a value of another type, or is missing. */
const some = (names: readonly string[]): fc.Arbitrary<Record<string, JsonLogic>> =>
  fc
    .array(fc.oneof({ weight: 6, arbitrary: constant }, { weight: 2, arbitrary: fc.constant(undefined) }), {
      minLength: names.length,
      maxLength: names.length,
    })
    .map((held) =>
      Object.fromEntries(
        names.flatMap((name, index) => (held[index] === undefined ? [] : [[name, held[index] as JsonLogic]])),
      ),
    );

const under = (prefix: string): string[] =>
  paths
    .filter((path) => path.startsWith(`${prefix}.`))
    .map((path) => path.slice(prefix.length + 1))
    .filter((name) => !name.includes('.'));

const oms = fc
  .tuple(some(under('run.oms')), fc.constantFrom<readonly JsonLogic[]>([], ['DT'], ['DT', 'WMass']))
  .map(([held, components]) => ({ ...held, components }));
const orMissing = <T>(held: fc.Arbitrary<T>): fc.Arbitrary<T | undefined | null> =>
  fc.oneof({ weight: 12, arbitrary: held }, { weight: 1, arbitrary: fc.constantFrom(undefined, null) });

/** A random run with its dataset. */
export const owners = fc.record({
  dataset: some(under('dataset')).map((held) => ({ ...held, name: 'online' })),
  run: fc.record({ run_number: fc.constantFrom(1, 316000), oms: orMissing(oms), rr: orMissing(some(under('run.rr'))) }),
});

/** The bits and flags of a random lumisection. */
export const conditions = fc.record({
  oms: orMissing(some(under('lumisection.oms'))),
  rr: orMissing(some(under('lumisection.rr'))),
});

/** A random lumisection. */
export const lumisections = fc
  .tuple(owners, conditions, fc.constantFrom(1, 2, 7))
  .map(
    ([owner, known, number]) =>
      ({ ...owner, lumisection: { lumisection_number: number, ...known } }) as unknown as Lumisection,
  );
