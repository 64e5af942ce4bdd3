import type { Attribute, AttributeType } from '../catalogue/attribute.js';
import { isLuminosity } from '../catalogue/luminosities.js';
import { flagAt } from '../catalogue/paths.js';
import { variableAt as knownVariableAt, lengthOf } from '../decision/variable.js';
import { columnSql, rawValue } from './condition.js';
import { type Dialect, notInSql } from './dialects.js';
import type { Sql } from './fragment.js';
import { columnOf, statusColumn } from './tables.js';

/** The tables that rules read: `d` (datasets), `l` (lumisections), and `c`, which cuts ranges where a rule depends on the number. */
export interface RuleContext {
  readonly dialect: Dialect;
  /** Receives 1 if a rule depends on the number, and each number from which its value can change. */
  readonly cuts: Set<number>;
  /** The position of the rule in its document, as a JSON Pointer. */
  readonly path: string;
}

/** A value that a rule reads. */
export interface Variable {
  readonly path: string;
  readonly type: AttributeType;
  readonly column: Sql;
  /** True for keys, which are never null. */
  readonly isKey: boolean;
}

/** A condition for values other than null: SQL, or the same for all values. */
export type Test = Sql | boolean;

const elsewhere = 'Use generateLocally() or generate(), which evaluate every rule.';

/** @throws QueryError `not-in-sql`. */
export const inexpressible = (what: string, hint = elsewhere): never => {
  throw notInSql(`SQL cannot express ${what}`, hint);
};

function attributeColumn(attribute: Attribute, { dialect, cuts }: RuleContext): Sql {
  if (attribute.scope !== 'lumisection') return rawValue(attribute, { dialect, target: 'datasets', alias: 'd' });
  // The whole piece of a range has the same value as its first lumisection.
  if (attribute.home === 'column') {
    cuts.add(1);
    return columnSql('lo', dialect, 'c');
  }
  if (isLuminosity(attribute.name))
    return inexpressible(`'lumisection.oms.${attribute.name}', which differs between equal lumisections,`);
  return columnSql(columnOf(attribute), dialect, 'l');
}

/** Returns the variable at a path. @throws QueryError `not-in-sql` if tables lack it. */
export function variableAt(path: string, context: RuleContext): Variable {
  const flag = flagAt(path);
  if (flag !== undefined)
    return { path, type: 'enum', column: columnSql(statusColumn(flag), context.dialect, 'l'), isKey: false };
  const { attribute, isKey = false } = knownVariableAt(path) ?? {};
  if (attribute === undefined)
    return inexpressible(`the unknown variable '${path}'`, 'Correct the path, or add the name with extendCatalogue().');
  const column = attributeColumn(attribute, context);
  if (lengthOf(path) === undefined) return { path, type: attribute.type, column, isKey };
  if (attribute.type !== 'list') return inexpressible(`the length of the string '${path}'`);
  return { path, type: 'number', column: context.dialect.length(column), isKey };
}
