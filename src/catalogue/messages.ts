/**
 * Messages of errors, each as a type for the type checker and as a function for run time. Both read the same; `test/types` compares
 * them.
 *
 * A message says what was expected and what was received: `Expected a number for 'energy', got 'x'`. It begins with a capital letter
 * and has no full stop. The hint is a field of the error and one or more sentences: `Write 6500.`, `Did you mean 'energy'?`. A printed
 * error is the message, a full stop and the hint; so is a message of the type checker.
 */

import { own } from '../util/own.js';
import type { AttributeType } from './attribute.js';
import { type Either, eitherOf } from './nearest.js';

/** The message for an unknown attribute of runs, datasets or golden JSON. */
export type UnknownAttributeMessage<
  Name extends string,
  Owner extends string,
> = `Unknown attribute '${Name}' of ${Owner}`;

/** Returns the message for an unknown attribute of runs, datasets or golden JSON. */
export const unknownAttribute = <Name extends string, Owner extends string>(
  name: Name,
  owner: Owner,
): UnknownAttributeMessage<Name, Owner> => `Unknown attribute '${name}' of ${owner}`;

/** The message for an unknown flag. */
export type UnknownFlagMessage<Name extends string> = `Unknown flag '${Name}'`;

/** Returns the message for an unknown flag. */
export const unknownFlag = <Name extends string>(name: Name): UnknownFlagMessage<Name> => `Unknown flag '${name}'`;

/** The message for an unknown workspace. */
export type UnknownWorkspaceMessage<Name extends string> = `Unknown workspace '${Name}'`;

/** Returns the message for an unknown workspace. */
export const unknownWorkspace = <Name extends string>(name: Name): UnknownWorkspaceMessage<Name> =>
  `Unknown workspace '${name}'`;

/** The message for an unknown column of a workspace. */
export type UnknownColumnMessage<
  Name extends string,
  Workspace extends string,
> = `Unknown column '${Name}' of workspace '${Workspace}'`;

/** Returns the message for an unknown column of a workspace. */
export const unknownColumn = <Name extends string, Workspace extends string>(
  name: Name,
  workspace: Workspace,
): UnknownColumnMessage<Name, Workspace> => `Unknown column '${name}' of workspace '${workspace}'`;

/** The message for an order by a list. */
export type ListOrderMessage<Name extends string> = `Cannot order rows by the list '${Name}'`;

/** Returns the message for an order by a list. */
export const listOrder = <Name extends string>(name: Name): ListOrderMessage<Name> =>
  `Cannot order rows by the list '${name}'`;

/** The message for an operator that an attribute does not have. */
export type UnknownOperatorMessage<
  Operator extends string,
  Name extends string,
> = `Unknown operator '${Operator}' of '${Name}'`;

/** Returns the message for an operator that an attribute does not have. */
export const unknownOperator = <Operator extends string, Name extends string>(
  operator: Operator,
  name: Name,
): UnknownOperatorMessage<Operator, Name> => `Unknown operator '${operator}' of '${name}'`;

/** The methods of queries that take attributes. */
export type AttributeUse = 'where' | 'select' | 'orderBy';

/** The hint for a flag instead of an attribute. */
export type FlagHint<Name extends string, Use extends AttributeUse> = {
  readonly where: `It is a flag: write flag('${Name}').is('GOOD').`;
  readonly select: `It is a flag: read row.lumisections['${Name}'] without select().`;
  readonly orderBy: 'It is a flag, and rows cannot be ordered by flags.';
}[Use];

/** Returns the hint for a flag instead of an attribute. */
export const flagHint = <Name extends string, Use extends AttributeUse>(name: Name, use: Use): FlagHint<Name, Use> =>
  ({
    where: `It is a flag: write flag('${name}').is('GOOD').`,
    select: `It is a flag: read row.lumisections['${name}'] without select().`,
    orderBy: 'It is a flag, and rows cannot be ordered by flags.',
  })[use] as FlagHint<Name, Use>;

/** The hint for a workspace instead of an attribute. */
export type WorkspaceHint<Name extends string, Use extends AttributeUse> = {
  readonly where: `It is a workspace: write flag('${Name}', …).`;
  readonly select: 'It is a workspace: read the flags of row.lumisections without select().';
  readonly orderBy: 'It is a workspace, and rows cannot be ordered by flags.';
}[Use];

/** Returns the hint for a workspace instead of an attribute. */
export const workspaceHint = <Name extends string, Use extends AttributeUse>(
  name: Name,
  use: Use,
): WorkspaceHint<Name, Use> =>
  ({
    where: `It is a workspace: write flag('${name}', …).`,
    select: 'It is a workspace: read the flags of row.lumisections without select().',
    orderBy: 'It is a workspace, and rows cannot be ordered by flags.',
  })[use] as WorkspaceHint<Name, Use>;

