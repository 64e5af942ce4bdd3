import type { Attribute, AttributeType } from '../catalogue/attribute.js';
import { flagNames } from '../catalogue/flag-lookup.js';
import { attributeNames, findAttribute, scopesOf } from '../catalogue/lookup.js';
import { isLuminosity, luminosities } from '../catalogue/luminosities.js';
import { statuses } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { accessorOf, type FlagSummary, type RowAccessor } from '../print/row.js';
import { exactJson } from '../util/exact-json.js';
import { isIntegerIn, maxInt32 } from '../util/integer.js';
import { isObject, type JsonObject } from '../util/json-object.js';
import { own } from '../util/own.js';
import { isString } from '../util/strings.js';

/** The tables of a mirror. A statement reads `runs`, `datasets`, or `lumisections` joined with `datasets`. */
export type TableName = 'runs' | 'datasets' | 'lumisections';

/**
 * Types of columns: a 32-bit integer, a double, a boolean, a string, a list of strings, a list of doubles. Numbers of the catalogue are
 * doubles, as in JavaScript; dates are strings.
 */
export type ColumnType = 'integer' | 'double' | 'boolean' | 'string' | 'strings' | 'doubles';

/** A value of a column. */
export type ColumnValue = number | boolean | string | readonly string[] | readonly (number | null)[] | null;

/** A column of a table. */
export interface Column {
  /** Lower-case letters, digits and underscores: hyphens and spaces break Hive, Trino and Spark. */
  readonly name: string;
  readonly type: ColumnType;
  /**
   * Returns the value of a row. Rows of `runs` and `datasets` have the shape of the response; for `lumisections`, see {@link RangeRow}. A
   * missing value and one of another type are null.
   */
  read(row: JsonObject): ColumnValue;
}

/**
 * Equal lumisections of a dataset. Lumisections that only OMS or only the Run Registry has are also rows: golden JSON reads those that
 * both have.
 */
export interface RangeRow extends JsonObject {
  /** CMS run number. */
  readonly run_number: number;
  /** `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly dataset_name: string;
  /** The first lumisection, from 1. */
  readonly lo: number;
  /** The last lumisection, included. */
  readonly hi: number;
  /** True if the Run Registry stores a flag for these lumisections. */
  readonly in_rr: boolean;
  /** True if OMS has data for these lumisections. */
  readonly in_oms: boolean;
  /** Flags that the registry stores, by name. A missing flag has no entry: the `EMPTY` that a response fills in is not one. */
  readonly rr: {
    readonly [flag: string]: { readonly status?: string; readonly comment?: string; readonly cause?: string };
  };
  /** Bits and numbers of OMS, without the luminosities. */
  readonly oms: JsonObject;
  /** Luminosities of each lumisection from `lo` to `hi`. They differ between equal lumisections, and no rule in SQL reads them. */
  readonly recorded: readonly (number | null)[] | null;
  /** Luminosities, as `recorded`. */
  readonly delivered: readonly (number | null)[] | null;
  /** The year of the run; see {@link yearOf}. */
  readonly year: number;
}

const physical = (...parts: readonly string[]): string =>
  parts
    .join('_')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '_');

/** Returns the column of an attribute: its name, with the prefix `oms_` in the table of lumisections. */
export const columnOf = ({ name, home }: Attribute): string =>
  home === 'oms_lumisections' ? physical('oms', name) : physical(name);

/** Returns the column for the status of a flag in the table of lumisections: `rr_tracker_strip`. */
export const statusColumn = (flag: string): string => physical('rr', flag);

/**
 * Returns the column for a flag in the tables of runs and datasets. Each status has its number of lumisections (`tracker_strip_good`,
 * `tracker_strip_no_value_found`): 0 if only other statuses occur, null if the row lacks the flag. `tracker_strip_comments` and
 * `tracker_strip_causes` are lists, null instead of empty.
 */
export const summaryColumn = (flag: string, part: string): string => physical(flag, part);

const columnTypes: Readonly<Record<AttributeType, ColumnType>> = {
  number: 'double',
  date: 'string',
  string: 'string',
  enum: 'string',
  boolean: 'boolean',
  list: 'strings',
};

const readers: Readonly<Record<ColumnType, (value: unknown) => ColumnValue>> = {
  integer: (value) => (isIntegerIn(value, -maxInt32, maxInt32) ? value : null),
  double: (value) => (typeof value === 'number' ? value : null),
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  string: (value) => (isString(value) ? value : null),
  // A value that is not a list contains nothing, but is not null.
  strings: (value) =>
    Array.isArray(value) ? value.filter(isString) : value === null || value === undefined ? null : [],
  doubles: (value) => (Array.isArray(value) ? value.map((item) => (typeof item === 'number' ? item : null)) : null),
};

const column = (name: string, type: ColumnType, value: (row: JsonObject) => unknown): Column => ({
  name,
  type,
  read: (row) => readers[type](value(row)),
});

