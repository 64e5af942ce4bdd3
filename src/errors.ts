import type {
  AbortErrorDetails,
  AuthenticationErrorDetails,
  ConnectionErrorDetails,
  ErrorCode,
  ErrorDetails,
  ErrorDetailsByCode,
  JobErrorDetails,
  MirrorErrorDetails,
  NotFoundErrorDetails,
  PermissionErrorDetails,
  QueryErrorDetails,
  ResponseErrorDetails,
  ServerErrorDetails,
  TimeoutErrorDetails,
} from './error-codes.js';
import { inReference } from './util/reference.js';

/**
 * The base class of every error that this library throws.
 *
 * @example
 * ```ts
 * try {
 *   attribute('enrgy');
 * } catch (error) {
 *   if (error instanceof RunRegistryError && error.is('unknown-attribute')) console.log(error.attribute, error.suggestions);
 * }
 * ```
 */
export class RunRegistryError extends Error {
  /** Stable across releases, to branch on. */
  readonly code: ErrorCode;
  /** The fix, as one or more sentences. `String(error)`, `console.log` and uncaught errors print it after the message. */
  declare readonly hint?: string;
  /** The attribute or flag that the error is about. */
  declare readonly attribute?: string;
  /** Closest valid names, best first. */
  declare readonly suggestions?: readonly string[];
  /** The request, without headers: `POST /runs_filtered_ordered (page 3)`. */
  declare readonly request?: string;
  /** HTTP status of the response. */
  declare readonly status?: number;
  /** The server's own message, shortened. */
  declare readonly serverMessage?: string;
  /** Where the reference explains the code: a path from the root of your project. */
  declare readonly docs: string;

  constructor(code: ErrorCode, message: string, { cause, ...details }: ErrorDetailsByCode[ErrorCode] = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    // A printed error lists no `undefined`, prints the hint with the message, and ends with `docs`.
    for (const [key, value] of Object.entries({ ...details, docs: inReference('errors', code) }))
      if (value !== undefined) Object.defineProperty(this, key, { value, enumerable: key !== 'hint' });
    if (this.stack !== undefined) this.stack = this.stack.replace(message, () => withHint(message, details.hint));
  }

  /**
   * Returns true if the error has this code, which types its details.
   *
   * @example
   * ```ts
   * try {
   *   await runs().where('class').eq('Collisions99').one();
   * } catch (error) {
   *   if (!(error instanceof RunRegistryError && error.is('no-row'))) throw error;
   *   console.log('There is no such run.');
   * }
   * ```
   */
  is<Code extends ErrorCode>(code: Code): this is { readonly code: Code } & ErrorDetailsByCode[Code];
  is(...codes: readonly unknown[]): boolean {
    if (codes.length > 1)
      throw new QueryError('wrong-arguments', `Expected one argument for is(), got ${codes.length}`, {
        hint: 'Join calls with ||.',
      });
    return codes[0] === this.code;
  }

  /** Returns the name, the message and the hint. */
  override toString(): string {
    return `${this.name}: ${withHint(this.message, this.hint)}`;
  }
}

const withHint = (message: string, hint: string | undefined): string =>
  hint === undefined ? message : `${message}${/[.?!]$/.test(message) ? '' : '.'} ${hint}`;

/** An error whose codes are the keys of `Codes`. */
abstract class CodedError<Codes extends Record<keyof Codes, ErrorDetails>> extends RunRegistryError {
  declare readonly code: keyof Codes & ErrorCode;

  constructor(code: keyof Codes & ErrorCode, message: string, details?: Codes[keyof Codes]) {
    super(code, message, details);
  }
}

/** The query is invalid: an unknown attribute, operator or value, or a form that no request can express. Nothing was sent. */
export class QueryError extends CodedError<QueryErrorDetails> {}

/** Credentials are missing, or CERN SSO refused them. */
export class AuthenticationError extends CodedError<AuthenticationErrorDetails> {}

/** The account is authenticated but not authorised. */
export class PermissionError extends RunRegistryError {
  declare readonly code: keyof PermissionErrorDetails;
  /** The e-groups that are authorised, if the registry names them. */
  readonly groups: readonly string[];

  constructor(
    code: keyof PermissionErrorDetails,
    message: string,
    groups: readonly string[],
    details: ErrorDetails = {},
  ) {
    super(code, message, details);
    this.groups = groups;
  }
}

/** The requested run, dataset, record or file does not exist. */
export class NotFoundError extends CodedError<NotFoundErrorDetails> {}

/** The registry returned an error status. */
export class ServerError extends CodedError<ServerErrorDetails> {}

/** The registry could not be reached, or the connection broke and retries did not help. */
export class ConnectionError extends CodedError<ConnectionErrorDetails> {}

/** A response does not have the expected shape or number of rows. */
export class ResponseError extends CodedError<ResponseErrorDetails> {}

/** A time limit was exceeded. */
export class TimeoutError extends CodedError<TimeoutErrorDetails> {}

/** The caller's `AbortSignal` was aborted. */
export class AbortError extends CodedError<AbortErrorDetails> {}

/** A job of the JSON portal failed. */
export class JobError extends CodedError<JobErrorDetails> {}

/** A mirror cannot be opened, read or written. */
export class MirrorError extends CodedError<MirrorErrorDetails> {
  /** The directory of the mirror, as passed. */
  declare readonly directory: string;
}

const classes = {
  RunRegistryError,
  QueryError,
  AuthenticationError,
  PermissionError,
  NotFoundError,
  ServerError,
  ConnectionError,
  ResponseError,
  TimeoutError,
  AbortError,
  JobError,
  MirrorError,
};
// Minifiers rename classes, but not these keys. As with built-in errors, subclasses can assign a name.
for (const [name, { prototype }] of Object.entries(classes))
  Object.defineProperty(prototype, 'name', { value: name, writable: true, configurable: true });

export type { ErrorCode, ErrorDetails, ErrorDetailsByCode } from './error-codes.js';
