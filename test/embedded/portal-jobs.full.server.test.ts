/** Jobs of the JSON portal over the sample: from submission to record, refusals, deletion, lists and shutdown. */
import { type Json, startEmbedded } from 'runregistry/embedded';
import { beforeAll, describe, expect, test } from 'vitest';
import { pendingLosses } from '../support/portal-record.js';
import { sample } from '../support/sample.js';
import { startPausable, statements } from './pausable-registry.js';
import {
  active,
  cosmics,
  ended,
  everything,
  generate,
  good,
  ions,
  isTime,
  type Listed,
  list,
  look,
  nothing,
  over,
  ownRegistry,
  type PortalRecord,
  recordIn,
  registry,
  remove,
  reportIn,
  type Sent,
  send,
  submit,
} from './portal-fixture.js';

ownRegistry();

describe('a job', () => {
  test('is returned with its parameters', async () => {
    const rule = { and: [good, active] };
    const tags = 'some, tags';
    const order = { json_logic: JSON.stringify(rule), dataset_name_filter: cosmics, tags, official: true };
    const { status, body } = await send('generate', order);
    expect(status).toBe(200);
    const { id, timestamp } = body as { id: string; timestamp: number };
    const data = { dataset_name_filter: cosmics, json_logic: rule, created_by: 'a@cern.ch', tags, official: true };
    expect(body).toEqual({
      id: String(Number(id)),
      name: '__default__',
      data,
      opts: { jobId: Number(id), attempts: 5, delay: 0, timestamp: expect.any(Number) },
      progress: 0,
      delay: 0,
      timestamp,
      attemptsMade: 0,
      stacktrace: [],
      returnvalue: null,
      finishedOn: null,
      processedOn: null,
    });
    expect(recordIn(await ended(Number(id)))).toMatchObject({ ...data, id: Number(id), deleted: false });
  });

  test('waits, is active, has a record without losses, and then a complete one', async () => {
    const first = registry.pauseBefore(statements.dataset);
    const one = await submit({ and: [good, active] }, ions, { tags: 'one' });
    const other = await submit(everything, cosmics);
    await first;
    expect(await look(one)).toEqual({ status: 202, body: { progress: 0 } });
    expect(await look(other)).toEqual({ status: 203, body: '' });
    const [waiting, running] = await list({});
    const fields = { created_by: 'a@cern.ch', official: false, failed: false };
    expect(waiting).toEqual({
      ...fields,
      id: String(other),
      dataset_name_filter: cosmics,
      json_logic: everything,
      tags: '',
      progress: 0,
      active: false,
      waiting: true,
    });
    expect(running).toEqual({
      ...fields,
      id: String(one),
      dataset_name_filter: ions,
      json_logic: { and: [good, active] },
      tags: 'one',
      progress: 0,
      active: true,
      waiting: false,
    });

    const count = sample.datasets.filter(({ name, deleted }) => name === ions && !deleted).length;
    expect(count).toBeGreaterThan(3);
    await registry.pauseBefore(statements.dataset, 2);
    expect(await look(one)).toEqual({ status: 202, body: { progress: 1 / count } });
    await registry.pauseBefore(statements.record);
    expect(await look(one)).toEqual({ status: 202, body: { progress: (count - 1) / count } });
    expect(await look(other)).toEqual({ status: 203, body: '' });

    await registry.pauseBefore(statements.report);
    const incomplete = await look(one);
    expect(incomplete.status).toBe(200);
    const early = recordIn(incomplete);
    expect(reportIn(early)).toEqual(pendingLosses);
    expect(early).toMatchObject({ createdAt: isTime, updatedAt: early.createdAt });
    expect(Object.keys(early.generated_json).length).toBeGreaterThan(0);
    expect(await look(other)).toEqual({ status: 203, body: '' });
    // Listed as a job that is active, and as a record.
    const both = (await list()).filter(({ id }) => Number(id) === one);
    expect(both).toEqual([
      expect.objectContaining({ id: String(one), progress: 1, active: true, waiting: false, failed: false }),
      { ...early, progress: 1, active: false, waiting: false, failed: false },
    ]);

    registry.resume();
    const late = recordIn(await ended(one));
    const lost = Object.values(late.generated_anti_json).flat();
    expect(lost.length).toBeGreaterThan(0);
    expect(late.total_recorded_luminosity_lost).toBeGreaterThan(0);
    expect(late).toMatchObject({ id: one, createdAt: early.createdAt, updatedAt: isTime });
    expect(late.generated_json).toEqual(early.generated_json);
    expect((await ended(other)).status).toBe(200);
    expect(await list({})).toEqual([]);
  });

  test('is found by its id as a number and as a string', async () => {
    const id = await submit(everything, cosmics);
    const response = await ended(id);
    expect(await look(String(id))).toEqual(response);
  });

  test('whose rule selects everything reports no losses', async () => {
    const record = await generate({ and: [everything] }, ions);
    expect(reportIn(record)).toEqual({
      generated_anti_json: {},
      generated_anti_json_with_dataset_names: {},
      total_recorded_luminosity_lost: 0,
      total_delivered_luminosity_lost: 0,
      total_recorded_luminosity_from_run_range: expect.any(Number),
      total_delivered_luminosity_from_run_range: expect.any(Number),
      rules_flagged_false_quantity_luminosity: {},
      rules_flagged_false_combination_luminosity: {},
      runs_lumisections_responsible_for_rule: {},
    });
  });

  test('whose rule selects nothing has an empty golden JSON', async () => {
    const name = JSON.stringify(nothing);
    const record = await generate(nothing, ions);
    expect([record.generated_json, record.generated_json_with_dataset_names]).toEqual([{}, {}]);
    expect(record).toMatchObject({
      recorded_luminosity_in_json: 0,
      rules_flagged_false_quantity_luminosity: { [name]: record.total_recorded_luminosity_lost },
      runs_lumisections_responsible_for_rule: { [`[${name}]`]: record.generated_anti_json_with_dataset_names },
    });
  });
});

