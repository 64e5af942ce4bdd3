import type { AttributeEntry } from '../catalogue/attribute.js';
import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import type { GoldenAttributes } from '../catalogue/paths.js';
import type { NotAColumn, NotAFlag, NotAnAttribute, NotAWorkspace, NotOrderable } from '../catalogue/sentences.js';
import type {
  BooleanCondition,
  DateCondition,
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
export type ConditionOf<Entry, R> = Entry extends {
  readonly type: 'enum';
  readonly values: readonly (infer Value extends string)[];
}
  ? EnumCondition<Value, R>
  : Entry extends { readonly type: infer Type extends keyof ByType<R> }
    ? ByType<R>[Type]
    : UnknownCondition<R>;

/** The conditions of all attributes of a table, by name. */
type Conditions<Table, R> = { readonly [Name in keyof Table]: ConditionOf<Table[Name], R> };

/** Names such as `l1scout_included`, which are accepted beyond the listed ones. */
export type IncludedName = `${Lowercase<string>}_included`;

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

type Suggest<Name extends string, Known> = Name extends `${infer _A}${infer _B}${infer _C}${infer _D}`
  ? Extract<Known, Near<Name>>
  : never;

/** The sentence with the names that were probably meant. */
type WithSuggestion<Sentence extends string, Found> = [Found] extends [never]
  ? Sentence
  : `${Sentence}; did you mean '${Found & string}'?`;

// The forms below cost a correct call next to nothing, which is measured in test/types: a known name ends the first conditional,
// and `NoInfer` keeps the checker from looking into the rest while it infers the name. While the editor completes, the name is
// inferred as `string` or as the empty text, and the known names are offered.

/**
 * The type of an argument that names an attribute. A known name is itself. Anything else is a sentence that says what is wrong,
 * and nothing can be assigned to that.
 */
type AttributeArgument<Name extends string, Table, What extends string> = Name extends keyof Table
  ? Name
  : NoInfer<UnknownAttribute<Name, Table, What>>;

/** What an argument must be that names no attribute. Aliases of whole arguments would cost the editor their variances. */
export type UnknownAttribute<Name extends string, Table, What extends string> = string extends Name
  ? keyof Table
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

/** Paths such as `run.oms.l1scout_included`, which are accepted beyond the listed ones. */
type IncludedPath = `run.oms.${IncludedName}`;

/** What an argument must be that names no path of golden JSON. */
export type UnknownPath<Path extends string> = string extends Path
  ? keyof GoldenAttributes
  : Path extends ''
    ? keyof GoldenAttributes
    : Path extends IncludedPath
      ? Path
      : NameIn<Path> extends FlagName
        ? `${NotAPath<Path>}; it is a flag: write flag('${NameIn<Path>}').is('GOOD')`
        : Path extends `lumisection.rr.${string}`
          ? `${NotAPath<Path>}; flags are asked for by flag('${OrElse<Suggest<NameIn<Path>, FlagName>, 'dt-dt'>}').is('GOOD')`
          : [SuggestPath<Path>] extends [never]
            ? WithPlaces<NotAPath<Path>, Path>
            : WithSuggestion<NotAPath<Path>, SuggestPath<Path>>;

/** The sentence with how paths begin, if this one begins otherwise. */
type WithPlaces<Sentence extends string, Path extends string> = Path extends `${
  | 'run.oms'
  | 'run.rr'
  | 'dataset'
  | 'lumisection.oms'}.${string}`
  ? Sentence
  : `${Sentence}; paths begin with run.oms., run.rr., dataset. or lumisection.oms.`;

type NotAPath<Path extends string> = NotAnAttribute<Path, 'golden JSON'>;

/** A path of that name at another place, else of a name like it, at the same place or at any. */
type SuggestPath<Path extends string> = OrElse<
  At<string, NameIn<Path> extends 'dataset_name' ? 'name' : NameIn<Path>>,
  OrElse<SuggestAt<PlaceIn<Path>, NameIn<Path>>, SuggestAt<string, NameIn<Path>>>
>;

type SuggestAt<Place extends string, Name extends string> =
  Tail<Tail<Tail<Tail<Name>>>> extends '' ? never : At<Place, Near<Name>>;

/** Paths by what stands before the last point, and after it. */
type At<Place extends string, Name extends string> = Extract<
  Exclude<keyof GoldenAttributes, 'run.oms.run_number'>,
  `${Place}.${Name}`
>;

type PlaceIn<Path extends string> = Path extends `${infer Place}.${NameIn<Path>}` ? Place : never;
type NameIn<Path extends string> = Path extends `${string}.${infer Rest}` ? NameIn<Rest> : Path;

type OrElse<Found, Other> = [Found] extends [never] ? Other : Found;

/** What `where(path)` of golden JSON returns: the conditions of the attribute. */
export type WherePathResult<Path extends string, R> = Path extends keyof GoldenAttributes
  ? Conditions<GoldenAttributes, R>[Path]
  : Path extends IncludedPath
    ? BooleanCondition<R>
    : UnknownCondition<R>;

/** What an argument must be that names no flag. */
export type UnknownFlag<Name extends string> = UnknownName<Name, FlagName, NotAFlag<Name>>;

/** What an argument must be that names no workspace. */
export type UnknownWorkspace<W extends string> = UnknownName<W, FlagWorkspace, NotAWorkspace<W>>;

/** What an argument must be that names no column of a workspace. */
export type UnknownColumn<W extends string, Column extends string> = UnknownName<
  Column,
  FlagColumn<W>,
  NotAColumn<Column, W>
>;

type UnknownName<Name extends string, Known, Sentence extends string> = string extends Name
  ? Known
  : Name extends ''
    ? Known
    : WithSuggestion<Sentence, Suggest<Name, Known>>;

/** A known name, if rows can be ordered by it; a sentence if not. */
export type Orderable<Name extends keyof Table & string, Table> = Table[Name] extends { readonly type: 'list' }
  ? NotOrderable<Name>
  : Name;

/** The types of arguments that name attributes. */
export type AttributeArguments<Names extends readonly string[], Table, What extends string> = {
  readonly [Index in keyof Names]: AttributeArgument<Names[Index], Table, What>;
};

/** The value of an attribute as rows carry it, without null. */
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
