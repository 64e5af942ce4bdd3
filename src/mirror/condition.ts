import { QueryError } from '../errors.js';
import type { Node } from '../expression/node.js';
import { leavesOf } from '../expression/walk.js';
import { conjunction, type QuerySpec } from '../print/plan.js';
import { predicate } from '../print/predicate.js';
import { accessorOf } from '../print/row.js';
import { condition } from '../sql/condition.js';
import { dialects, valueWriter } from '../sql/dialects.js';
import { render, type SqlValue } from '../sql/fragment.js';
import { columnOf } from '../sql/tables.js';
import type { JsonObject } from '../util/json-object.js';

/** The columns of a table in the files of a mirror. */
export interface Columns {
  /** Names of the columns that the catalogue has too, with equal types. */
  readonly names: ReadonlySet<string>;
  /** Attributes and flags with values that their columns do not preserve. */
  readonly irregular: ReadonlySet<string>;
  /** True if the files have every column of the catalogue. */
  readonly hasAll: boolean;
}

/** The conditions of a query: SQL that all matching rows pass, and a test of the rows if others pass too. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  readonly matches: ((row: JsonObject) => boolean) | undefined;
}

/** Returns true if the columns decide a condition as the row does. */
function isExact(tree: Node, { names, irregular, hasAll }: Columns): boolean {
  return leavesOf(tree).every(
    (leaf) =>
      (!('attribute' in leaf) || (names.has(columnOf(leaf.attribute)) && !irregular.has(leaf.attribute.name))) &&
      (!('flag' in leaf) || (hasAll && !irregular.has(leaf.flag))),
  );
}

/** Returns the conditions of a query. Those that the columns do not decide exactly are evaluated on the rows. */
export function conditionOf({ where, target }: QuerySpec, columns: Columns): Condition {
  const parameters: SqlValue[] = [];
  const write = valueWriter(dialects.duckdb, parameters);
  const sql: string[] = [];
  for (const tree of where) {
    if (!isExact(tree, columns)) continue;
    const before = parameters.length;
    try {
      sql.push(`(${render(condition(tree, { dialect: dialects.duckdb, target }), write)})`);
    } catch (error) {
      if (!(error instanceof QueryError) || error.code !== 'not-in-sql') throw error;
      parameters.length = before;
    }
  }
  const decide = predicate(conjunction(where), accessorOf(target));
  return {
    sql: sql.length === 0 ? 'TRUE' : sql.join(' AND '),
    parameters,
    matches: sql.length === where.length ? undefined : (row) => decide(row) === true,
  };
}
