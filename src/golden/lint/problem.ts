/** A mistake, or a probable one, in a document of JSON logic. */
export interface Problem {
  /** Stable across releases, to branch on. */
  readonly code: ProblemCode;
  /** `error`: the rule is certainly wrong. `warning`: it may be intended. */
  readonly severity: 'error' | 'warning';
  /** The position as a JSON Pointer (RFC 6901), such as `/and/3/in/1/var`. Empty for the whole document. */
  readonly path: string;
  /** What was expected and found, as a sentence without a full stop. */
  readonly message: string;
  /** What to write instead, if known. */
  readonly hint?: string;
  /** Closest valid names, best first. */
  readonly suggestions?: readonly string[];
}

/** The kind of a problem. */
export type ProblemCode =
  /** A variable that no lumisection has. It is null, and `null <= 7000` is true. */
  | 'unknown-variable'
  /** A variable of an older Run Registry, which no lumisection has. */
  | 'legacy-name'
  /** An operator that JSON logic does not have. The job of the portal fails. */
  | 'unknown-operator'
  /** `log`, which only prints to the console of the portal. */
  | 'log-operator'
  /** Too few or too many arguments. */
  | 'wrong-arguments'
  /** A value of the wrong type, or an unknown status. */
  | 'wrong-type'
  /** `in` with its arguments reversed. */
  | 'reversed-in'
  /** Data instead of a rule, which JSON logic returns unchanged. */
  | 'not-a-rule'
  /** A rule that is true if an attribute is null or missing. */
  | 'passes-on-null'
  /** A rule that is never true. */
  | 'never-true'
  /** A rule that is always true. */
  | 'always-true'
  /** Rules that are never true together. */
  | 'contradiction'
  /** A rule that another one repeats or implies, in any form. */
  | 'duplicate'
  /** A rule with too many combinations of values. Only its parts were checked. */
  | 'undecided'
  /** `dc-lowlumi` expected to be GOOD, which selects low luminosity. */
  | 'low-luminosity'
  /** A value that the attribute never has. */
  | 'out-of-range'
  /** The rule requires CASTOR, which no run since 2022 has. */
  | 'absent-detector'
  /** `if` as a rule. The loss report of the portal stops there, and the record never becomes complete. */
  | 'no-loss-report';

/** A problem without its path. The severity is `error` by default. */
export interface Finding {
  readonly code: ProblemCode;
  readonly severity?: Problem['severity'];
  readonly message: string;
  readonly hint?: string | undefined;
  readonly suggestions?: readonly string[];
}

/** Creates the problem of a finding at a path. */
export const problem = (
  path: string,
  { code, severity = 'error', message, hint, suggestions = [] }: Finding,
): Problem =>
  Object.freeze({
    code,
    severity,
    path,
    message,
    ...(hint !== undefined && { hint }),
    ...(suggestions.length > 0 && { suggestions: Object.freeze([...suggestions]) }),
  });