describe('the queue', () => {
  test('runs jobs in the order of submission, also simultaneous ones', async () => {
    const rules: Json[] = [1, 2, 3, 4, 5].map((number) => ({
      '>': [{ var: 'lumisection.lumisection_number' }, number],
    }));
    let arrived = registry.pauseBefore(statements.record);
    const ids = await Promise.all(rules.map((rule) => submit(rule, cosmics)));
    const inOrder = ids.toSorted((one, other) => one - other);
    for (const [index, id] of inOrder.entries()) {
      await arrived;
      const jobs = await list({});
      const waiting = inOrder.slice(index + 1).map((later) => ({ id: `${later}`, active: false, waiting: true }));
      expect(jobs).toMatchObject([...waiting, { id: `${id}`, active: true, waiting: false }]);
      if (index < ids.length - 1) arrived = registry.pauseBefore(statements.record);
    }
    registry.resume();
    // Each record is that of its rule.
    for (const [index, id] of ids.entries()) {
      expect(recordIn(await ended(id))).toMatchObject({ id, json_logic: rules[index] });
    }
    const created = (await list()).filter(({ id }) => ids.includes(Number(id)));
    expect(created.map(({ id }) => id)).toEqual(inOrder.toReversed());
  });

  test('continues after a failed job', async () => {
    const arrived = registry.pauseBefore(statements.dataset);
    const failing = await submit({ foo: [1] }, cosmics);
    const next = await submit(everything, cosmics);
    await arrived;
    registry.resume();
    expect(await ended(failing)).toEqual({ status: 500, body: '' });
    expect((await ended(next)).status).toBe(200);
  });
});

