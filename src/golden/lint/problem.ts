import { inReference } from '../../util/reference.js';

/** A mistake, or a probable one, in a document of JSON logic. */
export interface Problem {
  /** Stable across releases, to branch on. */
  readonly code: ProblemCode;
  /** `error`: the rule is certainly wrong. `warning`: it may be intended. */
  readonly severity: 'error' | 'warning';
  /** The position as a JSON Pointer (RFC 6901), such as `/and/3/in/1/var`. Empty for the whole document. */
  readonly path: string;
  /** The expected and the actual content, as a sentence without a full stop. */
  readonly message: string;
  /** The fix, if known. */
  readonly hint?: string;
  /** Closest valid names, best first. */
  readonly suggestions?: readonly string[];
  /** Where the reference explains the code: a path from the root of your project. */
  readonly docs: string;
}

/** The kind of a problem. */
export type ProblemCode =
  /**
   * A variable that no lumisection has. It is null, and `null <= 7000` is true.
   *
   * Write one of `suggestions`. Paths are those of the attributes in golden JSON, such as `run.oms.energy`.
   */
  | 'unknown-variable'
  /**
   * A variable of an older Run Registry, which no lumisection has.
   *
   * Write the path that the hint names.
   */
  | 'legacy-name'
  /**
   * An operator that JSON logic does not have. The job of the portal fails.
   *
   * Write one of `suggestions`.
   */
  | 'unknown-operator'
  /**
   * `log`, which only prints to the console of the portal.
   *
   * Write its argument without `log`.
   */
  | 'log-operator'
  /**
   * Too few or too many arguments.
   *
   * Pass the number of arguments that the message names.
   */
  | 'wrong-arguments'
  /**
   * A value of the wrong type, or an unknown status.
   *
   * Write a value that the attribute or flag can have.
   */
  | 'wrong-type'
  /**
   * `in` with its arguments reversed.
   *
   * Write the string or list that contains the value as the second argument.
   */
  | 'reversed-in'
  /**
   * Data instead of a rule, which JSON logic returns unchanged.
   *
   * Write a rule with one operator.
   */
  | 'not-a-rule'
  /**
   * A rule that is true if an attribute is null or missing, although other values make it false.
   *
   * Call `withGuards()`, which adds a rule that excludes null before it. If null should pass, compare with null explicitly.
   */
  | 'passes-on-null'
  /**
   * A rule that is never true, so no lumisection passes. In an `or`, the other alternatives still can.
   *
   * Correct the value or the operator, or remove the rule. In an `or`, remove the alternative.
   */
  | 'never-true'
  /**
   * A rule that is always true, so it selects nothing. As an alternative, it makes the whole `or` true.
   *
   * Remove it, or correct the value. If it is an alternative, remove the whole `or`.
   */
  | 'always-true'
  /**
   * Rules that are never true together, so no lumisection passes. In an `or`, the other alternatives still can.
   *
   * Remove one of them, or join them with `or`.
   */
  | 'contradiction'
  /**
   * A rule that another one repeats or implies, in any form.
   *
   * Remove it.
   */
  | 'duplicate'
  /**
   * A rule with more than 20,000 combinations of values, or one of more than 4,000 on the same attributes. Only its parts are checked.
   *
   * Split it into several rules.
   */
  | 'undecided'
  /**
   * `dc-lowlumi` is expected to be GOOD, which selects low luminosity.
   *
   * Write BAD, which means that the luminosity was not low.
   */
  | 'low-luminosity'
  /**
   * A value that the attribute never has. The energy, for example, is per beam and in GeV.
   *
   * Write a value within the range of the attribute, in its unit.
   */
  | 'out-of-range'
  /**
   * The rule requires CASTOR, which no run since 2022 has. Not reported if a rule excludes runs since 2022.
   *
   * Remove the rule, or add a rule for runs with CASTOR, such as a range of `run.run_number`.
   */
  | 'absent-detector'
  /**
   * `if` as a rule. The loss report of the portal stops there, and the record never becomes complete.
   *
   * Write `and` and `or` instead of `if`.
   */
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
    docs: inReference('lint', code),
  });
