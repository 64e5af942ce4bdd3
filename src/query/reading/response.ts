import { ResponseError } from '../../errors.js';

/** Returns the error for a response of an unexpected shape. `note` adds details of the request to the message. */
export const unexpectedResponse = (
  request: string,
  received: string,
  { note, cause }: { readonly note?: string | undefined; readonly cause?: unknown } = {},
): ResponseError => {
  const words = note === undefined ? request : `${request} (${note})`;
  return new ResponseError('unexpected-response', `${words} returned ${received}`, {
    request: words,
    hint: 'Check that the URL is the root of a Run Registry API.',
    cause,
  });
};
