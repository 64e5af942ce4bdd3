/** Hints for members of tables, results of operations and mirrors that people guess; see `guessed-members.ts`. */
import type { Hints } from '../util/guessed.js';

const rows = 'Write table.rows.';
const columns = 'Write table.toColumns().';
const printed = 'Write String(table).';
const saved = "Write writeFile('rows.csv', table.toCsv()).";
const grouped = "Group the columns with a library: aq.table(table.toColumns()).groupby('class').";

/** Tables. */
export const table = {
  toRows: rows,
  toArray: rows,
  toObjects: rows,
  map: rows,
  forEach: rows,
  filter: rows,
  sort: rows,
  head: rows,
  sort_values: rows,
  orderBy: rows,
  toJson: 'Write JSON.stringify(table.rows).',
  toDataFrame: columns,
  toObject: columns,
  column: columns,
  sum: columns,
  mean: columns,
  max: columns,
  to_dict: columns,
  get: columns,
  print: printed,
  show: printed,
  describe: printed,
  toMarkdown: printed,
  save: saved,
  toFile: saved,
  write: saved,
  toCSV: 'Write table.toCsv().',
  to_csv: 'Write table.toCsv().',
  groupBy: grouped,
  groupby: grouped,
  aggregate: grouped,
  value_counts: grouped,
  tolist: rows,
} as const satisfies Hints;

const listFile = "Write await result.list.toFile('golden.json').";
const list = 'Write result.list, whose toText() and toFile() write a golden JSON.';

/** Results of generations. No `toJSON`, which `JSON.stringify` calls. */
export const generated = {
  toFile: listFile,
  save: listFile,
  write: listFile,
  writeJSON: listFile,
  toText: list,
  toJson: list,
  toList: list,
  toLumiList: list,
  union: list,
  contains: list,
  print: 'Write String(result).',
  explain: 'Write String(result).',
} as const satisfies Hints;

const outcomes = 'Write result.outcomes.';

/** Results of operations. */
export const operationResult = {
  map: outcomes,
  forEach: outcomes,
  filter: "Write result.with('refused'), or result.outcomes.",
  failed: "Write result.with('refused') and result.with('unknown').",
  succeeded: "Write result.with('done').",
  print: 'Write String(result).',
} as const satisfies Hints;

const updated = "Write await updateMirror('mirror', query), and open the mirror again.";
const read = "Write mirror.runs().where('energy').gte(6000).all(), or mirror.datasets() in the same way.";

/** Mirrors. */
export const mirror = {
  sync: updated,
  update: updated,
  refresh: updated,
  all: read,
  where: read,
  sql: read,
  execute: read,
  getRuns: read,
  lumisections: 'Write mirror.datasets().lumisections().',
  save: 'A mirror is already a directory of Parquet files.',
} as const satisfies Hints;