/** The hint for a column of one or two flags, instead of an attribute. Empty for another word. */
export type ColumnHint<Flags extends string, Use extends AttributeUse> = [Flags] extends [never]
  ? ''
  : Use extends 'where'
    ? `Did you mean the flag ${Either<Flags>}? Write flag(…).is('GOOD').`
    : '';

/** Returns the hint for a column of one or two flags, instead of an attribute. Undefined for another word. */
export function columnHint(flags: readonly string[], use: AttributeUse): string | undefined {
  const names = use === 'where' ? eitherOf(flags) : undefined;
  return names && `Did you mean the flag ${names}? Write flag(…).is('GOOD').`;
}

/** Hints for an attribute or a condition of another scope. */
export const scopeHints = {
  dataset: 'Use datasets().',
  lumisection: 'Use goldenJson(), which evaluates each lumisection.',
} as const;

/** The message for a condition of another scope. */
export type WrongScopeMessage<
  Builder extends string,
  Received extends string,
> = `Expected a condition for ${Builder}, got ${Received}`;

/** Returns the message for a condition of another scope. */
export const wrongScope = <Builder extends string, Received extends string>(
  builder: Builder,
  received: Received,
): WrongScopeMessage<Builder, Received> => `Expected a condition for ${builder}, got ${received}`;

/** The message for a condition over all lumisections in golden JSON. */
export type OneLumisectionMessage<Lack extends string> =
  `Golden JSON evaluates one lumisection at a time, so it ${Lack}`;

/** Returns the message for a condition over all lumisections in golden JSON. */
export const oneLumisection = <Lack extends string>(lack: Lack): OneLumisectionMessage<Lack> =>
  `Golden JSON evaluates one lumisection at a time, so it ${lack}`;

/** Queries for runs and for datasets. */
interface OtherTarget {
  readonly runs: 'datasets';
  readonly datasets: 'runs';
}

/** The message for a query for datasets instead of runs, or the reverse, with its hint. */
export type OtherQueryMessage<Target extends keyof OtherTarget> =
  `Expected a query for ${Target}, got a query for ${OtherTarget[Target]}. Write ${Target}().where(…).`;

/** The message for a direction other than `asc` and `desc`. */
export type DirectionMessage<
  Name extends string,
  Received extends string,
> = `Expected a direction in orderBy('${Name}'), got ${Received}`;

/** Returns the message for a direction other than `asc` and `desc`. */
export const wrongDirection = <Name extends string, Received extends string>(
  name: Name,
  received: Received,
): DirectionMessage<Name, Received> => `Expected a direction in orderBy('${name}'), got ${received}`;

/** The hint for a direction other than `asc` and `desc`. */
export type DirectionHint<Received> = Received extends string
  ? Lowercase<Received> extends `asc${string}`
    ? "Did you mean 'asc'?"
    : Lowercase<Received> extends `desc${string}`
      ? "Did you mean 'desc'?"
      : "Write 'asc' or 'desc'."
  : "Write 'asc' or 'desc'.";

/** Returns the hint for a direction other than `asc` and `desc`. */
export function directionHint(received: unknown): string {
  const [direction] = (typeof received === 'string' && /^(asc|desc)/i.exec(received)) || [];
  return direction === undefined ? "Write 'asc' or 'desc'." : `Did you mean '${direction.toLowerCase()}'?`;
}

/** Operators of other languages, with their equivalents in the registry. */
export const foreignOperators = {
  '==': '=',
  '===': '=',
  '!=': '<>',
  '!==': '<>',
  '=>': '>=',
  '=<': '<=',
  is: '=',
  'is not': '<>',
  ilike: 'like',
  'not like': 'notlike',
  'not ilike': 'notlike',
  '≥': '>=',
  '≤': '<=',
  '≠': '<>',
} as const;

/** Conditions of SQL that need no value, with their methods. */
export const nullOperators = {
  'is null': 'isNull',
  isnull: 'isNull',
  'is not null': 'isNotNull',
  'not null': 'isNotNull',
  notnull: 'isNotNull',
} as const;

const exampleConditions = { boolean: 'is(true)', list: "has('…')" } as const;

/** A condition that an attribute of a type has. */
export type ExampleCondition<Type> = Type extends keyof typeof exampleConditions
  ? (typeof exampleConditions)[Type]
  : 'isNotNull()';

/** Returns a condition that an attribute of the type has. */
export const exampleCondition = (type: AttributeType): string => own(exampleConditions, type) ?? 'isNotNull()';
