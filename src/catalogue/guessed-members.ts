/**
 * Hints for members that people guess, by the kind of object. They are thrown at run time. The type checker shows them through the types
 * that `npm run generate` writes. Do not list names that JavaScript or its libraries look up themselves, such as `then`, or that are
 * plausible properties, such as `length`: reading a property would compile.
 *
 * At run time, a guessed member is a non-enumerable method that throws its hint. In the types, it is a property with the computed name
 * `[where.offset]`, whose type has no call signatures: a call is one error with the hint. Instead of such a property, editors offer the
 * enum `where` that its name is read from, once. The enum has the name of a real member, so nothing is added to the list. An index
 * signature with a pattern would report the call twice with `noUncheckedIndexedAccess`; only options of clients have one, because object
 * literals offer computed names.
 *
 * Guesses without a hint in the types:
 * - `dcs`: members would change the type of `Object.values(dcs)`.
 * - `moveRuns('OPEN', …)`: with one more overload, calls over several operations would not compile.
 * - `first(5)`: a type for it would be shown with the options.
 * - `flags('dt-dt', 'csc-csc')`: a second parameter would prevent `map(flags)`.
 * - `row.energy`: rows are plain data.
 * - Missing exports, such as `import { get_runs }`: editors would offer them.
 */
import type { Hints } from '../util/guessed.js';

const rows = 'Write all() for the rows, first() for one row, or count() for their number.';
const oneRun = "Write where('run_number').eq(355100) for one run. To send the query, write all().";
const one = 'Write one() for the only matching row.';
const sql = "Write toSql({ dialect: 'duckdb' }).";
const iterate = 'Write for await (const row of query.stream()).';
const grouped =
  "Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').";
const values = "Collect the values in a Set: new Set((await query.select('class').toTable()).toColumns().class).";
const summed = 'Combine the values of (await query.toTable()).toColumns().energy.';
const csv = 'Write await query.toCsv().';
const columnsOfTable = 'Write (await query.toTable()).toColumns().';
const next = 'Write limit(n) for the first rows. To read all in parts, write pages().';
const first = 'Write limit(n).';
const rowsHaveAll = "Rows have all attributes and flags: write (await query.one()).lumisections['dt-dt'].";
const operated =
  "A query only reads. Write await registry.operations.changeRunClass(query, 'Collisions24') to change runs.";
const conditionOf = "Write where('energy').between(6000, 7000), with the name of the attribute before the condition.";
const order = "Write orderBy('energy', 'desc').";
const columns = "Write select('run_number', 'energy').";
const allHold = "Call where() again, such as .where('class').eq('Cosmics24'): all conditions must hold.";
const joined = "Write where(or(run.energy.gte(6000), run.class.eq('Cosmics24'))).";
const condition = "Write where('energy').gte(6000).";
const immutable = 'A query is immutable: store it, and add conditions to it as often as you like.';
const newest = "Write orderBy('run_number', 'desc').first() for the newest run.";
const moved = "A query only reads. Write await registry.operations.moveRuns(query, { from: 'OPEN', to: 'SIGNOFF' }).";
const printed = 'Write String(await query.toTable()).';
const named = "Write where('dataset_name').eq('/PromptReco/Collisions2018A/DQM').";
const stateOf = "Write where('tracker_state').is('OPEN') for datasets, or where('state').is('OPEN') for runs.";
const present = "Write where('energy').isNotNull().";
const mirrored = "Write await writeMirror('mirror', query), from 'runregistry/mirror'.";
const flagged = "Write flag('dt-dt').is('GOOD').";

