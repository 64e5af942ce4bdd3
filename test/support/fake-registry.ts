import { RunRegistry, type RunRegistryOptions } from 'runregistry';
import { type Received, type Reply, type Script, type ScriptedServer, scripted } from './scripted-server.js';

/** Credentials that no error may show. */
export const clientId = 'an-application';
export const clientSecret = 's3cr3t-of-the-application';

/** A token endpoint at `/token` and a registry below `/api`. */
export interface FakeRegistry {
  readonly server: ScriptedServer;
  /** Requests to the API. */
  readonly asked: readonly Received[];
  /** Token requests. */
  readonly tokens: readonly Received[];
  /** Returns a client that sends a token. */
  client(options?: RunRegistryOptions): RunRegistry;
  close(): Promise<void>;
}

export interface FakeOptions {
  /** Rows that `POST /runs_filtered_ordered` pages through, whatever the filter. */
  readonly rows?: readonly unknown[];
  /** Replies to the API instead of pages; undefined returns the page. */
  readonly script?: (request: Received, index: number) => Reply | undefined | Promise<Reply | undefined>;
  /** Replies to token requests; by default, each returns a new token. */
  readonly token?: Script;
}

/** Returns the page of rows that a body requests, as the registry does. */
export function pageOf(rows: readonly unknown[], { body }: Received): Reply {
  const { page, page_size: size, filter } = JSON.parse(body) as { page: number; page_size: number; filter: unknown };
  // The only supported filter is that of the next page, by key.
  const [, previous] = /\{"run_number":\{"<":(\d+)\}\}\]\}$/.exec(JSON.stringify(filter)) ?? [];
  const remaining =
    previous === undefined ? rows : rows.filter((row) => (row as { run_number: number }).run_number < Number(previous));
  return {
    json: {
      runs: remaining.slice(page * size, (page + 1) * size),
      count: remaining.length,
      pages: Math.ceil(remaining.length / size),
    },
  };
}

/** Returns the token in the response to the nth token request, from 0. */
export const tokenNumber = (n: number): string => `t0k3n-number-${n}`;

/** Starts a fake registry. */
export async function fakeRegistry({ rows = [], script, token }: FakeOptions = {}): Promise<FakeRegistry> {
  const asked: Received[] = [];
  const tokens: Received[] = [];
  const tokenScript: Script = token ?? ((_, n) => ({ json: { access_token: tokenNumber(n), expires_in: 1199 } }));
  const server = await scripted(async (request) => {
    if (request.path === '/token') return tokenScript(request, tokens.push(request) - 1);
    const index = asked.push(request) - 1;
    return (await script?.(request, index)) ?? pageOf(rows, request);
  });
  return {
    server,
    asked,
    tokens,
    client: (options = {}) =>
      new RunRegistry({
        url: `${server.url}/api`,
        tokenUrl: `${server.url}/token`,
        audience: 'the-registry',
        clientId,
        clientSecret,
        retryDelay: 1,
        ...options,
      }),
    close: () => server.close(),
  };
}
