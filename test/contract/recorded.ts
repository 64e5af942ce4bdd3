/** The recordings of the real server and their data. Tests are skipped where they are missing, as they are not published. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Json, RegistryState } from 'runregistry/embedded';

/** The folder of recordings, in any folder beside this project. */
const FOLDER = recordingsBeside(new URL('../../../', import.meta.url));

/** True if the recordings exist. */
export const hasRecordings = FOLDER !== undefined;

function recordingsBeside(parent: URL): URL | undefined {
  return readdirSync(parent)
    .map((name) => new URL(`${encodeURIComponent(name)}/run-registry/`, parent))
    .find((folder) => existsSync(new URL('recordings/', folder)));
}

function locate(path: string): URL {
  if (FOLDER === undefined) throw new Error('The recordings are not there');
  return new URL(path, FOLDER);
}

/** One exchange with the real server. */
export interface Recording {
  readonly name: string;
  readonly number: number;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Json;
    readonly raw_body?: boolean;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
  };
}

/** All recordings, by number. */
export function recordings(): readonly Recording[] {
  if (!hasRecordings) return [];
  return readdirSync(locate('recordings/'))
    .filter((file) => /^\d+-.*\.json$/.test(file))
    .sort()
    .map((file) => ({
      ...(JSON.parse(readFileSync(locate(`recordings/${file}`), 'utf8')) as Recording),
      name: file.replace('.json', ''),
      number: Number.parseInt(file, 10),
    }));
}

/** Sends the request of a recording, and returns the response in the form of a recording. */
export async function replay(url: string, { request }: Recording): Promise<Recording['response']> {
  const { body, raw_body: isRaw, headers, method, path } = request;
  const response = await fetch(url + path, {
    method,
    headers,
    ...(body === undefined || method === 'GET' || method === 'OPTIONS'
      ? {}
      : { body: isRaw ? new Blob([String(body)]) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    headers: type === null ? {} : { 'content-type': type },
    body: type?.startsWith('application/json') === true ? (JSON.parse(text) as Json) : text,
  };
}

/** A dataset with the summaries that the real server derived. */
export type SummarisedDataset = RegistryState['datasets'][number] & {
  readonly triplet_summary: Json;
  readonly dcs_summary: Json;
};

/** The state; its datasets carry the summaries of the real server, for comparison. */
export function recordedState(): RegistryState & { readonly datasets: readonly SummarisedDataset[] } {
  return {
    runs: rows('runs'),
    datasets: rows('datasets'),
    rrLumisections: rows<RegistryState['rrLumisections'][number]>('rr-lumisection-ranges').map(withoutFillers),
    omsLumisections: [
      ...rows<RegistryState['omsLumisections'][number]>('oms-lumisections'),
      // Created manually on the real server, without OMS lumisections and hence without counts, which the files do not contain.
      { run_number: 327743, dataset_name: '/Manual/HICosmics18A/DQM', oms_lumisections: [] },
    ],
    workspaces: document('workspaces'),
    cycles: document('cycles'),
    datasetsAccepted: document('datasets-accepted'),
  };
}

function rows<Row>(name: string): Row[] {
  const text = gunzipSync(readFileSync(locate(`state/${name}.ndjson.gz`))).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

function document<Document>(name: string): Document {
  return JSON.parse(readFileSync(locate(`state/${name}.json`), 'utf8')) as Document;
}

/**
 * The ranges were read from the real server, which adds missing flags to a lumisection. It writes added flags with `status`
 * first, and stored ones with `cause` first.
 */
function withoutFillers(row: RegistryState['rrLumisections'][number]): RegistryState['rrLumisections'][number] {
  const known = ([, value]: [string, number | object]): boolean =>
    typeof value === 'number' || Object.keys(value)[0] !== 'status';
  return {
    ...row,
    rr_lumisection_ranges: row.rr_lumisection_ranges.map(
      (range) => Object.fromEntries(Object.entries(range).filter(known)) as unknown as typeof range,
    ),
  };
}
