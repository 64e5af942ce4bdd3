import type { CodeHint } from '../catalogue/code-hint.js';
import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import type {
  AttributeUse,
  ColumnHint,
  DirectionHint,
  DirectionMessage,
  ExampleCondition,
  FlagHint,
  foreignOperators,
  ListOrderMessage,
  nullOperators,
  OneLumisectionMessage,
  OtherQueryMessage,
  scopeHints,
  UnknownAttributeMessage,
  UnknownColumnMessage,
  UnknownFlagMessage,
  UnknownOperatorMessage,
  UnknownWorkspaceMessage,
  WorkspaceHint,
  WrongScopeMessage,
} from '../catalogue/messages.js';
import type { AtMostTwo, DidYouMean, Either, Nearest, OrElse } from '../catalogue/nearest.js';
import type { Status } from '../catalogue/states.js';
import type { Meant } from '../catalogue/synonyms.js';
import type { DatasetOwnAttributes, LumisectionAttributes } from '../catalogue/tables.js';
import type { Hint } from '../util/guessed.js';
import type { ExpressionOf, ExpressionScope } from './node.js';
import type { OperatorTable } from './operators.js';
import type { ConditionOf, IncludedName, Operators } from './typed.js';

/** The key of an object type that no argument has. Its value is the message that the type checker prints. */
export declare const mistake: unique symbol;

// How `where(name)` and similar methods check a name:
//
//   where<Name extends string>(
//     attribute: `${Name}` extends keyof Table ? Name : keyof Table | { readonly [mistake]: NoInfer<AttributeMessage<…>> },
//   )
//
// - The conditional does not distribute over unions and has no `infer`. A generic name is assignable to such a conditional if it is
//   assignable to both branches, so functions with generic names compile.
// - The template literal type only prevents distribution. A tuple `[Name]` would cost 17 % more instantiations.
// - The second branch contains the names again, for generic names and for completions.
// - The message is a property of an object type, so it is not a completion, and it is only computed when it is printed.
// - `NoInfer` is inside the property. Around the branch it would hide the names from completions; an alias of the whole argument would
//   make the editor compute its variances.
//
// The value after an operator is a rest parameter, and its type a conditional: with a value instead of an operator, two arguments are one
// error with a hint, not "No overload expects 2 arguments".
//
// A completion in `runs().where('energy').eq(6500).where('|')` after an edit takes about twice as long as one in a builder with only
// `keyof Table`. After each edit, the compiler starts with nothing resolved:
// - It searches each conditional and object type of an argument for every type parameter in scope, and resolves every name in it again.
//   In an alias, few type parameters are in scope, so the conditionals of `where` are in aliases, and `where` is in an interface with few
//   parameters. `never | (…)` in an alias prevents that the type remembers the alias, whose variances the compiler would compute.
// - It collects the names again for each `keyof` of a type parameter, so the names are a parameter of `where` themselves.
// - It evaluates the constraint of the argument's type, messages included, except behind `infer` (`WrongExpression`).
// - A conditional must not distribute. A tuple, `[Given] extends [Names]`, resolves all members of `Array`, and makes `Given` an
//   intersection with all names. A union does not: `Given | 'run_number' extends Names`, where the names contain `run_number`.
// - It reads the name of each guessed member. From an enum it reads them faster than from an object, but each member of the enum is two
//   types, so builders with many guessed members do not share one.
// - It calls 2.9 times as many functions as for the bare builder. Without guessed members, it would be 2.3 times; with one overload, 2.7.
// - With the names outside the conditional, it would infer a union of expressions as one of its members.
//
// Alternatives: overloads print five lines for a mistake, `keyof Table | (string & {})` is not checked, and a plain `keyof Table` has no
// hint and reports a second error at the condition.

/** The types of arguments that name attributes for `select`. One conditional for all of them accepts generic tuples. */
export type SelectNames<Names extends readonly unknown[], Table, Owner extends string> = [Names[number]] extends [
  keyof Table | IncludedName,
]
  ? unknown extends Names[number]
    ? readonly (keyof Table)[]
    : Names
  : readonly (
      | keyof Table
      | NoInfer<Extract<Names[number], IncludedName>>
      | {
          readonly [mistake]: NoInfer<
            AttributeMessage<Exclude<Names[number], keyof Table | IncludedName>, Table, Owner, 'select'>
          >;
        }
    )[];

