/** Responses of a registry while an example runs. */
import type { RunRegistryOptions } from '../../../src/index.js';

/** A response to each request, or none. */
export interface Response {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Situation {
  /** Completes "while". */
  readonly words: string;
  readonly reply: Response | 'never' | 'reset' | ((path: string) => Response);
  /** The response of CERN SSO. Without it, the registry needs no token. */
  readonly token?: Response;
  readonly options?: RunRegistryOptions;
}

const row = (run_number: number, state = 'OPEN') => ({
  run_number,
  version: 1,
  deleted: false,
  oms_attributes: { run_number },
  rr_attributes: { state },
  DatasetTripletCache: { triplet_summary: {} },
});

const dataset = (name: string) => ({
  run_number: 355100,
  name,
  version: 1,
  deleted: false,
  dataset_attributes: {},
  datasets_in_gui: [],
  Run: { oms_attributes: { run_number: 355100 }, rr_attributes: {} },
  DatasetTripletCache: { triplet_summary: {}, dcs_summary: {} },
});

const runs = (rows: readonly unknown[], count = rows.length): Response => ({
  json: { runs: rows, count, pages: 1 },
});
const datasets = (rows: readonly unknown[]): Response => ({
  json: { datasets: rows, count: rows.length, pages: 1 },
});

const credentials = { clientId: 'an-id', clientSecret: 'a-secret', audience: 'an-audience' };
const token: Response = { json: { access_token: 'a-token', expires_in: 1199 } };
const failedJob = {
  id: '17',
  failed: true,
  waiting: false,
  active: false,
  failedReason: 'Unrecognized operation likely',
};

export const situations = {
  twoRuns: { words: 'two runs match', reply: runs([row(355101), row(355100)]) },
  noRun: { words: 'no run matches', reply: runs([]) },
  noDataset: { words: 'no dataset matches', reply: datasets([]) },
  twoDatasets: {
    words: 'the run has two datasets',
    reply: datasets([dataset('/PromptReco/Collisions2022A/DQM'), dataset('online')]),
  },
  needsToken: { words: 'the registry needs a token', reply: {}, options: { audience: 'an-audience' } },
  refusesCredentials: {
    words: 'CERN SSO refuses the client secret',
    reply: {},
    token: { status: 401, json: {} },
    options: credentials,
  },
  showsLogin: {
    words: 'the registry redirects to its login page',
    reply: { status: 302, headers: { location: '/login' } },
    token,
    options: credentials,
  },
  forbids: {
    words: 'the account lacks the e-group',
    reply: { status: 401, json: { message: 'Only for cms-dqm-runregistry-experts' } },
    token,
    options: credentials,
  },
  fails: { words: 'the registry fails', reply: { status: 500, json: { err: 'deadlock detected' } } },
  resets: { words: 'the connection breaks', reply: 'reset' },
  isOther: { words: 'the address is that of another service', reply: { json: [] } },
  sendsHtml: { words: 'the address is that of a web page', reply: { text: '<p>Hello</p>' } },
  sendsLatin1: { words: 'a proxy changes the encoding', reply: { bytes: Buffer.from('"caf\u00e9"', 'latin1') } },
  sendsTooMuch: {
    words: 'a response has more bytes than `maxResponseSize`',
    reply: { json: 'x'.repeat(1000) },
    options: { maxResponseSize: 100 },
  },
  losesRows: { words: 'the registry returns fewer rows than it counts', reply: runs([], 3) },
  sortsWrongly: { words: 'the registry returns rows in another order', reply: runs([row(355100), row(355101)]) },
  changes: { words: 'runs are added all the time', reply: runs([row(355100), row(355100)]) },
  isSlow: { words: 'the registry takes longer than `timeout`', reply: 'never', options: { timeout: 20 } },
  isVerySlow: {
    words: 'the registry takes longer than `totalTimeout`',
    reply: 'never',
    options: { totalTimeout: 20 },
  },
  hangs: { words: 'the registry does not respond', reply: 'never' },
  jobWaits: {
    words: 'the job is waiting',
    reply: (path) => (path.endsWith('/jsons') ? { json: { jsons: [] } } : { status: 203 }),
  },
  jobFails: {
    words: 'the job fails',
    reply: (path) => (path.endsWith('/jsons') ? { json: { jsons: [failedJob] } } : { status: 500 }),
  },
  jobIsUnknown: {
    words: 'the portal has no such job',
    reply: (path) =>
      path.endsWith('/jsons')
        ? { json: { jsons: [] } }
        : { status: 500, json: { err: "Cannot read property 'isWaiting' of null" } },
  },
  runIsOpen: {
    words: 'the run is OPEN',
    reply: (path) => ({ json: path.startsWith('/runs/move_run') ? row(355100, 'SIGNOFF') : row(355100, 'OPEN') }),
  },
  hostsNoFile: { words: 'the address has no such file', reply: { status: 404 } },
  redirectsToHttp: {
    words: 'the address redirects to plain http',
    reply: { status: 302, headers: { location: 'http://host.example/golden.json' } },
  },
} as const satisfies Readonly<Record<string, Situation>>;
