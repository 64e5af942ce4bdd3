/** A scripted JSON portal over HTTP. */
import { RunRegistry, type RunRegistryOptions, type WaitOptions } from 'runregistry';
import { expect, onTestFinished } from 'vitest';
import { pendingLosses } from '../support/portal-record.js';
import { type Received, type Reply, type Script, scripted } from '../support/scripted-server.js';

export const name = '/PromptReco/Collisions2018A/DQM';
export const rules = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };
export const [dt] = rules.and;

/** A record as the portal first returns it, before it adds the losses. */
export const incomplete = {
  id: 17,
  dataset_name_filter: name,
  tags: 'mine',
  created_by: 'api@api',
  official: false,
  deleted: false,
  createdAt: '2026-01-02T03:04:05.678Z',
  runregistry_version: 12345,
  json_logic: rules,
  // The portal concatenates the ranges of all datasets of a run.
  generated_json: {
    '315257': [
      [1, 5],
      [8, 9],
      [1, 4],
    ],
    '315258': [[2, 2]],
  },
  generated_json_with_dataset_names: {
    [`315257-${name}`]: [
      [1, 5],
      [8, 9],
    ],
    '315257-/Express/Collisions2018/DQM': [[1, 4]],
    [`315258-${name}`]: [[2, 2]],
  },
  min_run_number: 315257,
  max_run_number: 315259,
  total_recorded_luminosity: 10,
  total_delivered_luminosity: 11,
  recorded_luminosity_in_json: 7,
  delivered_luminosity_in_json: 7.5,
  ...pendingLosses,
};
export const complete = {
  ...incomplete,
  generated_anti_json: { '315257': [[6, 7]] },
  generated_anti_json_with_dataset_names: { [`315257-${name}`]: [[6, 7]] },
  total_recorded_luminosity_lost: 3,
  total_delivered_luminosity_lost: 3.5,
  total_recorded_luminosity_from_run_range: 20,
  total_delivered_luminosity_from_run_range: 22,
  rules_flagged_false_quantity_luminosity: { [JSON.stringify(dt)]: 3 },
  rules_flagged_false_combination_luminosity: { [JSON.stringify([dt])]: 3 },
  runs_lumisections_responsible_for_rule: { [JSON.stringify([dt])]: { [`315257-${name}`]: [[6, 7]] } },
};

const submitted: Reply = { json: { id: '17', name: '__default__', progress: 0 } };
export const waits: Reply = { status: 203 };
export const active = (progress: number): Reply => ({ status: 202, json: { progress } });
export const record = (final_json: unknown): Reply => ({ json: { final_json } });
export const unknown: Reply = { status: 500, json: { err: "Cannot read property 'isWaiting' of null" } };
export const hasFailed: Reply = { status: 500 };
export const list = (...jsons: readonly unknown[]): Reply => ({ json: { jsons } });
export const failedEntry = {
  id: '17',
  failed: true,
  waiting: false,
  active: false,
  progress: 0,
  failedReason: 'Unrecognized operation likely',
};

/** Starts a portal that replies to polls in order, repeats the last reply, and has one reply for each other route. */
export async function portal(
  polls: readonly (Reply | Script)[],
  {
    generate = submitted,
    jsons = list(),
    remove,
  }: { generate?: Reply | Script; jsons?: Reply | Script; remove?: Reply } = {},
  options: RunRegistryOptions = {},
) {
  let poll = 0;
  const replyTo = (reply: Reply | Script | undefined, request: Received, index: number) =>
    typeof reply === 'function' ? reply(request, index) : (reply as Reply);
  const server = await scripted((request, index) => {
    const route = `${request.method} ${request.path}`;
    if (route === 'POST /json_portal/generate') return replyTo(generate, request, index);
    if (route === 'POST /json_portal/jsons') return replyTo(jsons, request, index);
    if (route === 'DELETE /json_portal/json') return replyTo(remove, request, index);
    if (route === 'POST /json_portal/json') return replyTo(polls[Math.min(poll++, polls.length - 1)], request, index);
    return { status: 404 };
  });
  onTestFinished(async () => {
    // Every request has ended.
    await expect.poll(() => server.open, { interval: 1 }).toBe(0);
    await server.close();
  });
  const registry = new RunRegistry({ url: server.url, retryDelay: 1, ...options });
  const golden = registry.goldenJson().flag('dt-dt').is('GOOD');
  const requests = () => server.received.map(({ method, path }) => `${method} ${path.slice('/json_portal/'.length)}`);
  return {
    server,
    registry,
    golden,
    requests,
    generate: (given: WaitOptions & { readonly tags?: string } = {}) =>
      golden.generate({ datasetName: name, pollDelay: 1, ...given }),
    wait: (given: WaitOptions = {}) => registry.waitForJson(17, { pollDelay: 1, ...given }),
  };
}
