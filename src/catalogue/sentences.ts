/**
 * Sentences about names, each as a type for the type checker and as a function for run time. Both must read the same;
 * `test/types` compares them.
 */

/** What is said of a name that is no attribute. */
export type NotAnAttribute<Name extends string, What extends string> = `'${Name}' is not an attribute of ${What}`;

/** What is said of a name that is no attribute. */
export const notAnAttribute = <Name extends string, What extends string>(name: Name, what: What): NotAnAttribute<Name, What> =>
  `'${name}' is not an attribute of ${what}`;

/** What is said of a name that is no flag. */
export type NotAFlag<Name extends string> = `'${Name}' is not a flag`;

/** What is said of a name that is no flag. */
export const notAFlag = <Name extends string>(name: Name): NotAFlag<Name> => `'${name}' is not a flag`;
