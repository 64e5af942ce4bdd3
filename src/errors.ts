/** What an error is about, in plain data: attribute, flag, request without secrets, the server's words. */
export interface ErrorDetails {
  /** What to write or do instead, as a sentence. */
  readonly hint?: string | undefined;
  /** The attribute or flag that the error is about. */
  readonly attribute?: string | undefined;
  /** Names that are meant, nearest first. */
  readonly suggestions?: readonly string[] | undefined;
  /** The request in words, without headers: `POST /runs_filtered_ordered page 3`. */
  readonly request?: string | undefined;
  /** HTTP status of the answer. */
  readonly status?: number | undefined;
  /** What the server said, shortened. */
  readonly serverMessage?: string | undefined;
  /** What caused it. */
  readonly cause?: unknown;
}

/**
 * The root of every error that this library throws on purpose. `code` is stable and meant for programs, `message` and `hint` are
 * meant for people.
 */
export class RunRegistryError extends Error {
  override readonly name: string = 'RunRegistryError';
  readonly code: string;
  declare readonly hint?: string;
  declare readonly attribute?: string;
  declare readonly suggestions?: readonly string[];
  declare readonly request?: string;
  declare readonly status?: number;
  declare readonly serverMessage?: string;

  constructor(code: string, message: string, { cause, ...details }: ErrorDetails = {}) {
    super(
      details.hint === undefined ? message : `${message}; ${details.hint}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    // Only what is known, so that a printed error is not half full of `undefined`.
    for (const [key, value] of Object.entries(details))
      if (value !== undefined) Object.defineProperty(this, key, { value, enumerable: true });
  }
}

/** A query says something that cannot be asked: an unknown attribute, operator or value, or a form that no request can express. */
export class QueryError extends RunRegistryError {
  override readonly name = 'QueryError';
}

/** Credentials are missing, or the single sign-on refused them. */
export class AuthenticationError extends RunRegistryError {
  override readonly name = 'AuthenticationError';
}

/** The registry knows who asks and does not allow it. `groups` are the e-groups that would be allowed, where it names them. */
export class PermissionError extends RunRegistryError {
  override readonly name = 'PermissionError';
  readonly groups: readonly string[];

  constructor(code: string, message: string, groups: readonly string[], details: ErrorDetails = {}) {
    super(code, message, details);
    this.groups = groups;
  }
}

/** What was asked for does not exist. */
export class NotFoundError extends RunRegistryError {
  override readonly name = 'NotFoundError';
}

/** The registry answered with an error status. */
export class ServerError extends RunRegistryError {
  override readonly name = 'ServerError';
}

/** The registry could not be reached, or the connection broke and repeats did not help. */
export class ConnectionError extends RunRegistryError {
  override readonly name = 'ConnectionError';
}

/** An answer did not have the shape or the number of rows that it must have. */
export class ResponseError extends RunRegistryError {
  override readonly name = 'ResponseError';
}

/** A time limit passed. */
export class TimeoutError extends RunRegistryError {
  override readonly name = 'TimeoutError';
}

/** The caller's `AbortSignal` stopped the work. */
export class AbortError extends RunRegistryError {
  override readonly name = 'AbortError';
}

/** A job of the JSON portal failed. */
export class JobError extends RunRegistryError {
  override readonly name = 'JobError';
}
