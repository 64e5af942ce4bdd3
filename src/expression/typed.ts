import type { AttributeEntry } from '../catalogue/attribute.js';
import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import type {
  ListOrderMessage,
  UnknownAttributeMessage,
  UnknownColumnMessage,
  UnknownFlagMessage,
  UnknownWorkspaceMessage,
} from '../catalogue/messages.js';
import type { GoldenAttributes } from '../catalogue/paths.js';
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

/** Names such as `l1scout_included`, which are valid in addition to those of the catalogue. */
export type IncludedName = `${Lowercase<string>}_included`;

type Tail<Word extends string> = Word extends `${string}${infer Rest}` ? Rest : '';

/** Patterns for a word with letters inserted, or up to two letters removed, at one position. */
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

/** The message with the closest valid names. */
type WithSuggestion<Message extends string, Found> = [Found] extends [never]
  ? Message
  : `${Message}. Did you mean '${Found & string}'?`;

// A correct call costs almost nothing (measured in test/types): a known name ends the first conditional, and `NoInfer` excludes the
// rest from inference. During completion the name is inferred as `string` or as the empty string, and the known names are offered.

/** The type of an argument that names an attribute: a known name, or a message, to which nothing can be assigned. */
type AttributeArgument<Name extends string, Table, Owner extends string> = Name extends keyof Table
  ? Name
  : NoInfer<UnknownAttribute<Name, Table, Owner>>;

/** The type of an argument whose name is unknown. An alias of the whole argument would make the editor compute its variances. */
export type UnknownAttribute<Name extends string, Table, Owner extends string> = string extends Name
  ? keyof Table
  : Name extends ''
    ? keyof Table
    : Name extends IncludedName
      ? Name
      : WithSuggestion<UnknownAttributeMessage<Name, Owner>, Suggest<Name, keyof Table>>;

/** The conditions that `where(name)` returns. */
export type WhereResult<Name extends string, Table, R> = Name extends keyof Table
  ? Conditions<Table, R>[Name]
  : Name extends IncludedName
    ? BooleanCondition<R>
    : UnknownCondition<R>;

/** Paths such as `run.oms.l1scout_included`, which are valid in addition to those of the catalogue. */
type IncludedPath = `run.oms.${IncludedName}`;

/** The type of an argument whose path is unknown. */
export type UnknownPath<Path extends string> = string extends Path
  ? keyof GoldenAttributes
  : Path extends ''
    ? keyof GoldenAttributes
    : Path extends IncludedPath
      ? Path
      : NameIn<Path> extends FlagName
        ? `${UnknownPathMessage<Path>}. It is a flag: write flag('${NameIn<Path>}').is('GOOD').`
        : Path extends `lumisection.rr.${string}`
          ? `${UnknownPathMessage<Path>}. Write flag('${OrElse<Suggest<NameIn<Path>, FlagName>, 'dt-dt'>}').is('GOOD') for a flag.`
          : [SuggestPath<Path>] extends [never]
            ? WithPrefixes<UnknownPathMessage<Path>, Path>
            : WithSuggestion<UnknownPathMessage<Path>, SuggestPath<Path>>;

/** The message with the valid prefixes, if the path has another one. */
type WithPrefixes<Message extends string, Path extends string> = Path extends `${
  | 'run.oms'
  | 'run.rr'
  | 'dataset'
  | 'lumisection.oms'}.${string}`
  ? Message
  : `${Message}. Paths begin with 'run.oms.', 'run.rr.', 'dataset.' or 'lumisection.oms.'.`;

type UnknownPathMessage<Path extends string> = UnknownAttributeMessage<Path, 'golden JSON'>;

/** Paths with the same name and another prefix, else with a similar name, preferably with the same prefix. */
type SuggestPath<Path extends string> = OrElse<
  At<string, NameIn<Path> extends 'dataset_name' ? 'name' : NameIn<Path>>,
  OrElse<SuggestAt<PlaceIn<Path>, NameIn<Path>>, SuggestAt<string, NameIn<Path>>>
>;

type SuggestAt<Place extends string, Name extends string> =
  Tail<Tail<Tail<Tail<Name>>>> extends '' ? never : At<Place, Near<Name>>;

/** Paths with a prefix and a name. */
type At<Place extends string, Name extends string> = Extract<
  Exclude<keyof GoldenAttributes, 'run.oms.run_number'>,
  `${Place}.${Name}`
>;

type PlaceIn<Path extends string> = Path extends `${infer Place}.${NameIn<Path>}` ? Place : never;
type NameIn<Path extends string> = Path extends `${string}.${infer Rest}` ? NameIn<Rest> : Path;

type OrElse<Found, Other> = [Found] extends [never] ? Other : Found;

/** The conditions that `where(path)` of golden JSON returns. */
export type WherePathResult<Path extends string, R> = Path extends keyof GoldenAttributes
  ? Conditions<GoldenAttributes, R>[Path]
  : Path extends IncludedPath
    ? BooleanCondition<R>
    : UnknownCondition<R>;

/** The type of an argument whose flag is unknown. */
export type UnknownFlag<Name extends string> = UnknownName<Name, FlagName, UnknownFlagMessage<Name>>;

/** The type of an argument whose workspace is unknown. */
export type UnknownWorkspace<W extends string> = UnknownName<W, FlagWorkspace, UnknownWorkspaceMessage<W>>;

/** The type of an argument whose column is unknown. */
export type UnknownColumn<W extends string, Column extends string> = UnknownName<
  Column,
  FlagColumn<W>,
  UnknownColumnMessage<Column, W>
>;

type UnknownName<Name extends string, Known, Message extends string> = string extends Name
  ? Known
  : Name extends ''
    ? Known
    : WithSuggestion<Message, Suggest<Name, Known>>;

/** A known name, or a message if rows cannot be ordered by it. */
export type Orderable<Name extends keyof Table & string, Table> = Table[Name] extends { readonly type: 'list' }
  ? ListOrderMessage<Name>
  : Name;

/** The types of arguments that name attributes. */
export type AttributeArguments<Names extends readonly string[], Table, Owner extends string> = {
  readonly [Index in keyof Names]: AttributeArgument<Names[Index], Table, Owner>;
};

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
