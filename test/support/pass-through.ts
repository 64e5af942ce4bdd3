import { RunRegistry } from 'runregistry';
import { type ScriptedServer, scripted } from './scripted-server.js';

/** A server between a client and a registry, that records the requests. */
export interface PassThrough {
  readonly server: ScriptedServer;
  readonly registry: RunRegistry;
  /** Bodies of the requests since this was last called. */
  requests(): readonly { readonly page: number; readonly page_size: number; readonly sortings: readonly unknown[] }[];
}

/** Puts a server before the registry at `url`. */
export async function passThrough(url: string): Promise<PassThrough> {
  let seen = 0;
  const server = await scripted(async ({ method, path, body }) => {
    const response = await fetch(url + path, { method, headers: { 'content-type': 'application/json' }, body });
    return { status: response.status, headers: { 'content-type': 'application/json' }, text: await response.text() };
  });
  return {
    server,
    registry: new RunRegistry({ url: server.url, retryDelay: 1 }),
    requests: () => {
      const fresh = server.received.slice(seen);
      seen = server.received.length;
      return fresh.map(({ body }) => JSON.parse(body));
    },
  };
}
