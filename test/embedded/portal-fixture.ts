/** Requests to the JSON portal of an embedded registry over the sample. */
import type { Json } from 'runregistry/embedded';
import { afterAll, beforeAll, expect } from 'vitest';
import { type PausableRegistry, startPausable } from './pausable-registry.js';

export type Ranges = Record<string, [number, number][]>;

/** The fields of a record that the tests read. */
export interface PortalRecord {
  readonly id: number;
  readonly created_by: string;
  readonly deleted: boolean;
  readonly generated_json: Ranges;
  readonly generated_json_with_dataset_names: Ranges;
  readonly generated_anti_json: Ranges;
  readonly generated_anti_json_with_dataset_names: Ranges;
  readonly total_recorded_luminosity_lost: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Listed {
  readonly id: string | number;
  readonly failedReason?: string;
}

export interface PortalResponse {
  readonly status: number;
  readonly body: unknown;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export let registry: PausableRegistry;
/** Starts a separate registry for the tests of a file. */
export function ownRegistry(): void {
  beforeAll(async () => {
    registry = await startPausable();
  });
  afterAll(() => registry?.close());
}

/** Sends the requests of a callback to another registry. */
export async function over(other: PausableRegistry, callback: () => Promise<void>): Promise<void> {
  const own = registry;
  registry = other;
  try {
    await callback();
  } finally {
    registry = own;
  }
}

export async function send(
  path: string,
  body: object,
  { method = 'POST', headers = { email: 'a@cern.ch' } }: Sent = {},
) {
  const response = await fetch(`${registry.url}/json_portal/${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json; charset=utf-8';
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text } satisfies PortalResponse;
}

export const ions = '/PromptReco/HICollisions2018A/DQM';
/** Two datasets of two runs, for jobs whose result does not matter. */
export const cosmics = '/Express/HICosmics18/DQM';
export const good = { '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] };
export const active = { '==': [{ var: 'lumisection.oms.cms_active' }, true] };
export const everything = { '>': [{ var: 'run.run_number' }, 1] };
export const nothing = { '<': [{ var: 'run.run_number' }, 1] };

/** Submits a job and returns its id. */
export async function submit(rule: Json, datasets: string, more: object = {}, sent?: Sent): Promise<number> {
  const order = { json_logic: JSON.stringify(rule), dataset_name_filter: datasets, ...more };
  const { status, body } = await send('generate', order, sent);
  expect(status, JSON.stringify(body)).toBe(200);
  const { id } = body as { id: unknown };
  expect(id).toEqual(expect.stringMatching(/^\d+$/));
  return Number(id);
}

export const look = (id_json: Json | undefined): Promise<PortalResponse> => send('json', { id_json });
export const remove = (id_json: Json | undefined, sent?: Sent) =>
  send('json', { id_json }, { method: 'DELETE', ...sent });

export async function list(body: object = { filter: 'all' }, sent?: Sent): Promise<readonly Listed[]> {
  const { status, body: response } = await send('jsons', body, sent);
  expect(status).toBe(200);
  return (response as { jsons: readonly Listed[] }).jsons;
}

export const recordIn = ({ body }: PortalResponse): PortalRecord => (body as { final_json: PortalRecord }).final_json;

/** Waits for the end of a job, and returns its final response: a complete record, or a failure. */
export async function ended(id: number): Promise<PortalResponse> {
  await registry.ended(id);
  const response = await look(id);
  expect(response.status).not.toBe(202);
  expect(response.status).not.toBe(203);
  if (response.status === 200) expect(recordIn(response).total_recorded_luminosity_lost).not.toBe(-1);
  return response;
}

export async function generate(rule: Json, datasets: string): Promise<PortalRecord> {
  return recordIn(await ended(await submit(rule, datasets)));
}

/** Returns the fields of a record that the report adds. */
export const reportIn = (record: PortalRecord): object =>
  Object.fromEntries(
    Object.entries(record).filter(([name]) => /_anti_json|_lost$|_from_run_range$|_rule$|^rules_/.test(name)),
  );

export const isTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
