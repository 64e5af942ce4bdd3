import { AbortError, type ErrorCode, type ErrorDetails, PermissionError, type RunRegistryError } from '../../errors.js';

/** Copies an error, and adds to its message and hint what may have happened on the portal. */
export function withUncertainty(error: RunRegistryError, outcome: string, hint: string): RunRegistryError {
  if (error instanceof AbortError)
    return new AbortError('aborted', `${error.message}; ${outcome}`, { hint, cause: error.cause });
  const { code, request, status, serverMessage, cause } = error;
  const message = `${error.message}; ${outcome}`;
  const details = {
    hint: error.hint === undefined ? hint : `${hint} ${error.hint}`,
    request,
    status,
    serverMessage,
    cause,
  };
  if (error instanceof PermissionError) return new PermissionError('not-allowed', message, error.groups, details);
  const Kind = error.constructor as new (code: ErrorCode, message: string, details: ErrorDetails) => RunRegistryError;
  return new Kind(code, message, details);
}