describe('a failed job', () => {
  const reason = async (id: number): Promise<string | undefined> =>
    (await list({})).find((job) => job.id === String(id))?.failedReason;

  test.each<[string, Json, string]>([
    ['has an unknown operator', { foo: [1] }, 'Unrecognized operation foo'],
    [
      'has a nested unknown operator',
      { and: [everything, { or: [nothing, { matches: ['a', 'b'] }] }] },
      'operation matches',
    ],
    [
      'has an operator with the name of a prototype property',
      { and: [{ toString: [] }] },
      'Unrecognized operation toString',
    ],
    ['has a rule that throws', { missing_some: [1] }, "'length'"],
  ])('%s', async (_title, rule, reasonPart) => {
    const id = await submit(rule, cosmics, { tags: 'failing' });
    expect(await ended(id)).toEqual({ status: 500, body: '' });
    expect(await reason(id)).toContain(reasonPart);
    const job = { id: String(id), created_by: 'a@cern.ch', tags: 'failing', json_logic: rule, progress: 0 };
    expect((await list()).find((one) => one.id === String(id))).toMatchObject({
      ...job,
      dataset_name_filter: cosmics,
      official: false,
      active: false,
      waiting: false,
      failed: true,
    });
    expect(await remove(id)).toEqual({ status: 500, body: { err: `JSON with id ${id} to delete not found` } });
  });

  test('evaluates an operator only for the losses if the selection skips it', async () => {
    const rule = { or: [everything, { foo: [1] }] };
    expect(recordIn(await ended(await submit(rule, cosmics))).total_recorded_luminosity_lost).toBe(0);
    const id = await submit({ and: [nothing, { foo: [1] }] }, cosmics);
    await failed(id);
    const { status, body } = await look(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ final_json: { id, total_recorded_luminosity_lost: -1 } });
  });

  test('has no e-mail address of its author', async () => {
    const id = await submit(everything, cosmics, {}, { headers: {} });
    expect(await ended(id)).toEqual({ status: 500, body: '' });
    expect(await reason(id)).toBe('notNull Violation: GeneratedJson.created_by cannot be null');
    expect(Object.keys((await list({})).find((job) => job.id === String(id)) ?? {})).not.toContain('created_by');
  });

  test('has lists but no losses if its rule is an if', async () => {
    const id = await submit({ if: [active, true, false] }, ions);
    await failed(id);
    const record = recordIn(await look(id));
    expect(record.generated_anti_json).toEqual({});
    expect(record.total_recorded_luminosity_lost).toBe(-1);
    expect(record.updatedAt).toBe(record.createdAt);
    expect(record.generated_json).toEqual((await generate(active, ions)).generated_json);
    expect((await list()).filter((one) => Number(one.id) === id)).toEqual([
      expect.objectContaining({ id: String(id), failed: true, progress: 0, failedReason: 'Validation error' }),
      expect.objectContaining({ id, failed: false, progress: 1 }),
    ]);
  });

  test('does not fail if its rule is an if that selects everything', async () => {
    expect(await generate({ if: [everything, true, false] }, ions)).toMatchObject({
      total_recorded_luminosity_lost: 0,
    });
  });

  /** A job whose record exists but never becomes complete. */
  async function failed(id: number): Promise<void> {
    await expect.poll(() => reason(id), { interval: 10 }).toBeDefined();
  }
});

describe('an invalid request', () => {
  const order = { json_logic: JSON.stringify(good), dataset_name_filter: cosmics };
  const empty = 'Empty json logic sent';
  const notJson = 'JSON logic sent is not in json format';
  test.each<[string, object, string]>([
    ['no logic', { dataset_name_filter: cosmics }, notJson],
    ['neither logic nor dataset name', {}, notJson],
    ['logic that is not JSON', { ...order, json_logic: '{bad' }, notJson],
    ['an empty string as logic', { ...order, json_logic: '' }, notJson],
    ['logic that is not a string', { ...order, json_logic: good }, notJson],
    ['an array as logic', { ...order, json_logic: [good] }, notJson],
    ['empty logic', { ...order, json_logic: '{}' }, empty],
    ['an empty array', { ...order, json_logic: '[]' }, empty],
    ['null', { ...order, json_logic: 'null' }, empty],
    ['null instead of a string', { ...order, json_logic: null }, empty],
    ['a number', { ...order, json_logic: '5' }, empty],
    ['true', { ...order, json_logic: 'true' }, empty],
    ['empty logic and no dataset name', { json_logic: '{}' }, empty],
    ['no dataset name', { json_logic: order.json_logic }, 'No dataset name specified'],
    ['an empty dataset name', { ...order, dataset_name_filter: '' }, 'No dataset name specified'],
    ['a dataset name of null', { ...order, dataset_name_filter: null }, 'No dataset name specified'],
    ['a name without datasets', { ...order, dataset_name_filter: '/nope' }, 'No datasets matched that dataset name'],
    ['a name in another case', { ...order, dataset_name_filter: 'ONLINE' }, 'No datasets matched that dataset name'],
    ['part of a name', { ...order, dataset_name_filter: 'Cosmics' }, 'No datasets matched that dataset name'],
    ['a quote', { ...order, dataset_name_filter: "'" }, 'No datasets matched that dataset name'],
    [
      'an invalid pattern',
      { ...order, dataset_name_filter: '(' },
      'invalid regular expression: parentheses () not balanced',
    ],
  ])('is rejected: a job with %s', async (_title, body, err) => {
    const before = await list();
    expect(await send('generate', body)).toEqual({ status: 500, body: { err } });
    expect(await list()).toEqual(before);
  });

  test('uses no id', async () => {
    const before = await submit(everything, cosmics);
    await send('generate', { ...order, json_logic: '{}' });
    await send('generate', { ...order, dataset_name_filter: '/nope' });
    expect(await submit(everything, cosmics)).toBe(before + 1);
    await ended(before + 1);
  });

  test.each<[string, object, string]>([
    ['an unknown id', { id_json: 999_999 }, "Cannot read property 'isWaiting' of null"],
    ['an unknown id as a string', { id_json: '999999' }, "Cannot read property 'isWaiting' of null"],
    ['no id', {}, 'WHERE parameter "id" has invalid "undefined" value'],
    ['an invalid id', { id_json: 'abc' }, 'invalid input syntax for type integer: "abc"'],
    ['SQL as an id', { id_json: '1 OR 1=1' }, 'invalid input syntax for type integer: "1 OR 1=1"'],
  ])('is rejected: reading %s', async (_title, body, err) => {
    expect(await send('json', body)).toEqual({ status: 500, body: { err } });
  });

  test.each<[string, object, string]>([
    ['an unknown id', { id_json: 999_999 }, 'JSON with id 999999 to delete not found'],
    ['no id', {}, 'WHERE parameter "id" has invalid "undefined" value'],
    ['an invalid id', { id_json: 'abc' }, 'invalid input syntax for type integer: "abc"'],
  ])('is rejected: deleting %s', async (_title, body, err) => {
    expect(await send('json', body, { method: 'DELETE' })).toEqual({ status: 500, body: { err } });
  });

  test('is rejected: deleting records of other users, except by experts', async () => {
    const { id } = await generate(everything, cosmics);
    const others = (egroups?: string): Sent => ({
      headers: { email: 'b@cern.ch', ...(egroups === undefined ? {} : { egroups }) },
    });
    const err =
      'To edit this classifier you must be the  creator (a@cern.ch) or be part of cms-dqm-runregistry-experts e-group';
    expect(await remove(id, others('zh,cms-members'))).toEqual({ status: 500, body: { err } });
    expect(await remove(id, others())).toEqual({
      status: 500,
      body: { err: "Cannot read property 'includes' of undefined" },
    });
    expect(await remove(id, { headers: {} })).toMatchObject({ status: 500 });
    expect(recordIn(await look(id)).deleted).toBe(false);
    expect(await remove(id, others('zh,cms-dqm-runregistry-experts'))).toMatchObject({
      status: 200,
      body: { deleted_json: { id, created_by: 'a@cern.ch', deleted: true } },
    });
  });

  test('is rejected: an unknown method or path', async () => {
    expect(await send('generate', order, { method: 'PUT' })).toMatchObject({ status: 404 });
    expect(await send('nope', order)).toMatchObject({ status: 404 });
  });
});

