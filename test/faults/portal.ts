/** A JSON portal in memory, in front of a registry. Each poll advances a job by one state. */
import { setTimeout } from 'node:timers/promises';
import { pendingLosses } from '../support/portal-record.js';
import type { Registry, RegistryResponse } from './fault-server.js';

/** Milliseconds between two polls of a job. */
const pollDelay = 10;

type Json = Readonly<Record<string, unknown>>;

const json = (value: unknown, status = 200): RegistryResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: value === undefined ? '' : JSON.stringify(value),
});

/** Generates a golden JSON on the portal of the registry at `url`, and returns its record with losses. */
export async function recordOf(url: string, rules: unknown, datasetName: string): Promise<Json> {
  const post = async (path: string, body: object): Promise<Response> =>
    fetch(`${url}/json_portal/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', email: 'api@api' },
      body: JSON.stringify(body),
    });
  const submitted = await post('generate', { json_logic: JSON.stringify(rules), dataset_name_filter: datasetName });
  const { id } = (await submitted.json()) as { id: string };
  for (; ; await setTimeout(pollDelay)) {
    const response = await post('json', { id_json: Number(id) });
    if (response.status !== 200) continue;
    const { final_json: record } = (await response.json()) as { final_json: Json };
    if (record.total_recorded_luminosity_lost !== -1) return record;
  }
}

/** The record before the losses are computed. */
const incomplete = (record: Json): Json => ({ ...record, ...pendingLosses });

/** A portal whose jobs all have this record. The first poll returns a waiting job, the next an active one, then a record without losses. */
export function withPortal(registry: Registry, record: Json): Registry {
  const polls = new Map<number, number>();
  return (request) => {
    if (request.path === '/json_portal/generate') {
      const id = polls.size + 1;
      polls.set(id, 0);
      return json({ id: `${id}`, name: '__default__', progress: 0 });
    }
    if (request.path === '/json_portal/jsons') return json({ jsons: [] });
    if (request.path !== '/json_portal/json') return registry(request);
    const { id_json: id } = JSON.parse(request.body) as { id_json: number };
    const poll = polls.get(id) ?? 0;
    polls.set(id, poll + 1);
    if (poll === 0) return json(undefined, 203);
    if (poll === 1) return json({ progress: 0.5 }, 202);
    return json({ final_json: { ...(poll === 2 ? incomplete(record) : record), id } });
  };
}
