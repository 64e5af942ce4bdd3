/**
 * The position of a rule. Every lumisection must pass a `required` rule. An `alternative` is a member of an `or`, and a rule `inAlternative`
 * is one of several in such a member.
 */
export type Position = 'required' | 'alternative' | 'inAlternative';

/** Returns the consequence of rules that are never true. */
export const noneHint = (position: Position): string =>
  position === 'required' ? 'No lumisection can pass.' : "This alternative of 'or' never passes.";
