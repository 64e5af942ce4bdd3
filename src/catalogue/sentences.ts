/**
 * Sentences about names, each as a type for the type checker and as a function for run time. Both must read the same;
 * `test/types` compares them.
 */

/** What is said of a name that is no attribute. */
export type NotAnAttribute<Name extends string, What extends string> = `'${Name}' is not an attribute of ${What}`;

/** What is said of a name that is no attribute. */
export const notAnAttribute = <Name extends string, What extends string>(
  name: Name,
  what: What,
): NotAnAttribute<Name, What> => `'${name}' is not an attribute of ${what}`;

/** What is said of a name that is no flag. */
export type NotAFlag<Name extends string> = `'${Name}' is not a flag`;

/** What is said of a name that is no flag. */
export const notAFlag = <Name extends string>(name: Name): NotAFlag<Name> => `'${name}' is not a flag`;

/** What is said of a name that is no workspace. */
export type NotAWorkspace<Name extends string> = `'${Name}' is not a workspace`;

/** What is said of a name that is no workspace. */
export const notAWorkspace = <Name extends string>(name: Name): NotAWorkspace<Name> => `'${name}' is not a workspace`;

/** What is said of a name that is no column of a workspace. */
export type NotAColumn<Name extends string, Workspace extends string> = `'${Name}' is not a column of '${Workspace}'`;

/** What is said of a name that is no column of a workspace. */
export const notAColumn = <Name extends string, Workspace extends string>(
  name: Name,
  workspace: Workspace,
): NotAColumn<Name, Workspace> => `'${name}' is not a column of '${workspace}'`;

/** What is said of a list by which rows cannot be ordered. */
export type NotOrderable<Name extends string> = `'${Name}' is a list, and rows cannot be ordered by it`;

/** What is said of a list by which rows cannot be ordered. */
export const notOrderable = <Name extends string>(name: Name): NotOrderable<Name> =>
  `'${name}' is a list, and rows cannot be ordered by it`;

/** What is said of a text that is no operator of an attribute. */
export type NotAnOperator<
  Operator extends string,
  Name extends string,
> = `'${Operator}' is not an operator of '${Name}'`;

/** What is said of a text that is no operator of an attribute. */
export const notAnOperator = <Operator extends string, Name extends string>(
  operator: Operator,
  name: Name,
): NotAnOperator<Operator, Name> => `'${operator}' is not an operator of '${name}'`;