describe('a deletion', () => {
  test('only hides a record from lists', async () => {
    const record = await generate(everything, cosmics);
    const { id } = record;
    expect(await list()).toContainEqual(expect.objectContaining({ id }));
    const { body } = await remove(id);
    const { deleted_json: deleted } = body as { deleted_json: PortalRecord };
    expect(deleted).toEqual({ ...record, deleted: true, updatedAt: isTime });
    expect(recordIn(await look(id))).toEqual(deleted);
    for (const filter of ['all', 'by_email']) {
      expect(await list({ filter })).not.toContainEqual(expect.objectContaining({ id }));
    }
    // A second deletion only changes the time.
    expect(await remove(id)).toMatchObject({ status: 200, body: { deleted_json: { id, deleted: true } } });
  });

  test('is rejected while the job is active, and the job continues', async () => {
    const arrived = registry.pauseBefore(statements.dataset);
    const id = await submit(everything, cosmics);
    await arrived;
    expect(await remove(id)).toEqual({ status: 500, body: { err: `JSON with id ${id} to delete not found` } });
    registry.resume();
    expect(recordIn(await ended(id)).deleted).toBe(false);
  });

  test('before the report does not prevent it', async () => {
    const arrived = registry.pauseBefore(statements.report);
    const id = await submit(nothing, cosmics);
    await arrived;
    expect(await remove(id)).toMatchObject({
      status: 200,
      body: { deleted_json: { deleted: true, total_recorded_luminosity_lost: -1 } },
    });
    registry.resume();
    const record = recordIn(await ended(id));
    expect(record.deleted).toBe(true);
    expect(Object.keys(record.generated_anti_json).length).toBeGreaterThan(0);
    expect(await list()).not.toContainEqual(expect.objectContaining({ id }));
  });
});