/** The type of an argument that is a query for a target, or another value. A query for the other target is a message. */
export type QueryFor<Given, Target extends 'runs' | 'datasets', Accepted> = [Given] extends [{ toFilter(): unknown }]
  ? [Given] extends [Accepted]
    ? Given
    : OtherQueryMessage<Target>
  : Accepted;

/** The type of an argument that is a source of lumisections. The name of a dataset and numbers of runs are messages. */
export type SourceFor<Given, Accepted> = [Given] extends [string]
  ? `Expected lumisections for generateLocally(), got ${Described<Given>}. Write datasets().where('dataset_name').eq(${string extends Given ? 'name' : Described<Given>}).`
  : [Given] extends [readonly never[]]
    ? Accepted
    : [Given] extends [number | readonly number[]]
      ? `Expected lumisections for generateLocally()${Given extends number ? '' : Got<Given>}. Write datasets().where('run_number').in([…]).`
      : QueryFor<Given, 'datasets', Accepted>;

/** The type of an argument that is an expression of some scopes, or another value. An expression of another scope is a message. */
export type ConditionFor<Given, Scopes extends ExpressionScope, Builder extends string, Accepted> = [Given] extends [
  ExpressionOf<ExpressionScope>,
]
  ? ExpressionFor<Given, Scopes, Builder>
  : Accepted;

/** The type of an argument that is an expression of some scopes, and nothing else. */
export type ExpressionFor<Given, Scopes extends ExpressionScope, Builder extends string> = [Given] extends [
  ExpressionOf<Scopes>,
]
  ? Given
  : [Given] extends [object]
    ? ExpressionMessage<Given, Scopes, Builder>
    : `Expected an expression for replace()${Got<Given>}. Write a condition such as run.energy.gte(6000).`;

// The messages are only computed for the argument that is wrong, so they may be expensive.

/** A message and its hint, as run time prints them. */
export type WithHint<Message extends string, Hint extends string> = Hint extends '' ? Message : `${Message}. ${Hint}`;

/** The first hint, or the second if the first is empty. */
export type OrHint<First extends string, Second extends string> = First extends '' ? Second : First;

/** Describes a received value. */
type Described<Given> = Given extends string
  ? string extends Given
    ? 'a string'
    : `'${Given}'`
  : Given extends number | boolean | null | undefined
    ? `${Given}`
    : Given extends readonly unknown[]
      ? DescribedArray<Given['length']>
      : Given extends (...args: never) => unknown
        ? 'a function'
        : 'an object';

/** The received value. Empty if its type is unknown, as for a function with untyped parameters. */
export type Got<Given> = unknown extends Given ? '' : `, got ${Described<Given>}`;

type DescribedArray<Length extends number> = number extends Length
  ? 'an array'
  : Length extends 0
    ? 'an empty array'
    : `an array of ${Length}`;

export type LastPart<Name extends string> = Name extends `${string}.${infer Rest}` ? LastPart<Rest> : Name;

// Attributes of queries.

/** The message for an argument that should name an attribute of a table. */
type AttributeMessage<Given, Table, Owner extends string, Use extends AttributeUse> = Given extends string
  ? string extends Given
    ? Use extends 'orderBy'
      ? `Expected the name of an attribute of ${Owner}. Write orderBy('energy', 'desc'), or name as AttributeName<'${Owner}'>: an unknown name throws.`
      : `Expected the name of an attribute of ${Owner}. ${AnyString<Owner, Use>}`
    : WithHint<
        UnknownAttributeMessage<Given, Owner>,
        OrHint<CodeHint<Given, keyof Table, Use>, AttributeHint<LastPart<Given>, Table, Use>>
      >
  : Use extends 'where'
    ? `Expected an attribute or an expression${Got<Given>}. Write where('energy') or where(run.energy.gte(6000)).`
    : [Use, Given] extends ['select', readonly unknown[]]
      ? `Expected the name of an attribute of ${Owner}, got ${Described<Given>}. Write select('energy', 'class') without brackets.`
      : `Expected the name of an attribute of ${Owner}, got ${Described<Given>}. Write a name such as 'energy'.`;

