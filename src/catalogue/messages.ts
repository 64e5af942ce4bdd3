/**
 * Messages of errors, each as a type for the type checker and as a function for run time. Both read the same; `test/types` compares
 * them.
 *
 * A message says what was expected and what was received: `Expected a number for 'energy', got 'x'`. It begins with a capital letter
 * and has no full stop. The hint is a field of the error and one or more sentences: `Write 6500.`, `Did you mean 'energy'?`. A printed
 * error is the message, a full stop and the hint; so is a message of the type checker.
 */

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
