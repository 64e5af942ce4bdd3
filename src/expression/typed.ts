import type { AttributeEntry } from '../catalogue/attribute.js';
import type { GoldenAttributes } from '../catalogue/paths.js';
import type { DatasetAttributes, LumisectionAttributes, RunAttributes } from '../catalogue/tables.js';
import type {
  BooleanCondition,
  DateCondition,
  ElementCondition,
  EnumCondition,
  ListCondition,
  NumberCondition,
  RunNumberCondition,
  StringCondition,
  UnknownCondition,
} from './conditions.js';
import type { OperatorsOf, OperatorTable } from './operators.js';

/** The conditions of an entry of the catalogue. The types that most attributes have come first: the compiler tries one after the other. */
export type ConditionOf<Entry, R> = Entry extends { readonly type: 'number' }
  ? Entry extends { readonly identifies: 'run' }
    ? RunNumberCondition<R>
    : NumberCondition<R>
  : Entry extends { readonly type: 'string' }
    ? StringCondition<R>
    : Entry extends { readonly type: 'boolean' }
      ? BooleanCondition<R>
      : Entry extends { readonly type: 'enum'; readonly values: readonly (infer Value extends string)[] }
        ? EnumCondition<Value, R>
        : Entry extends { readonly type: 'date' }
          ? DateCondition<R>
          : Entry extends { readonly match: 'exact' }
            ? ElementCondition<R>
            : Entry extends { readonly type: 'list' }
              ? ListCondition<R>
              : UnknownCondition<R>;

/** Names such as `l1scout_included`, which are valid in addition to those of the catalogue. */
export type IncludedName = `${Lowercase<string>}_included`;

/**
 * The conditions that `where(name)` returns; `R` for `where(expression)`. A wrong name has any condition: one mistake is one error.
 * `Names` are the keys of the table.
 */
export type WhereResult<
  Given,
  Table,
  Included extends string,
  R,
  Names extends keyof Table = keyof Table,
> = Given extends Names
  ? ConditionOf<Table[Given], R>
  : Given extends string
    ? Given extends Included
      ? BooleanCondition<R>
      : UnknownCondition<R>
    : R;

/** Paths such as `run.oms.l1scout_included`, which are valid in addition to those of the catalogue. */
export type IncludedPath = `run.oms.${IncludedName}`;

/** The operators of an attribute, with the types of their values. */
export type Operators<Table, Name, Names extends keyof Table = keyof Table> = Name extends Names
  ? OperatorsOf<Table[Name]>
  : OperatorTable['boolean'];

/** The value after an operator of an attribute, as a list of arguments. A wrong operator has any: one mistake is one error. */
export type OperatorValue<OperatorMap, Operator> = [Operator] extends [keyof OperatorMap]
  ? [value: OperatorMap[Operator]]
  : unknown[];

/** Names of the attributes by which rows can be ordered: all except lists. */
export type OrderableName<Table> = {
  [Name in keyof Table]: Table[Name] extends { readonly type: 'list' } ? never : Name;
}[keyof Table];

/** The attributes by the name of what has them. */
export interface AttributeTables {
  readonly runs: RunAttributes;
  readonly datasets: DatasetAttributes;
  readonly lumisections: LumisectionAttributes;
  readonly goldenJson: GoldenAttributes;
}

/** The types of attributes. */
export type TypeName = 'number' | 'date' | 'string' | 'state' | 'boolean' | 'list';

/**
 * The names of the attributes of `runs`, `datasets` or `lumisections`, or the paths of `goldenJson`. The second argument selects types.
 * For the signatures of your own functions.
 *
 * @example
 * ```ts
 * import { type AttributeName, runs } from 'runregistry';
 *
 * const above = <Name extends AttributeName<'runs', 'number'>>(name: Name, least: number) => runs().where(name).gte(least);
 * above('energy', 6000).select('run_number', 'energy');
 * ```
 */
export type AttributeName<Of extends keyof AttributeTables, Type extends TypeName = TypeName> = {
  [Name in keyof AttributeTables[Of]]: AttributeTables[Of][Name] extends {
    readonly type: Type | ('state' extends Type ? 'enum' : never);
  }
    ? Name
    : never;
}[keyof AttributeTables[Of]];

/** The type of an attribute's value in rows, without null. */
export type ValueOf<Entry extends AttributeEntry> = Entry extends { readonly values: readonly (infer Value)[] }
  ? Value
  : {
      number: number;
      date: string;
      string: string;
      enum: string;
      boolean: boolean;
      list: readonly string[];
    }[Entry['type']];
