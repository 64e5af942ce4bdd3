import {
  and,
  dataset,
  datasets,
  FlatTable,
  flag,
  goldenJson,
  type LumisectionOptions,
  logic,
  lumisection,
  or,
  RunRegistry,
  type RunRegistryOptions,
  run,
  runs,
  type TableOptions,
} from 'runregistry';
import { type Reply, scripted } from '../../support/scripted-server.js';
import { untyped, untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const query = untyped(runs());
const golden = untyped(goldenJson());
const energy = { kind: 'compare', attribute: 'energy', operator: '=', value: 6500 };
const where = (json: unknown) => runs.fromJSON({ version: 1, target: 'runs', where: json });
const nestedJson = (levels: number): unknown =>
  levels === 0 ? energy : { kind: 'not', member: nestedJson(levels - 1) };

const registry = new RunRegistry({ target: 'local' });
const all = (options: unknown) => registry.runs().all(options as object);
const lumisections = (options: unknown) => registry.runs().lumisections(options as LumisectionOptions);
const toLumiList = (condition: unknown, options: LumisectionOptions = {}) =>
  lumisections(options).toLumiList(condition as () => boolean);
const toTable = (options: unknown) => lumisections({}).toTable(options as TableOptions);

const energyOrGood = or(run.energy.gte(6000), flag('dt-dt').is('GOOD'));

function alternating(levels: number) {
  let tree = run.energy.gte(6000);
  for (let level = 0; level < levels; level++)
    tree = level % 2 === 0 ? or(run.energy.eq(level), tree) : and(run.energy.lt(9000 + level), tree);
  return tree;
}

const manyAlternatives = () =>
  and(
    ...Array.from({ length: 8 }, (_, index) =>
      or(run.energy.gt(index), dataset.dataset_name.eq(`${index}`), flag('dt-dt').atLeast(index + 1, 'GOOD')),
    ),
  );

/** Calls a client whose registry sends one reply to every request. */
async function respondedWith(reply: Reply, call: (client: RunRegistry) => Promise<unknown>): Promise<unknown> {
  return respondedBy(() => reply, call);
}

/** Calls a client whose registry replies by path. */
async function respondedBy(
  script: (path: string) => Reply,
  call: (client: RunRegistry) => Promise<unknown>,
  options: RunRegistryOptions = {},
): Promise<unknown> {
  const server = await scripted(({ path }) => script(path));
  try {
    return await call(new RunRegistry({ url: server.url, ...options }));
  } finally {
    await server.close();
  }
}

const row = (run_number: number) => ({
  run_number,
  oms_attributes: {},
  rr_attributes: {},
  DatasetTripletCache: { triplet_summary: {} },
});
const page = (...rows: readonly object[]): Reply => ({ json: { runs: rows, count: rows.length } });
const allRuns = (client: RunRegistry) => client.runs().all();
const allLumisections = (client: RunRegistry) => client.runs().lumisections({ oms: false }).all();

/** Reads the lumisections of one run, for which the registry sends one value. */
const lumisectionsFrom = (json: unknown, call = allLumisections) =>
  respondedBy((path) => (path.includes('/lumisections/') ? { json } : page(row(355_556))), call);

export const failures: Failures = {
  'a dataset attribute in runs()': () => query.where(dataset.tracker_state.is('OPEN')),
  'a lumisection bit in datasets()': () => untyped(datasets()).where(lumisection.bpix_ready.is(true)),
  'a rule in JSON logic': () => query.where(logic({ '!': [{ var: 'run.oms.energy' }] })),
  'where() of a handle': () => query.where(run.energy),
  'where() of a filter': () => query.where({ run_number: 355_556 }),
  'where() of a number': () => query.where(5),
  'a limit as a string': () => query.limit('5'),
  'a page size of 0': () => query.pageSize(0),
  'an order by a list': () => query.orderBy('components'),
  'an unknown direction': () => query.orderBy('energy', 'ASC'),
  'an order with the same attribute twice': () => query.orderBy('energy').orderBy('energy', 'desc'),
  'select() without attributes': () => query.select(),
  'raw() of a string': () => query.raw('{}'),
  'raw() with conditions': () => query.where('energy').gte(6000).raw({}),
  'raw() with a value that is not JSON': () => query.raw({ run_number: { '=': Number.NaN } }),
  'stream() in an order by numbers': () => runs().orderBy('energy').stream(),
  'pages() in an order by numbers': () => runs().orderBy('energy').pages(),
  'options that are a number': () => all(5),
  'a limit among the options': () => all({ limit: 5 }),
  'a misspelt option': () => all({ timeot: 5 }),
  'an option of the Python client': () => all({ compress_attributes: true }),
  'an option without a similar name': () => all({ xyzzy: 5 }),
  'a timeout of another type': () => all({ timeout: '5' }),
  'a signal that is not an AbortSignal': () => all({ signal: new AbortController() }),
  'onProgress that is not a function': () => all({ onProgress: true }),
  'compress of another type': () => all({ compress: 'no' }),
  'compress: false with select()': () => registry.runs().select('energy').all({ compress: false }),
  'an expression that is a string': () => where('energy >= 5'),
  'an expression of an unknown kind': () => where({ kind: 'xor' }),
  'an expression with an unknown field': () => where({ ...energy, negated: true }),
  'an expression of too many levels': () => where(nestedJson(501)),
  'an expression without members': () => where({ kind: 'and', members: [] }),
  'an expression with a rule in JSON logic': () => where({ kind: 'logic', rule: true }),
  'an expression with an operator that is not written': () => where({ ...energy, operator: '<>' }),
  'an expression that counts by another operator': () =>
    where({ kind: 'count', flag: 'dt-dt', status: 'GOOD', operator: '=', value: 1 }),
  'an expression on an unknown field of a flag': () => where({ kind: 'no-remark', flag: 'dt-dt', field: 'GOOD' }),
  'an expression without a test': () => where({ kind: 'remark', flag: 'dt-dt', field: 'comments' }),
  'a condition that the registry cannot filter by': () =>
    datasets().where('datasets_in_gui').hasNot('/A/B/DQMIO').plan(),
  'a condition that is too deep for the registry': () => runs().where(alternating(24)).plan(),
  'a condition that needs too many requests': () => datasets().where(manyAlternatives()).plan(),
  'the filter of a condition that never matches': () => runs().where('run_number').isNull().toFilter(),
  'the filter of a condition that is checked client-side': () =>
    datasets().where('run_number').eq(355_556).where('datasets_in_gui').hasNot('/A/B/DQMIO').toFilter(),
  'the filter of a condition that needs two requests': () => runs().where(energyOrGood).toFilter(),
  'a list of datasets in a golden JSON': () => golden.where(dataset.datasets_in_gui.has('x')),
  'a wildcard in a golden JSON': () => golden.where(run.hlt_key.like('a%b')),
  'a count in a golden JSON': () => golden.where(flag('dt-dt').atLeast(3, 'GOOD')),
  'every() in a golden JSON': () => golden.where(flag('dt-dt').every('GOOD')),
  'a comment in a golden JSON': () => golden.where(flag('dt-dt').comment.contains('x')),
  'a cause in a golden JSON': () => golden.where(flag('dt-dt').cause.isNull()),
  'an unknown option of lumisections()': () => lumisections({ limit: 3 }),
  'an option of lumisections() that is not a boolean': () => lumisections({ rr: 'yes' }),
  'lumisections of neither side': () => lumisections({ rr: false, oms: false }),
  'luminosities without OMS': () => lumisections({ oms: false, luminosity: true }),
  'a run number instead of a key': () => lumisections({ after: 355_556 }),
  'a key of datasets for runs': () =>
    respondedWith(page(), (client) => client.runs().lumisections({ after: '355556 online' }).all()),
  'toLumiList() of a string': () => toLumiList('GOOD'),
  'toLumiList() of a flag that was not requested': () => toLumiList(flag('dt-dt').is('GOOD'), { rr: false }),
  'toLumiList() of a bit that was not requested': () => toLumiList(lumisection.bpix_ready.is(true), { oms: false }),
  'toLumiList() of a luminosity that was not requested': () => toLumiList(lumisection.recorded.gt(0.1)),
  'toLumiList() of a dataset attribute for runs': () => toLumiList(dataset.dt_state.is('OPEN')),
  'toLumiList() of a function that returns a number': () =>
    lumisectionsFrom([{ start: 1, end: 2, 'dt-dt': { status: 'GOOD' } }], (client) =>
      client
        .runs()
        .lumisections({ oms: false })
        .toLumiList(untypedCall(() => 1) as () => boolean)
        .then(() => []),
    ),
  'a table of a string': () => toTable({ flags: 'dt-dt' }),
  'a table of a number': () => toTable({ bits: 5 }),
  'a table of lumisection numbers': () => toTable({ bits: ['lumisection_number'] }),
  'a table of a flag among the bits': () => toTable({ bits: ['dt-dt'] }),
  'a table of an unknown bit': () => toTable({ bits: ['cms_activ'] }),
  'an unknown option of a table': () => toTable({ columns: [] }),
  'a flag of a table that was not requested': () => lumisections({ rr: false }).toTable({ flags: ['dt-dt'] }),
  'fractions() of flags that were not requested': () => lumisections({ rr: false }).fractions(['dt-dt']),
  'fractions() of a string': () => lumisections({}).fractions('dt-dt' as unknown as ['dt-dt']),
  'a string instead of columns': () => new FlatTable('run' as never, []),
  'a number instead of a column': () => new FlatTable(['run', 5 as never], []),
  'a column twice': () => new FlatTable(['run', 'run'], []),
  'a generator instead of rows': () => new FlatTable(['run'], [{ run: 1 }].values() as never),
  'an array instead of a row': () => new FlatTable(['run'], [{ run: 1 }, [2] as never]),
  'a Date instead of a cell': () => new FlatTable(['at'], [{ at: new Date(0) }]),
  'CSV with another kind of formulas': () => new FlatTable(['a'], []).toCsv({ formulas: 'none' as 'keep' }),
  'CSV with an unknown option': () => new FlatTable(['a'], []).toCsv({ formula: 'keep' } as object),
  'no row': () => respondedWith(page(), (client) => client.runs().where('run_number').eq(1).one()),
  'several rows': () => respondedWith(page(row(2), row(1)), (client) => client.runs().where('energy').gte(6000).one()),
  'a response that is a list': () => respondedWith({ json: [] }, allRuns),
  'a response without rows': () => respondedWith({ json: { count: 0 } }, allRuns),
  'a response without a count': () => respondedWith({ json: { runs: [] } }, allRuns),
  'a row without a run number': () => respondedWith(page({}), allRuns),
  'a row without attributes': () => respondedWith(page({ run_number: 1 }), allRuns),
  'a page without rows': () => respondedWith({ json: { runs: [], count: 3 } }, allRuns),
  'rows in another order': () => respondedWith(page(row(1), row(2)), allRuns),
  'a row that occurs twice': () =>
    respondedWith(page(row(1), row(1)), (client) => client.runs().orderBy('class').all()),
  'lumisections that are an object': () => lumisectionsFrom({}),
  'ranges of lumisections with a gap': () =>
    lumisectionsFrom([
      { start: 1, end: 5 },
      { start: 7, end: 8 },
    ]),
};
