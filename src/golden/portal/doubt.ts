import { AbortError, type ErrorCode, type ErrorDetails, PermissionError, type RunRegistryError } from '../../errors.js';

/** The same error, with a message and a hint that say what may have happened. */
export function withDoubt(error: RunRegistryError, doubt: string, hint: string): RunRegistryError {
  if (error instanceof AbortError)
    return new AbortError('aborted', `${error.message}; ${doubt}`, { hint, cause: error.cause });
  const { code, message, request, status, serverMessage } = error;
  const details = {
    hint: error.hint === undefined ? hint : `${hint}; ${error.hint}`,
    request,
    status,
    serverMessage,
    cause: error.cause,
  };
  if (error instanceof PermissionError)
    return new PermissionError('not-allowed', `${message}: ${doubt}`, error.groups, details);
  const Kind = error.constructor as new (code: ErrorCode, message: string, details: ErrorDetails) => RunRegistryError;
  return new Kind(code, `${message}: ${doubt}`, details);
}
