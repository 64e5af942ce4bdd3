import { NotFoundError, PermissionError, QueryError, ResponseError, ServerError } from '../../../../src/errors.js';
import type { Client, ClientRequest } from '../../../../src/query/reading/client.js';
import type { RunRegistryOptions } from '../../../../src/transport/options.js';
import type { TargetName } from '../../../../src/transport/targets.js';
import type { Response } from './messages.js';

type Send = (method: string, path: string, body: string | undefined) => Promise<Response>;

let send: Send | undefined;

/** Sets the function that sends requests to the embedded registry of the page. */
export function connect(sender: Send): void {
  send = sender;
}

/** Returns the options of the free functions: the playground has one registry, and no environment. */
export const optionsFromEnvironment = (): RunRegistryOptions => ({ target: 'embedded' });

const messageOf = (text: string): string => {
  try {
    const { err, message } = JSON.parse(text) as { err?: unknown; message?: unknown };
    return String(err ?? message ?? text);
  } catch {
    return text;
  }
};

/** Replaces the transport of the library: it sends requests to the embedded registry of the page. */
export class Transport implements Client {
  readonly concurrency = 4;
  readonly url = '$RUN_REGISTRY_URL';
  readonly usesTokens = false;

  constructor(options: RunRegistryOptions | TargetName = {}) {
    const { target = 'embedded', url } = typeof options === 'string' ? { target: options } : options;
    if (target !== 'embedded' || url !== undefined)
      throw new QueryError('unknown-target', 'The playground only has the embedded registry', {
        hint: "Write new RunRegistry({ target: 'embedded' }).",
      });
  }

  async request(request: ClientRequest): Promise<unknown> {
    const { status, body } = await this.exchange(request);
    if (status === 200) return body;
    const words = `${request.method} ${request.path}`;
    throw new ResponseError('unexpected-response', `Expected status 200 from ${words}, got ${status}`, { status });
  }

  async exchange({ method, path, body, signal }: ClientRequest): Promise<{ status: number; body: unknown }> {
    signal?.throwIfAborted();
    if (send === undefined) throw new Error('The playground is not connected');
    const { status, text } = await send(method, path, body === undefined ? undefined : JSON.stringify(body));
    signal?.throwIfAborted();
    if (status >= 200 && status < 300) return { status, body: text === '' ? undefined : JSON.parse(text) };
    const request = `${method} ${path}`;
    const serverMessage = messageOf(text).slice(0, 500);
    if (status === 404) throw new NotFoundError('not-found', `${request} was not found`, { request, status });
    if (status === 401 || status === 403)
      throw new PermissionError('not-allowed', `${request} is not allowed: ${serverMessage}`, [], { request, status });
    throw new ServerError('server-error', `${request} failed with status ${status}: ${serverMessage}`, {
      request,
      status,
      serverMessage,
    });
  }

  async close(): Promise<void> {}
}