/** Returns a column for a key of the row itself. */
const plain = (name: string, type: ColumnType): Column => column(name, type, (row) => row[name]);

/** The whole row as JSON, since columns do not preserve unknown attributes, and whether a null value is missing. */
const json = column('row', 'string', exactJson);

function attributeColumns(accessor: RowAccessor, scopes: readonly ('run' | 'dataset')[]): Column[] {
  const key = scopes.includes('dataset') ? ['run_number', 'dataset_name'] : ['run_number'];
  return [...new Set([...key, ...attributeNames(scopes)])].map((name) => {
    const attribute = findAttribute(name, scopes) as Attribute;
    const type = name === 'run_number' ? 'integer' : columnTypes[attribute.type];
    return column(columnOf(attribute), type, (row) => accessor.attribute(row, attribute));
  });
}

/** Returns the remarks of a flag, or null if it has none. */
function remarks(summary: FlagSummary | undefined, field: string): readonly string[] | null {
  const list = readers.strings(summary?.[field]) as readonly string[] | null;
  return list === null || list.length === 0 ? null : list;
}

function flagColumns(accessor: RowAccessor): Column[] {
  return flagNames().flatMap((flag) => [
    ...statuses.map((status) =>
      column(summaryColumn(flag, status), 'integer', (row) => {
        const summary = accessor.flag(row, flag);
        return summary === undefined ? null : (readers.integer(summary[status]) ?? 0);
      }),
    ),
    ...['comments', 'causes'].map((field) =>
      column(summaryColumn(flag, field), 'strings', (row) => remarks(accessor.flag(row, flag), field)),
    ),
  ]);
}

/**
 * Returns the year in which a run started, by which tables are partitioned, or 0 if it is unknown. The argument is a row of runs or
 * datasets.
 */
export function yearOf(row: JsonObject): number {
  const run = isObject(row.Run) ? row.Run : row;
  const start = isObject(run.oms_attributes) ? own(run.oms_attributes, 'start_time') : undefined;
  return isString(start) && /^\d{4}-/.test(start) ? Number(start.slice(0, 4)) : 0;
}

function summaryTable(target: 'runs' | 'datasets'): Column[] {
  const accessor = accessorOf(target);
  return [
    ...attributeColumns(accessor, scopesOf(target)),
    ...flagColumns(accessor),
    json,
    column('year', 'integer', yearOf),
  ];
}

function lumisectionTable(): Column[] {
  const bits = attributeNames(['lumisection']).map((name) => findAttribute(name, ['lumisection']) as Attribute);
  return [
    plain('run_number', 'integer'),
    plain('dataset_name', 'string'),
    plain('lo', 'integer'),
    plain('hi', 'integer'),
    plain('in_rr', 'boolean'),
    plain('in_oms', 'boolean'),
    ...flagNames().map((flag) =>
      column(
        statusColumn(flag),
        'string',
        ({ rr }) => (own(rr as RangeRow['rr'], flag) as JsonObject | undefined)?.status,
      ),
    ),
    ...bits
      .filter(({ home, name }) => home === 'oms_lumisections' && !isLuminosity(name))
      .map((bit) => column(columnOf(bit), columnTypes[bit.type], ({ oms }) => own(oms as JsonObject, bit.name))),
    ...luminosities.map((name) => plain(name, 'doubles')),
    column('row', 'string', ({ rr, oms }) => exactJson({ rr, oms })),
    plain('year', 'integer'),
  ];
}

const cache = new Map<TableName, { readonly size: number; readonly columns: readonly Column[] }>();

/**
 * Returns the columns of a table, from the catalogue with its extensions. The key comes first: `run_number`, `dataset_name`, `lo`.
 *
 * - `runs`: every attribute by its name, and each flag by {@link summaryColumn}.
 * - `datasets`: the same with the attributes of the dataset. It also has those of its run, so no query needs a join.
 * - `lumisections`: ranges of equal lumisections, `lo` to `hi`. Each flag by {@link statusColumn}, and each bit of OMS as `oms_…`.
 *
 * `row` is the whole row as JSON; in `lumisections`, the flags with their comments and causes (`rr`) and the bits (`oms`). `year`
 * partitions each table.
 *
 * @throws QueryError `bad-extension` if an extension of the catalogue leads to two columns of the same name.
 */
export function columnsOf(table: TableName): readonly Column[] {
  // Names can only be added to the catalogue.
  const size = attributeNames(['run', 'dataset', 'lumisection']).length + flagNames().length;
  const cached = cache.get(table);
  if (cached?.size === size) return cached.columns;
  const columns = table === 'lumisections' ? lumisectionTable() : summaryTable(table);
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name))
      throw new QueryError('bad-extension', `Two attributes or flags have the column '${name}' in SQL`, {
        hint: 'Names in an extension must differ in letters and digits, not only in case or hyphens.',
      });
    names.add(name);
  }
  cache.set(table, { size, columns });
  return columns;
}
