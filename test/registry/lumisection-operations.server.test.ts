/** Edits of lumisections. */
import { QueryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { expert } from '../support/fault-proxy.js';
import { rejected } from '../support/refusal.js';
import { as, one, only, ownRegistry, proxy, registry, rr, takeDatasets, unknownRun } from './operation-fixture.js';

ownRegistry();

describe('editLumisections()', () => {
  const verdict = { status: 'BAD', comment: 'HV trip', cause: 'HV' } as const;
  const edit = { flag: 'dt-dt', start: 3, end: 5, ...verdict } as const;
  const flags = async (run: number, dataset = 'online') =>
    (await registry.getLumisections(run, dataset)).map((lumisection) => lumisection.rr['dt-dt']);

  test('sets a flag in a range once', async () => {
    const run = one();
    const before = await flags(run);
    const created = await registry.getLumisectionHistory(run);
    const planned = only(await registry.operations.editLumisections(run, { ...edit, dryRun: true }));
    expect(planned).toMatchObject({
      run_number: run,
      dataset_name: 'online',
      status: 'planned',
      request: {
        method: 'PUT',
        path: '/lumisections/edit_rr_lumisections',
        body: {
          run_number: run,
          dataset_name: 'online',
          component: 'dt-dt',
          new_lumisection_range: { start: 3, end: 5, ...verdict },
        },
      },
      before: { state: 'OPEN', ranges: expect.any(Array) },
    });
    const shown = planned.before?.ranges as readonly { readonly start: number; readonly end: number }[];
    expect([shown[0]?.start, shown.at(-1)?.end]).toEqual([3, 5]);
    expect(proxy.mutations()).toEqual([]);

    expect(only(await registry.editLumisections(run, edit))).toEqual({ ...planned, status: 'done' });
    const changed = before.map((one, index) => (index >= 2 && index < 5 ? verdict : one));
    expect(await flags(run)).toEqual(changed);
    const again = only(await registry.operations.editLumisections(run, { ...edit, start: 4 }));
    expect(again).toMatchObject({ status: 'unchanged', before: { ranges: [{ start: 4, end: 5, ...verdict }] } });
    const history = (await registry.getLumisectionHistory(run)).slice(created.length);
    expect(history).toMatchObject([
      { start: 3, end: 5, manual: true, by: expert.email, dataset_name: 'online', rr: { 'dt-dt': verdict } },
    ]);
    // Another comment is another verdict.
    const other = await registry.operations.editLumisections(run, { ...edit, comment: 'HV trip again' });
    expect(only(other).status).toBe('done');
  });

  test('refuses a range beyond the last lumisection, which the registry would accept', async () => {
    const run = one();
    const before = await flags(run);
    const last = before.length;
    const beyond = only(await registry.operations.editLumisections(run, { ...edit, start: last, end: last + 1 }));
    expect(beyond).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining(String(last)),
    });
    expect(proxy.mutations()).toEqual([]);
    expect(only(await registry.operations.editLumisections(run, { ...edit, start: last, end: last })).status).toBe(
      'done',
    );
    expect(await flags(run)).toHaveLength(last);
  });

  test('requires an open run only for the online dataset', async () => {
    const [key = { run_number: 0, dataset_name: '' }] = takeDatasets(1);
    const { run_number: run, dataset_name: dataset } = key;
    expect((await rr(run)).state).not.toBe('OPEN');
    const online = only(await registry.operations.editLumisections(run, { ...edit, start: 1, end: 1 }));
    expect(online).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('OPEN'),
    });
    const offline = await registry.operations.editLumisections(run, { ...edit, dataset, start: 1, end: 1 });
    expect(only(offline)).toMatchObject({ ...key, status: 'done' });
    expect((await flags(run, dataset))[0]).toEqual(verdict);
    for (const [number, name] of [
      [unknownRun, 'online'],
      [run, '/No/Such/DQM'],
    ] as const)
      expect(only(await registry.operations.editLumisections(number, { ...edit, dataset: name }))).toMatchObject({
        status: 'refused',
        before: undefined,
      });
  });

  test('requires the e-group of shifters or experts', async () => {
    const run = one();
    const before = await flags(run);
    expect(only(await as('someone@cern.ch', 'zh').operations.editLumisections(run, edit))).toMatchObject({
      status: 'refused',
      groups: ['cms-dqm-runregistry-experts', 'cms-dqm-runregistry-online-shifters'],
    });
    expect(await flags(run)).toEqual(before);
  });

  test('rejects invalid arguments before it sends a request', async () => {
    const requests = proxy.server.received.length;
    const wrong = [
      [{ ...edit, flag: 'dt-dtt' }, 'unknown-flag'],
      [{ ...edit, flag: undefined }, 'unknown-flag'],
      [{ ...edit, status: 'FINE' }, 'bad-value'],
      [{ ...edit, status: 'bad' }, 'bad-value'],
      [{ ...edit, status: 'NO VALUE FOUND' }, 'bad-value'],
      [{ ...edit, status: undefined }, 'bad-value'],
      [{ ...edit, comment: undefined }, 'bad-option'],
      [{ ...edit, comment: 'no' }, 'bad-option'],
      [{ ...edit, comment: '  x  ' }, 'bad-option'],
      [{ ...edit, comment: 5 }, 'bad-option'],
      [{ ...edit, cause: null }, 'bad-option'],
      [{ ...edit, comment: 'High voltage\0' }, 'bad-option'],
      [{ ...edit, comment: 'High voltage \ud83d' }, 'bad-option'],
      [{ ...edit, cause: '\udc00' }, 'bad-option'],
      [{ ...edit, dataset: 'online\0' }, 'bad-value'],
      [{ ...edit, start: 0 }, 'bad-option'],
      [{ ...edit, end: 1.5 }, 'bad-option'],
      [{ ...edit, end: '5' }, 'bad-option'],
      [{ ...edit, end: undefined }, 'bad-option'],
      [{ ...edit, start: 5, end: 3 }, 'bad-option'],
      [{ ...edit, dataset: '' }, 'bad-value'],
      [{ ...edit, component: 'dt-dt' }, 'bad-option'],
    ] as const;
    for (const [options, code] of wrong)
      await rejected(registry.operations.editLumisections(1, options as unknown as typeof edit), {
        is: QueryError,
        code,
      });
    await rejected(registry.operations.editLumisections('1' as unknown as number, edit), {
      is: QueryError,
      code: 'bad-value',
    });
    expect(proxy.server.received).toHaveLength(requests);
  });
});