/** The message for an argument of `where` that is neither an attribute nor an expression. */
export type WhereMessage<
  Given,
  Table,
  Scopes extends ExpressionScope,
  Owner extends string,
> = Given extends readonly unknown[]
  ? ExpressionMessage<Given, Scopes, `${Owner}()`>
  : AttributeMessage<Exclude<Given, keyof Table>, Table, Owner, 'where'>;

/** The hint for any string, which is also inferred for an array, an object or a function. */
type AnyString<Owner extends string, Use extends AttributeUse> = Use extends 'where'
  ? 'Write where(and(…, …)) for several expressions, or where(attribute(name).isNotNull()) for a name that is only known at run time.'
  : `Write name as AttributeName<'${Owner}'>: an unknown name throws.`;

/** The hint for an unknown name: a flag, an attribute of the registry's form `oms_attributes.energy` or of another scope, a typo. */
type AttributeHint<Name extends string, Table, Use extends AttributeUse> = Name extends keyof Table & string
  ? DidYouMean<Name>
  : OrHint<
      DidYouMean<Meant<Name, keyof Table>>,
      Name extends FlagName
        ? FlagHint<Name, Use>
        : Name extends keyof DatasetOwnAttributes
          ? `It belongs to datasets. ${(typeof scopeHints)['dataset']}`
          : Name extends keyof LumisectionAttributes
            ? `It belongs to lumisections. ${(typeof scopeHints)['lumisection']}`
            : Name extends FlagWorkspace
              ? `${Name}_state` extends keyof Table
                ? DidYouMean<`${Name}_state`>
                : WorkspaceHint<Name, Use>
              : OrHint<ColumnHint<FlagsOf<Name>, Use>, DidYouMean<Nearest<Name, keyof Table>>>
    >;

/** The message for an argument that should name an attribute by which rows can be ordered. */
export type OrderMessage<Given, Table, Owner extends string> = Given extends keyof Table & string
  ? Table[Given] extends { readonly type: 'list' }
    ? ListOrderMessage<Given>
    : never
  : AttributeMessage<Given, Table, Owner, 'orderBy'>;

/** The message for a direction other than `asc` and `desc`. */
export type DirectionArgumentMessage<Given, Name> = string extends Given
  ? `Expected a direction in orderBy('${Name & string}'). ${DirectionHint<Given>}`
  : `${DirectionMessage<Name & string, Described<Given>>}. ${DirectionHint<Given>}`;

/** The message for an operator that an attribute does not have. `Given` is any string for null, an array, an object or a function. */
export type OperatorMessage<Given, Name extends string, Table> = [string] extends [Given]
  ? ValueMessage<unknown, Name, Table>
  : Given extends string
    ? Given extends keyof Operators<Table, Name>
      ? never
      : WithHint<
          UnknownOperatorMessage<Given, Name>,
          OrHint<
            OperatorHint<Given, Name, Operators<Table, Name>, Table>,
            OrHint<OperatorHint<Lowercase<Given>, Name, Operators<Table, Name>, Table>, StringHint<Given, Name, Table>>
          >
        >
    : ValueMessage<Given, Name, Table>;

/** The message for a value instead of an operator. Its type is unknown for null, an array, an object or a function. */
type ValueMessage<
  Value,
  Name extends string,
  Table,
> = `Expected an operator and a value after where('${Name}', …). Write where('${Name}').${AttributeCondition<Value, Name extends keyof Table ? Table[Name] : never>}.`;

/** The condition of an attribute for a value. A value that the condition rejects is not written. */
type AttributeCondition<Value, Entry> = Entry extends { readonly type: 'list' }
  ? 'has(…)'
  : Entry extends { readonly type: 'boolean' }
    ? `is(${Literal<Value, boolean>})`
    : Entry extends { readonly type: 'enum' }
      ? `is(…)${ForUnknown<Value>}`
      : Entry extends { readonly type: 'number' }
        ? `eq(${Literal<Value, number>})${ForUnknown<Value>}`
        : `eq(…)${ForUnknown<Value>}`;

/** Other conditions for a value whose type is unknown. */
type ForUnknown<Value> = unknown extends Value ? ', in([…]) or isNull()' : '';

/** Writes a literal of a type. */
type Literal<Value, Type extends number | boolean> = Value extends Type
  ? [Type] extends [Value]
    ? '…'
    : `${Value}`
  : '…';

