import type { FlagColumn, FlagName, FlagWorkspace } from '../catalogue/flags.js';
import type { OtherQueryMessage } from '../catalogue/messages.js';
import type {
  AttributeMessage,
  ColumnMessage,
  Described,
  ExpressionMessage,
  FlagMessage,
  Got,
  WorkspaceMessage,
} from './argument-messages.js';
import type { ExpressionOf, ExpressionScope } from './node.js';
import type { IncludedName } from './typed.js';

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
