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
import type { ConditionOf, Operators } from './typed.js';

// The messages are only computed for the argument that is wrong, so they may be expensive.

/** A message and its hint, as run time prints them. */
export type WithHint<Message extends string, Hint extends string> = Hint extends '' ? Message : `${Message}. ${Hint}`;

/** The first hint, or the second if the first is empty. */
export type OrHint<First extends string, Second extends string> = First extends '' ? Second : First;

/** Describes a received value. */
export type Described<Given> = Given extends string
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
export type AttributeMessage<Given, Table, Owner extends string, Use extends AttributeUse> = Given extends string
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

/** The condition for a test of null, which `datasets_in_gui` lacks. */
type NullTest<Method extends string, Entry> = [Entry] extends [{ readonly match: 'exact' }]
  ? "has('…')"
  : `${Method}()`;

type OperatorHint<
  Operator extends string,
  Name extends string,
  Known,
  Table,
> = Operator extends keyof typeof foreignOperators
  ? DidYouMean<Extract<keyof Known, (typeof foreignOperators)[Operator]>>
  : Operator extends keyof typeof nullOperators
    ? `Write where('${Name}').${NullTest<(typeof nullOperators)[Operator], Name extends keyof Table ? Table[Name] : never>}.`
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

// Flags.

/** The message for an argument that should name a flag. `Given` is unknown for an argument of `flags` that is not an array. */
export type FlagMessage<Given> = unknown extends Given
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
export type WorkspaceMessage<Given> = Given extends string
  ? string extends Given
    ? 'Expected a workspace. Write name as FlagWorkspace: an unknown name throws.'
    : WithHint<
        UnknownWorkspaceMessage<Given>,
        Given extends FlagName ? `Write flag('${Given}').is(…).` : DidYouMean<Nearest<Given, FlagWorkspace>>
      >
  : NoFlagName<Given>;

/** The message for an argument that should name a column of a workspace. */
export type ColumnMessage<Given, Workspace> = Given extends string
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
