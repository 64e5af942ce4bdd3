import { RunRegistry, type RunRegistryOptions } from 'runregistry';
import { type Received, type Reply, type Script, type ScriptedServer, scripted } from './scripted-server.js';

/** Credentials that no error may show. */
export const clientId = 'an-application';
export const clientSecret = 's3cr3t-of-the-application';

/** A single sign-on and a registry in one: tokens at `/token`, the API below `/api`. */
export interface FakeRegistry {
  readonly server: ScriptedServer;
  /** Requests to the API, and those for a token. */
  readonly asked: readonly Received[];
  readonly tokens: readonly Received[];
  /** A client that asks this registry with a token. */
  client(options?: RunRegistryOptions): RunRegistry;
  close(): Promise<void>;
}

export interface FakeOptions {
  /** Rows that `POST /runs_filtered_ordered` pages through, whatever the filter. */
  readonly rows?: readonly unknown[];
  /** Replies to the API instead of pages; undefined gives the page. */
  readonly script?: (request: Received, index: number) => Reply | undefined | Promise<Reply | undefined>;
  /** What a request for a token is answered with; by default a new token for each. */
  readonly token?: Script;
}

/** Returns the page of rows that a body requests, as the registry does. */
export function pageOf(rows: readonly unknown[], { body }: Received): Reply {
  const { page, page_size: size, filter } = JSON.parse(body) as { page: number; page_size: number; filter: unknown };
  // Of filters it knows only that for the rows behind one.
  const [, behind] = /\{"run_number":\{"<":(\d+)\}\}\]\}$/.exec(JSON.stringify(filter)) ?? [];
  const found =
    behind === undefined ? rows : rows.filter((row) => (row as { run_number: number }).run_number < Number(behind));
  return {
    json: {
      runs: found.slice(page * size, (page + 1) * size),
      count: found.length,
      pages: Math.ceil(found.length / size),
    },
  };
}

/** The token that the n-th request, from 0, is answered with. */
export const tokenNumber = (n: number): string => `t0k3n-number-${n}`;

/** Starts a fake registry. */
export async function fakeRegistry({ rows = [], script, token }: FakeOptions = {}): Promise<FakeRegistry> {
  const asked: Received[] = [];
  const tokens: Received[] = [];
  const giveToken: Script = token ?? ((_, n) => ({ json: { access_token: tokenNumber(n), expires_in: 1199 } }));
  const server = await scripted(async (request) => {
    if (request.path === '/token') return giveToken(request, tokens.push(request) - 1);
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