/** The hint for a string instead of an operator, which can be the value. */
type StringHint<Given extends string, Name extends string, Table> = Name extends keyof Table
  ? Given extends keyof OperatorTable['number']
    ? ''
    : Table[Name] extends { readonly type: 'string' | 'date' }
      ? `If it is the value, write where('${Name}').eq('${Given}').`
      : [Given, Table[Name]] extends [`${infer Value extends number}`, { readonly type: 'number' }]
        ? `Write where('${Name}').eq(${Value}).`
        : ''
  : '';

type OperatorHint<
  Operator extends string,
  Name extends string,
  Known,
  Table,
> = Operator extends keyof typeof foreignOperators
  ? DidYouMean<Extract<keyof Known, (typeof foreignOperators)[Operator]>>
  : Operator extends keyof typeof nullOperators
    ? `Write where('${Name}').${(typeof nullOperators)[Operator]}().`
    : Name extends keyof Table
      ? Operator extends keyof ConditionOf<Table[Name], unknown>
        ? ConditionOf<Table[Name], unknown>[Operator] extends Hint<infer Text>
          ? Text
          : `Write where('${Name}').${Operator}(…).`
        : Table[Name] extends { readonly type: 'list' }
          ? `Write where('${Name}').has('…').`
          : Table[Name] extends { readonly values: readonly (infer Value)[] }
            ? Operator extends Value
              ? `Write where('${Name}').is('${Operator}').`
              : DidYouMean<Nearest<Operator, keyof Known>>
            : DidYouMean<Nearest<Operator, keyof Known>>
      : '';

// Flags. The conditionals of `flag()` and `flags()` are in aliases, as `never | (…)`; see above.

/** The type of an argument that names a flag. */
export type FlagArgument<Name extends string> =
  | never
  | (`${Name}` extends FlagName
      ? Name
      : FlagName | { readonly [mistake]: NoInfer<FlagMessage<Exclude<Name, FlagName>>> });

/** The type of an argument that names a workspace. */
export type WorkspaceArgument<Workspace extends string> =
  | never
  | (`${Workspace}` extends FlagWorkspace
      ? Workspace
      : FlagWorkspace | { readonly [mistake]: NoInfer<WorkspaceMessage<Exclude<Workspace, FlagWorkspace>>> });

/** The type of an argument that names a column of a workspace. */
export type ColumnArgument<Column extends string, Workspace extends string> =
  | never
  | (`${Column}` extends FlagColumn<Workspace>
      ? Column
      :
          | FlagColumn<Workspace>
          | { readonly [mistake]: NoInfer<ColumnMessage<Exclude<Column, FlagColumn<Workspace>>, Workspace>> });

/** The type of the elements of an argument that is an array of names of flags. */
export type FlagElement<Given> =
  | never
  | ([Given] extends [FlagName]
      ? Given
      : FlagName | { readonly [mistake]: NoInfer<FlagMessage<Exclude<Given, FlagName>>> });

/** The message for an argument that should name a flag. `Given` is unknown for an argument of `flags` that is not an array. */
type FlagMessage<Given> = unknown extends Given
  ? "Expected an array of flags for flags(). Write flags(['dt-dt', 'csc-csc']).are('GOOD')."
  : Given extends string
    ? string extends Given
      ? "Expected the name of a flag. Write name as FlagName (an unknown name throws), or flags(['dt-dt', 'csc-csc']) for several flags."
      : WithHint<
          UnknownFlagMessage<Given>,
          Given extends FlagWorkspace
            ? `Add a column: flag('${Given}', …).`
            : DidYouMean<OrElse<FlagsOf<Given>, Nearest<Given, FlagName>>>
        >
    : NoFlagName<Given>;

type NoFlagName<Given> = `Expected the name of a flag, got ${Described<Given>}. Write 'dt-dt', or 'dt', 'dt'.`;

/** The message for an argument that should name a workspace. */
type WorkspaceMessage<Given> = Given extends string
  ? string extends Given
    ? 'Expected a workspace. Write name as FlagWorkspace: an unknown name throws.'
    : WithHint<
        UnknownWorkspaceMessage<Given>,
        Given extends FlagName ? `Write flag('${Given}').is(…).` : DidYouMean<Nearest<Given, FlagWorkspace>>
      >
  : NoFlagName<Given>;

