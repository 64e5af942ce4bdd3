/** A JSON portal in memory, before a registry: its jobs come to their end by being looked at. */
import { setTimeout } from 'node:timers/promises';
import { pendingLosses } from '../support/portal-record.js';
import type { Answer, Registry } from './fault-server.js';

/** Milliseconds between two looks at a job. */
const pollDelay = 10;

type Json = Readonly<Record<string, unknown>>;

const answer = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: value === undefined ? '' : JSON.stringify(value),
});

/** The record of a golden JSON that the portal of the registry at an address makes, losses included. */
export async function recordOf(url: string, rules: unknown, datasetName: string): Promise<Json> {
  const ask = async (path: string, body: object): Promise<Response> =>
    fetch(`${url}/json_portal/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', email: 'api@api' },
      body: JSON.stringify(body),
    });
  const submitted = await ask('generate', { json_logic: JSON.stringify(rules), dataset_name_filter: datasetName });
  const { id } = (await submitted.json()) as { id: string };
  for (; ; await setTimeout(pollDelay)) {
    const look = await ask('json', { id_json: Number(id) });
    if (look.status !== 200) continue;
    const { final_json: record } = (await look.json()) as { final_json: Json };
    if (record.total_recorded_luminosity_lost !== -1) return record;
  }
}

/** The record as it is before the losses are worked out. */
const incomplete = (record: Json): Json => ({ ...record, ...pendingLosses });

/** A portal whose jobs all end in this record: the first look finds it waiting, the next active, then without its losses. */
export function withPortal(registry: Registry, record: Json): Registry {
  const looks = new Map<number, number>();
  return (request) => {
    if (request.path === '/json_portal/generate') {
      const id = looks.size + 1;
      looks.set(id, 0);
      return answer({ id: `${id}`, name: '__default__', progress: 0 });
    }
    if (request.path === '/json_portal/jsons') return answer({ jsons: [] });
    if (request.path !== '/json_portal/json') return registry(request);
    const { id_json: id } = JSON.parse(request.body) as { id_json: number };
    const look = looks.get(id) ?? 0;
    looks.set(id, look + 1);
    if (look === 0) return answer(undefined, 203);
    if (look === 1) return answer({ progress: 0.5 }, 202);
    return answer({ final_json: { ...(look === 2 ? incomplete(record) : record), id } });
  };
}
