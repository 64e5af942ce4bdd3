/** What is wrong, or probably not meant, in a document of JSON logic. */
export interface Problem {
  /** Stable, for programs. */
  readonly code: ProblemCode;
  /** `error`: the rule cannot mean what it says. `warning`: it may be meant, and is worth a look. */
  readonly severity: 'error' | 'warning';
  /** Where: a JSON Pointer (RFC 6901) into the document, such as `/and/3/in/1/var`. Empty for the whole document. */
  readonly path: string;
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** What to write instead, where that is known. */
  readonly hint?: string;
  /** Names that are meant, nearest first. */
  readonly suggestions?: readonly string[];
}

/** What kind of problem it is. */
export type ProblemCode =
  /** A variable that is in no lumisection: it is null, and `null <= 7000` is true. */
  | 'unknown-variable'
  /** A name of an older Run Registry, which matches nothing today. */
  | 'legacy-name'
  /** An operator that JSON logic does not know; the job of the portal fails. */
  | 'unknown-operator'
  /** `log`, which writes to the console of the portal and changes nothing. */
  | 'log-operator'
  /** Too few or too many arguments. */
  | 'wrong-arguments'
  /** A value of another type than the attribute, or a status that there is none of. */
  | 'wrong-type'
  /** `in` with its arguments the wrong way round. */
  | 'reversed-in'
  /** Data in the place of a rule: JSON logic takes it for true. */
  | 'not-a-rule'
  /** True where the attribute is null or missing. */
  | 'passes-on-null'
  /** Never true. */
  | 'never-true'
  /** Always true. */
  | 'always-true'
  /** Rules that cannot hold together. */
  | 'contradiction'
  /** A rule that another one repeats or implies, in any spelling. */
  | 'duplicate'
  /** Too many combinations of values to decide; only single parts of the rule were checked. */
  | 'undecided'
  /** `dc-lowlumi` expected GOOD, which asks for low luminosity. */
  | 'low-luminosity'
  /** A value that the attribute never has. */
  | 'out-of-range'
  /** `if` as a rule: the loss report of the portal breaks off, and the record never becomes complete. */
  | 'no-loss-report';

/** A problem of which the place is not known yet; an error, unless it says otherwise. */
export interface Finding {
  readonly code: ProblemCode;
  readonly severity?: Problem['severity'];
  readonly message: string;
  readonly hint?: string | undefined;
  readonly suggestions?: readonly string[];
}

/** A finding at its place. */
export const problem = (
  path: string,
  { code, severity = 'error', message, hint, suggestions = [] }: Finding,
): Problem =>
  Object.freeze({
    code,
    severity,
    path,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(suggestions.length === 0 ? {} : { suggestions: Object.freeze([...suggestions]) }),
  });
