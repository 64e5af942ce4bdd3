import type { AttributeEntry } from '../catalogue/attribute.js';
import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import type { NotAFlag, NotAnAttribute } from '../catalogue/sentences.js';
import type {
  BooleanCondition,
  DateCondition,
  DateValue,
  EnumCondition,
  ListCondition,
  NumberCondition,
  StringCondition,
  UnknownCondition,
} from './conditions.js';

interface ByType<R> {
  number: NumberCondition<R>;
  date: DateCondition<R>;
  string: StringCondition<R>;
  boolean: BooleanCondition<R>;
  list: ListCondition<R>;
}

/** The conditions of an entry of the catalogue. */
export type ConditionOf<Entry, R> = Entry extends { readonly type: 'enum'; readonly values: readonly (infer Value extends string)[] }
  ? EnumCondition<Value, R>
  : Entry extends { readonly type: infer Type extends keyof ByType<R> }
    ? ByType<R>[Type]
    : UnknownCondition<R>;

/** The conditions of all attributes of a table, by name. */
export type Conditions<Table, R> = { readonly [Name in keyof Table]: ConditionOf<Table[Name], R> };

/** Names such as `l1scout_included`, which are accepted beyond the listed ones. */
export type IncludedName = `${string}_included`;

type Tail<Word extends string> = Word extends `${string}${infer Rest}` ? Rest : '';

/** Patterns that a word becomes when letters are inserted, or up to two are taken out, at one place. */
type Near<Word extends string, Head extends string = ''> = Word extends `${infer Letter}${infer Rest}`
  ?
      | `${Head}${string}${Word}`
      | `${Head}${string}${Rest}`
      | (Tail<Rest> extends '' ? never : `${Head}${string}${Tail<Rest>}`)
      | Near<Rest, `${Head}${Letter}`>
  : Head extends ''
    ? never
    : `${Head}${string}`;

type Suggest<Name extends string, Known> = Extract<Known, Near<Name>>;

/** The sentence with the names that were probably meant. */
type WithSuggestion<Sentence extends string, Found> = [Found] extends [never] ? Sentence : `${Sentence}; did you mean '${Found & string}'?`;

/**
 * The type of an argument that names an attribute. A known name is itself; while nothing is typed yet it is the list of names, so
 * that the editor completes; anything else is a sentence that says what is wrong, and nothing can be assigned to that.
 */
export type AttributeArgument<Name extends string, Table, What extends string> = Name extends keyof Table
  ? Name
  : Name extends ''
    ? keyof Table
    : Name extends IncludedName
      ? Name
      : WithSuggestion<NotAnAttribute<Name, What>, Suggest<Name, keyof Table>>;

/** What `where(name)` returns: the conditions of the attribute. */
export type WhereResult<Name extends string, Table, R> = Name extends keyof Table
  ? Conditions<Table, R>[Name]
  : Name extends IncludedName
    ? BooleanCondition<R>
    : UnknownCondition<R>;

/** The type of an argument that names a flag as `<workspace>-<column>`. */
export type FlagArgument<Name extends string> = Name extends FlagWorkspace | FlagName
  ? Name
  : Name extends ''
    ? FlagWorkspace | FlagName
    : WithSuggestion<NotAFlag<Name>, Suggest<Name, FlagName>>;

/** The columns of a workspace, as an argument. */
export type ColumnArgument<W extends string> = FlagColumn<W>;


/** The value of an attribute as rows carry it, without null. */
export type ValueOf<Entry extends AttributeEntry> = Entry extends { readonly values: readonly (infer Value)[] }
  ? Value
  : { number: number; date: string; string: string; enum: string; boolean: boolean; list: readonly string[] }[Entry['type']];
