/** A registry that supports every call of a client, which changes nothing, with the results without faults. */
import type { Received } from '../support/scripted-server.js';
import { type ClientCall, clientCalls, textOf } from './client-calls.js';
import { behind, faultServer, type Registry } from './fault-server.js';
import { recordOf, withPortal } from './portal.js';

export interface CompleteRegistry {
  readonly registry: Registry;
  /** The result of each call. */
  readonly results: ReadonlyMap<ClientCall, string>;
  /** The requests of these calls, including token requests. */
  readonly received: readonly Received[];
}

const rules = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };

async function read(url: string): Promise<CompleteRegistry> {
  const registry = withPortal(behind(url), await recordOf(url, rules, '%PromptReco%'));
  const server = await faultServer({ registry });
  const client = server.client();
  const limits = { signal: new AbortController().signal, timeout: 600_000 };
  const results = new Map<ClientCall, string>();
  for (const entry of clientCalls) results.set(entry, textOf(await entry.call(client, limits)));
  await server.close();
  return { registry, results, received: [...server.requests, ...server.tokenRequests] };
}

let complete: Promise<CompleteRegistry> | undefined;

/** Returns the registry at a URL, read once for all files of a worker. */
export function completeRegistry(url: string): Promise<CompleteRegistry> {
  complete ??= read(url);
  return complete;
}