/** Queries for runs and datasets. */
export const query = {
  execute: rows,
  exec: rows,
  fetch: rows,
  get: rows,
  run: oneRun,
  runNumber: oneRun,
  run_number: oneRun,
  byRun: oneRun,
  send: rows,
  load: rows,
  find: rows,
  toArray: rows,
  toList: rows,
  getAll: rows,
  fetchAll: rows,
  collect: rows,
  getMany: rows,
  to_dict: rows,
  findMany: rows,
  findFirst: rows,
  findUnique: one,
  findOne: one,
  getOne: one,
  firstOrThrow: one,
  firstOrFail: one,
  executeTakeFirst: rows,
  executeTakeFirstOrThrow: one,
  takeFirst: rows,
  selectAll: 'All attributes are selected without select(). Write all() for the rows.',
  last: newest,
  tail: newest,
  latest: newest,
  size: 'Write await query.count().',
  isEmpty: 'Write !(await query.exists()).',
  forEach: iterate,
  map: iterate,
  each: iterate,
  iterate,
  cursor: iterate,
  groupBy: grouped,
  group_by: grouped,
  groupby: grouped,
  countBy: grouped,
  value_counts: grouped,
  distinct: values,
  countDistinct: values,
  unique: values,
  uniq: values,
  nunique: values,
  aggregate: grouped,
  sum: summed,
  mean: summed,
  avg: summed,
  max: "Write orderBy('energy', 'desc').first().",
  min: "Write orderBy('energy').first().",
  toCSV: csv,
  to_csv: csv,
  save: "Write writeFile('rows.csv', await query.toCsv()).",
  print: printed,
  show: printed,
  describe: printed,
  to_parquet: mirrored,
  toParquet: mirrored,
  dropna: present,
  toUrl: 'Write toWebUrl() for the page of the web application, or toCurl() for the requests.',
  toJson: 'Write JSON.stringify(await query.all()) for the rows, or toFilter() for the payload.',
  keyBy: 'Write new Map((await query.all()).map((row) => [row.run_number, row])).',
  debug: 'Write String(query.explain()).',
  pluck: columnsOfTable,
  ids: columnsOfTable,
  values: columnsOfTable,
  toDataFrame: columnsOfTable,
  compile: sql,
  sql,
  toSQL: sql,
  to_sql: sql,
  to_pandas: columnsOfTable,
  offset: next,
  skip: next,
  page: next,
  paginate: next,
  perPage: next,
  batch: next,
  take: first,
  top: first,
  head: first,
  sort: order,
  sortBy: order,
  sort_values: order,
  order: order,
  order_by: order,
  orderByDesc: order,
  desc: order,
  asc: order,
  thenBy: "Call orderBy() again, such as .orderBy('run_number'), for ties.",
  include: rowsHaveAll,
  join: rowsHaveAll,
  leftJoin: rowsHaveAll,
  innerJoin: rowsHaveAll,
  with: rowsHaveAll,
  populate: rowsHaveAll,
  update: operated,
  insert: operated,
  delete: operated,
  set: operated,
  move: moved,
  moveTo: moved,
  signoff: moved,
  $if: 'Write when(value, (query, value) => …).',
  if: 'Write when(value, (query, value) => …).',
  clone: immutable,
  copy: immutable,
  dataset: named,
  name: named,
  state: stateOf,
  workspace: stateOf,
  since: "Write where('start_time').gte('2018-05').",
  withFlag: flagged,
  hasFlag: flagged,
  eq: conditionOf,
  gt: conditionOf,
  gte: conditionOf,
  lt: conditionOf,
  lte: conditionOf,
  between: conditionOf,
  range: conditionOf,
  columns,
  fields: columns,
  attributes: columns,
  pick: columns,
  project: columns,
  filter: `${condition} For a payload of the registry, write raw({ … }).`,
  having: condition,
  query: condition,
  whereRaw: condition,
  not: 'Write where(not(run.energy.gte(6000))).',
  whereIn: "Write where('energy').in([6500, 6800]).",
  whereNotIn: "Write where('energy').notIn([6500, 6800]).",
  whereBetween: "Write where('energy').between(6000, 7000).",
  whereNull: "Write where('energy').isNull().",
  whereNotNull: present,
  whereNot: 'Write where(not(run.energy.gte(6000))).',
  and: allHold,
  andWhere: allHold,
  or: joined,
  union: joined,
  orWhere: joined,
} as const satisfies Hints;

const created = "Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.";
const payload = 'Write runs.parse({ … }), or datasets.parse({ … }), for a filter of the registry.';

/** The functions `runs` and `datasets`. */
export const builder = {
  where: created,
  flag: created,
  all: created,
  first: created,
  count: created,
  select: created,
  orderBy: created,
  limit: created,
  lumisections: created,
  get: created,
  find: created,
  findMany: created,
  findFirst: created,
  findUnique: created,
  filter: payload,
  fromFilter: payload,
  from: payload,
  fromUrl: 'Write runs.fromWebUrl(url), or datasets.fromWebUrl(url).',
} as const satisfies Hints;

const separately =
  'Write where(dcs.pixel).where(dcs.strip) with the detectors that you need: all bits together are never true.';

/** The object `dcs`. */
export const dcs = {
  all: separately,
  every: separately,
  bits: separately,
  tracker: 'Write where(dcs.pixel).where(dcs.strip).',
  muon: 'Write where(dcs.dt).where(dcs.csc).where(dcs.rpc).',
  beams: 'Write where(and(lumisection.beam1_stable.is(true), lumisection.beam2_stable.is(true))).',
} as const satisfies Hints;

const or = "Write or(run.energy.gte(6000), run.class.eq('Cosmics24')).";

const complete = 'It already is a condition: write where(dcs.pixel), or where(not(dcs.pixel)).';

/** Expressions. */
export const expression = {
  or,
  and: "Write and(run.energy.gte(6000), run.class.eq('Cosmics24')).",
  not: 'Write not(run.energy.gte(6000)).',
  negate: 'Write not(run.energy.gte(6000)).',
  is: complete,
  isNot: complete,
  eq: complete,
} as const satisfies Hints;

const eachItem = 'Write for await (const { run_number, ranges } of stream).';
const lumiListOf = "Write await stream.toLumiList(flag('dt-dt').is('GOOD')).";

/** Streams of lumisections. */
export const lumisectionStream = {
  filter: lumiListOf,
  where: lumiListOf,
  toList: lumiListOf,
  toCsv: 'Write (await stream.toTable()).toCsv().',
  flag: lumiListOf,
  good: lumiListOf,
  count: "Write (await stream.toLumiList(flag('dt-dt').is('GOOD'))).lumisectionCount.",
  toArray: 'Write await stream.all().',
  first: eachItem,
  forEach: eachItem,
  map: eachItem,
  limit: 'Write limit(n) before lumisections().',
  select: "Write await stream.toTable({ flags: ['dt-dt'], bits: ['cms_active'] }).",
  groupBy:
    "Group the columns of a table with a library: aq.table((await stream.toTable()).toColumns()).groupby('run_number').",
} as const satisfies Hints;