/** The message for an argument that should name a column of a workspace. */
type ColumnMessage<Given, Workspace> = Given extends string
  ? string extends Given
    ? 'Expected a column. Write name as FlagColumn<typeof workspace>: an unknown name throws.'
    : WithHint<UnknownColumnMessage<Given, Workspace & string>, ClosestColumn<Given, Workspace>>
  : NoFlagName<Given>;

/** The closest columns, else the other workspaces with the column. */
type ClosestColumn<Column extends string, Workspace> = [Nearest<Column, FlagColumn<Workspace>>] extends [never]
  ? [AtMostTwo<WorkspacesOf<Column>>] extends [never]
    ? Column extends Status
      ? `Write flag('${Workspace & string}', …).is('${Column}').`
      : ''
    : `It belongs to the workspace ${Either<AtMostTwo<WorkspacesOf<Column>>>}.`
  : DidYouMean<Nearest<Column, FlagColumn<Workspace>>>;

/** The flags of a column, if there are at most two. */
export type FlagsOf<Column extends string> = {
  [Workspace in AtMostTwo<WorkspacesOf<Column>>]: `${Workspace}-${Column}`;
}[AtMostTwo<WorkspacesOf<Column>>];

type WorkspacesOf<Column extends string> = {
  [Workspace in FlagWorkspace]: Column extends FlagColumn<Workspace> ? Workspace : never;
}[FlagWorkspace];

// Expressions.

/** The message for an object that should be an expression of some scopes. */
export type ExpressionMessage<Given, Scopes extends ExpressionScope, Builder extends string> =
  Given extends ExpressionOf<infer Scope>
    ? ScopeMessage<Exclude<Scope, Scopes>, Builder>
    : `Expected an attribute or an expression, got ${Unfinished<Given>}`;

/**
 * As {@link ExpressionMessage}, next to names. The compiler evaluates the constraint of the type of every string argument, and `infer`
 * excludes the message from the constraint.
 */
export type WrongExpression<Given, Scopes extends ExpressionScope, Builder extends string> =
  ExpressionMessage<Given, Scopes, Builder> extends infer Message extends string ? Message : never;

/** Describes an object that is not an expression, with a hint. */
type Unfinished<Given> = Given extends {
  readonly info: {
    readonly name: infer Name extends string;
    readonly scope: infer Scope extends string;
    readonly type: infer Type;
  };
}
  ? `'${Name}' without a condition. Add a condition: ${Scope}.${Name}.${ExampleCondition<Type>}, for example.`
  : Given extends { readonly every: unknown; readonly atLeast: unknown }
    ? "a flag without a condition. Write flag('dt-dt').is('GOOD')."
    : Given extends { readonly are: unknown }
      ? "flags without a condition. Write flags(['dt-dt', …]).are('GOOD')."
      : Given extends { readonly rule: unknown; readonly source: string }
        ? 'a preset. Write where(preset.rule).'
        : Given extends readonly unknown[]
          ? Given extends readonly [infer Name extends string, ...(readonly unknown[])]
            ? `${Described<Given>}. Write where('${Name}', …) without brackets.`
            : `${Described<Given>}. Join expressions with and() or or().`
          : IsOfExpressions<Given> extends true
            ? 'an object of expressions. Write where(dcs.pixel), for example.'
            : `${Described<Given>}. Write where(run.energy.gte(6000)).`;

/** True for an object whose properties are expressions, such as `dcs`. */
type IsOfExpressions<Given> = keyof Given extends never
  ? false
  : Given[keyof Given] extends ExpressionOf<ExpressionScope>
    ? true
    : false;

type ScopeMessage<Scope, Builder extends string> = 'flag-total' extends Scope
  ? `${OneLumisectionMessage<'has no conditions over all lumisections'>}. Write flag('dt-dt').is('GOOD').`
  : 'lumisection' extends Scope
    ? `${WrongScopeMessage<Builder, 'one of lumisections'>}. ${(typeof scopeHints)['lumisection']}`
    : [Scope] extends [never]
      ? never
      : `${WrongScopeMessage<Builder, 'one of datasets'>}. ${(typeof scopeHints)['dataset']}`;
