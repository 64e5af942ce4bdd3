/** Hints by the name of a member that does not exist. Each is one or more full sentences that say what to write instead. */
type Hints = Readonly<Record<string, string>>;

const join = 'Write or(first, second), and(first, second) or not(condition).';
const call = 'Write all() for the rows, first() for one row, or count() for their number.';
const readLists = 'Use LumiList.fromFile(path), fromUrl(url), fromJSON(value) or fromText(text).';
const setDifference = 'Use subtract(other).';

const query: Hints = {
  groupBy:
    'Group the columns of a table with a library: arquero.table((await query.toTable()).toColumns()).groupby(…).',
  distinct: 'Collect the values in a Set: new Set((await query.toTable()).toColumns().class).',
  offset: 'Use pages() or stream() to read further rows, or limit(n) for the first ones.',
  skip: 'Use pages() or stream() to read further rows, or limit(n) for the first ones.',
  take: 'Use limit(n).',
  execute: call,
  fetch: call,
  get: call,
  run: call,
  and: 'Call where() again: all conditions of a query must hold.',
  or: `Pass an expression to where(). ${join}`,
  andWhere: 'Call where() again: all conditions of a query must hold.',
  orWhere: `Pass an expression to where(). ${join}`,
  filter: 'Use where() for conditions, or raw() for a payload copied from the browser.',
};

const golden: Hints = {
  and: 'Call where() again: a lumisection passes if all clauses are true.',
  or: `Pass an expression to where(). ${join}`,
  all: 'Use generate() on the JSON portal, or generateLocally(datasets()).',
  execute: 'Use generate() on the JSON portal, or generateLocally(datasets()).',
  toFile: 'Write the list of the result: (await golden.generateLocally(datasets())).list.toFile(path).',
};

const goldenFactory: Hints = {
  fromFile: 'Read the file and pass its text to goldenJson.parse().',
  fromJSON: 'Use goldenJson.parse(document).',
};

const expression: Hints = { and: join, or: join, not: join };

const list: Hints = {
  difference: setDifference,
  minus: setDifference,
  intersection: 'Use intersect(other).',
  size: 'Use lumisectionCount, runCount or rangeCount.',
  length: 'Use lumisectionCount, runCount or rangeCount.',
  has: 'Use contains(run, lumisection).',
};

const lists: Hints = { load: readLists, read: readLists, open: readLists, from: readLists, parse: readLists };

const client: Hints = {
  getRuns: "Use runs(): registry.runs().where('run_number').between(309000, 310000).all().",
  getDatasets: "Use datasets(): registry.datasets().where('run_number').eq(309000).all().",
  moveRuns: "Use operations: registry.operations.moveRuns([355100], { to: 'SIGNOFF' }).",
};

/** Hints for members that people guess, by the kind of object. */
export const guessedMembers = { query, golden, goldenFactory, expression, list, lists, client } as const;
