import { RunRegistry, type RunRegistryOptions } from 'runregistry';
import { type Received, type Reply, type Script, type ScriptedServer, scripted } from './scripted-server.js';

/** Credentials that no error may show. */
export const clientId = 'an-application';
export const clientSecret = 's3cr3t-of-the-application';

/** A token endpoint at `/token` and a registry below `/api`. */
export interface FakeRegistry {
  readonly server: ScriptedServer;
  /** Requests to the API. */
  readonly requests: readonly Received[];
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

type Bound = (run: number, bound: number) => boolean;
const bounds: Readonly<Record<string, Bound>> = {
  '<': (run, bound) => run < bound,
  '<=': (run, bound) => run <= bound,
  '>': (run, bound) => run > bound,
  '>=': (run, bound) => run >= bound,
};

/** Returns true for the run numbers in the range of keys at the end of a filter, whatever its other conditions. */
export function isInRange(filter: unknown): (run: number) => boolean {
  const [range = ''] = /(?:,?\{"run_number":\{"[<>]=?":\d+\}\})+\]\}$/.exec(JSON.stringify(filter)) ?? [];
  const limits = [...range.matchAll(/"([<>]=?)":(\d+)/g)];
  return (run) => limits.every(([, operator = '', bound]) => bounds[operator]?.(run, Number(bound)));
}

/** Returns the page of rows that a body requests, as the registry does. */
export function pageOf(rows: readonly unknown[], { body }: Received): Reply {
  const { page, page_size: size, filter } = JSON.parse(body) as { page: number; page_size: number; filter: unknown };
  const isIn = isInRange(filter);
  const inRange = rows.filter((row) => isIn((row as { run_number: number }).run_number));
  return {
    json: {
      runs: inRange.slice(page * size, (page + 1) * size),
      count: inRange.length,
      pages: Math.ceil(inRange.length / size),
    },
  };
}

/** Returns the token in the response to the nth token request, from 0. */
export const tokenNumber = (n: number): string => `t0k3n-number-${n}`;

/** Starts a fake registry. */
export async function fakeRegistry({ rows = [], script, token }: FakeOptions = {}): Promise<FakeRegistry> {
  const requests: Received[] = [];
  const tokens: Received[] = [];
  const tokenScript: Script = token ?? ((_, n) => ({ json: { access_token: tokenNumber(n), expires_in: 1199 } }));
  const server = await scripted(async (request) => {
    if (request.path === '/token') return tokenScript(request, tokens.push(request) - 1);
    const index = requests.push(request) - 1;
    return (await script?.(request, index)) ?? pageOf(rows, request);
  });
  return {
    server,
    requests,
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