describe('a list', () => {
  const sent = (email: string): Sent => ({ headers: { email } });
  const ids: number[] = [];
  const official: number[] = [];
  let failing = 0;
  beforeAll(async () => {
    for (let number = 1; number <= 13; number++) {
      const id = await submit(everything, cosmics, { official: number % 5 === 0 }, sent(`lists${number % 2}@cern.ch`));
      ids.unshift(id);
      if (number % 5 === 0) official.unshift(id);
    }
    failing = await submit({ foo: [] }, cosmics, {}, sent('lists1@cern.ch'));
    await ended(failing);
  });
  const records = (rows: readonly Listed[]): number[] =>
    rows.map(({ id }) => id).filter((id) => typeof id === 'number');
  const jobs = (rows: readonly Listed[]): string[] => rows.map(({ id }) => id).filter((id) => typeof id === 'string');

  test('has the ten newest records, or those before a reference', async () => {
    expect(records(await list())).toEqual(ids.slice(0, 10));
    const before = await list({ filter: 'all', reference: ids[9] });
    expect(records(before).slice(0, 3)).toEqual(ids.slice(10));
    expect(before).toHaveLength(10);
    expect(await list({ filter: 'all', reference: String(ids[9]) })).toEqual(before);
    expect(await list({ filter: 'all', reference: 1 })).toEqual([]);
    expect(await send('jsons', { filter: 'all', reference: 'abc' })).toEqual({
      status: 500,
      body: { err: 'invalid input syntax for type integer: "abc"' },
    });
  });

  test('starts with the jobs, unless it has a reference', async () => {
    expect(jobs(await list())[0]).toBe(String(failing));
    expect(jobs(await list({ filter: 'all', reference: ids[0] }))).toEqual([]);
  });

  test('filters by author', async () => {
    const mine = await list({ filter: 'by_email' }, sent('lists1@cern.ch'));
    expect(records(mine)).toEqual(ids.filter((_, index) => index % 2 === 0));
    expect(jobs(mine)).toEqual([String(failing)]);
    const theirs = await list({ filter: 'by_email' }, sent('lists0@cern.ch'));
    expect(records(theirs)).toEqual(ids.filter((_, index) => index % 2 === 1));
    expect(jobs(theirs)).toEqual([]);
    expect(await list({ filter: 'by_email' }, sent('nobody@cern.ch'))).toEqual([]);
    expect(await send('jsons', { filter: 'by_email' }, { headers: {} })).toMatchObject({ status: 500 });
  });

  test('filters official records', async () => {
    const rows = await list({ filter: 'official' });
    expect(records(rows).slice(0, 2)).toEqual(official);
    expect(rows.every((row) => (row as unknown as { official: boolean }).official)).toBe(true);
  });

  test('has only jobs if the filter is unknown', async () => {
    for (const body of [{}, { filter: 'mine' }, { filter: null }]) {
      const rows = await list(body);
      expect(records(rows)).toEqual([]);
      expect(jobs(rows)[0]).toBe(String(failing));
    }
  });

  test('has complete records', async () => {
    const [row] = (await list()).filter(({ id }) => id === ids[0]);
    const record = recordIn(await look(ids[0]));
    expect(row).toEqual({ ...record, progress: 1, active: false, waiting: false, failed: false });
  });
});

describe('closing the registry', () => {
  // An unhandled rejection would fail the test run.
  const moments = [
    ['during the selection of a job', statements.dataset, 3, 'active'],
    ['while its record is inserted', statements.record, 1, 'active'],
    ['during its report', statements.dataset, 12, 'active'],
    ['while its record is completed', statements.report, 1, 'completed'],
  ] as const;
  test.each(moments)('stops %s, while others wait', async (_title, statement, count, state) => {
    const closing = await startPausable();
    await over(closing, async () => {
      const arrived = closing.pauseBefore(statement, count);
      const ids = [await submit(nothing, ions), await submit(everything, cosmics), await submit(everything, ions)];
      await arrived;
      expect(ids).toEqual([1, 2, 3]);
      const pending = [look(1), list(), submit(everything, cosmics)].map((call) => call.catch((error: Error) => error));
      await closing.close();
      await Promise.all(pending);
      await expect(fetch(closing.url)).rejects.toThrow();
      expect(ids.map(closing.state)).toEqual([state, 'waiting', 'waiting']);
    });
  });

  test('stops a large job', async () => {
    const closing = await startEmbedded();
    await over({ ...registry, url: closing.url }, async () => {
      const id = await submit(nothing, '%');
      await expect.poll(async () => (await look(id)).status, { interval: 10 }).toBe(202);
      await Promise.all([closing.close(), closing.close()]);
      await expect(fetch(closing.url)).rejects.toThrow();
    });
  });
});

test('a rule that takes too many steps fails its job, and the next job runs', async () => {
  const accumulator = { var: 'accumulator' };
  const growing = { reduce: [[...Array(40).keys()], { cat: [accumulator, accumulator] }, 'ab'] };
  const id = await submit({ '!!': [growing] }, cosmics);
  await ended(id);
  const job = (await list({})).find((one) => one.id === String(id));
  expect(job?.failedReason).toContain('1000000 steps');
  expect(Object.keys((await generate(everything, cosmics)).generated_json).length).toBeGreaterThan(0);
});
