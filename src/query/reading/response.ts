import { ResponseError } from '../../errors.js';

/** An answer that has another shape than the registry gives it. `note` says in the message what was asked for. */
export const unexpectedResponse = (
  request: string,
  what: string,
  { note, cause }: { readonly note?: string | undefined; readonly cause?: unknown } = {},
): ResponseError =>
  new ResponseError(
    'unexpected-response',
    `${request}${note === undefined ? '' : ` (${note})`} was answered with ${what}`,
    {
      request,
      hint: 'is the url the root of a Run Registry API?',
      cause,
    },
  );
