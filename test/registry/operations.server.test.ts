/** Operations on runs, and the requests and identity of every operation. */
import { AbortError, type OperationResult, QueryError, RunRegistry, RunRegistryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { expert } from '../support/faulty-way.js';
import { refused, rejected } from '../support/refusal.js';
import {
  as,
  insignificant,
  one,
  only,
  ownRegistry,
  registry,
  rr,
  signedOff,
  significant,
  state,
  states,
  statuses,
  take,
  unknownRun,
  versions,
  way,
} from './operation-fixture.js';

ownRegistry();

/** Operations on runs, each with what it sends; and whether it needs an e-group. */
const onRuns = [
  {
    name: 'markSignificant',
    takes: insignificant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['markSignificant']>[0], options = {}) =>
      client.operations.markSignificant(runs, options),
    request: (run: number) => ({ method: 'POST', path: '/runs/mark_significant', body: { run_number: run } }),
    after: { significant: true },
    groups: ['cms-dqm-runregistry-experts', 'cms-dqm-runregistry-online-shifters'],
    again: 'unchanged',
  },
  {
    name: 'moveRuns',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['moveRuns']>[0], options = {}) =>
      client.operations.moveRuns(runs, { to: 'SIGNOFF', ...options }),
    request: (run: number) => ({ method: 'POST', path: '/runs/move_run/OPEN/SIGNOFF', body: { run_number: run } }),
    after: { state: 'SIGNOFF' },
    groups: ['cms-dqm-runregistry-experts', 'cms-dqm-runregistry-online-shifters'],
    again: 'unchanged',
  },
  {
    name: 'changeRunClass',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['changeRunClass']>[0], options = {}) =>
      client.operations.changeRunClass(runs, 'Circulating24', options),
    request: (run: number) => ({
      method: 'PUT',
      path: `/manual_run_edit/${run}/class`,
      body: { class: 'Circulating24' },
    }),
    after: { class: 'Circulating24' },
    groups: ['cms-dqm-runregistry-experts'],
    again: 'unchanged',
  },
  {
    name: 'refreshRuns',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['refreshRuns']>[0], options = {}) =>
      client.operations.refreshRuns(runs, options),
    request: (run: number) => ({ method: 'POST', path: `/runs/refresh_run/${run}` }),
    after: {},
    groups: undefined,
    again: 'done',
  },
  {
    name: 'resetAndRefreshRuns',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['resetAndRefreshRuns']>[0], options = {}) =>
      client.operations.resetAndRefreshRuns(runs, options),
    request: (run: number) => ({ method: 'POST', path: `/runs/reset_and_refresh_run/${run}` }),
    after: {},
    groups: undefined,
    again: 'done',
  },
] as const;

describe.each(onRuns)('$name()', ({ name, takes, call, request, after, groups, again }) => {
  test('changes a run, tells what was there and what was sent, and does it once', async () => {
    const run = one(takes);
    const before = await rr(run);
    const planned = only(await call(registry, run, { dryRun: true }));
    expect(planned).toEqual({ run_number: run, status: 'planned', request: request(run), before });
    expect(way.mutations()).toEqual([]);
    expect(await rr(run)).toEqual(before);

    const result = await call(registry, run);
    expect(only(result)).toEqual({ ...planned, status: 'done' });
    expect(result.isComplete).toBe(true);
    expect(await rr(run)).toEqual({ ...before, ...after, version: expect.any(Number) });
    expect(await versions(run)).toBe(2);
    const [sent, ...more] = way.mutations();
    expect(more).toEqual([]);
    const { body, ...rest } = { body: undefined, ...request(run) };
    expect(sent).toMatchObject(rest);
    expect(sent?.body).toBe(body === undefined ? '' : JSON.stringify(body));
    expect(sent?.headers).toMatchObject({ email: expert.email, egroups: expert.egroups.join(',') });
    expect((await registry.getRunWithHistory(run)).at(-1)?.by).toContain(expert.email);

    const second = only(await call(registry, [run]));
    expect(second.status).toBe(again);
    expect(second.before).toEqual(await rr(run).then((now) => (again === 'done' ? expect.any(Object) : now)));
    if (again === 'unchanged') {
      expect(second.reason).toMatch(/already$/);
      expect(way.mutations()).toEqual([]);
      expect(await versions(run)).toBe(2);
    }
  });

  test('refuses a run that is not open, or that there is none of, and sends nothing', async () => {
    const run = one(signedOff);
    const before = await rr(run);
    const result = await call(registry, [unknownRun, run]);
    expect(result.outcomes[0]).toEqual({
      run_number: unknownRun,
      status: 'refused',
      request: undefined,
      before: undefined,
      reason: 'there is no such run',
    });
    // One that is signed off is significant, and is where it is to be moved.
    const isSo = name === 'markSignificant' || name === 'moveRuns';
    expect(result.outcomes[1]).toMatchObject({
      run_number: run,
      status: isSo ? 'unchanged' : 'refused',
      before,
      reason: isSo ? expect.stringContaining('already') : 'the run is SIGNOFF, and must be OPEN',
    });
    expect(result.isComplete).toBe(false);
    expect(way.mutations()).toEqual([]);
    expect(await rr(run)).toEqual(before);
  });

  test('without permission names the e-groups in plain text, where it needs one', async () => {
    const run = one(takes);
    const before = await rr(run);
    if (groups === undefined) {
      expect(only(await call(as('someone@cern.ch'), run)).status).toBe('done');
      return;
    }
    const refused = await call(as('someone@cern.ch', 'zh'), run);
    expect(only(refused)).toEqual({
      run_number: run,
      status: 'refused',
      request: request(run),
      before,
      reason: expect.stringContaining(`e-groups to fulfill this action (clickable links): ${groups.join(' ')}`),
      groups,
    });
    expect(String(refused)).not.toMatch(/[<>]|&\w+;/);
    expect(String(refused)).toContain(`allowed are ${groups.join(', ')}`);
    // Without any e-group the registry does not look at who asks, and the hint names the option to set.
    for (const client of [as('someone@cern.ch'), new RunRegistry({ url: way.server.url })])
      expect(only(await call(client, run))).toMatchObject({
        status: 'refused',
        reason: 'Request must provide email and egroups',
        hint: expect.stringContaining("'identity'"),
      });
    expect(await rr(run)).toEqual(before);
    expect(await versions(run)).toBe(1);
    takes.unshift(...state.runs.filter(({ run_number }) => run_number === run));
  });

  test('takes numbers, each once and in their order, and a query', async () => {
    const [first = 0, second = 0] = take(2, takes);
    const result = await call(registry, [second, first, second, unknownRun, first], { dryRun: true });
    expect(result.outcomes.map(({ run_number }) => run_number)).toEqual([second, first, unknownRun]);
    const query = registry.runs().where('run_number').in([first, second]).orderBy('run_number', 'asc');
    const byQuery = await call(registry, query, { dryRun: true });
    expect(byQuery.outcomes).toEqual([result.outcomes[1], result.outcomes[0]]);
    expect((await call(registry, query.select('energy'), { dryRun: true })).outcomes).toEqual(byQuery.outcomes);
    expect((await call(registry, query.limit(1), { dryRun: true })).outcomes).toEqual([result.outcomes[1]]);
    expect(way.mutations()).toEqual([]);
    const done = await call(registry, query);
    expect(statuses(done)).toEqual(['done', 'done']);
    expect(await Promise.all([first, second].map(rr))).toMatchObject([after, after]);
    for (const nothing of [[], registry.runs().where('run_number').eq(unknownRun)] as const) {
      const empty = await call(registry, nothing);
      expect(empty.outcomes).toEqual([]);
      expect(empty.isComplete).toBe(true);
      expect(String(empty)).toBe('nothing to do');
    }
  });

  test('has the same name on the client', async () => {
    const run = one(takes);
    const given = name === 'moveRuns' ? { to: 'SIGNOFF' } : name === 'changeRunClass' ? 'Circulating24' : {};
    const options = name === 'changeRunClass' ? [given, { dryRun: true }] : [{ ...(given as object), dryRun: true }];
    const method = registry[name] as (...given: readonly unknown[]) => Promise<OperationResult>;
    expect(await method.call(registry, run, ...options)).toEqual(await call(registry, run, { dryRun: true }));
    takes.unshift(...state.runs.filter(({ run_number }) => run_number === run));
  });

  test('refuses what are no runs, and wrong options, before anything is sent', async () => {
    const asked = way.server.received.length;
    const wrong = [
      ['355100', 'an operation takes run numbers or a query'],
      [{ run: 1 }, 'an operation takes run numbers or a query'],
      [new Set([1]), 'an operation takes run numbers or a query'],
      [undefined, 'an operation takes run numbers or a query'],
      [0, 'a run number is a whole number from 1'],
      [[1, '355100'], 'write 355100'],
      [[1, null], 'a run number is a whole number from 1'],
      [new Array(1), 'a run number is a whole number from 1'],
      [registry.datasets(), 'write runs().where(…)'],
    ] as const;
    for (const [runs, says] of wrong)
      await rejected(call(registry, runs as unknown as number), { is: QueryError, code: 'bad-value', says: [says] });
    const options = [{ dryrun: true }, { dryRun: 1 }, { dryRun: null }, { onProgress: 'x' }, { signal: {} }];
    for (const one of options)
      await rejected(call(registry, 1, one), { is: QueryError, code: 'bad-option', says: [/option/] });
    expect(way.server.received).toHaveLength(asked);
  });
});

describe('on the way', () => {
  test('progress is told after each, and the result is a text to read', async () => {
    const [first = 0, second = 0] = take(2);
    const told: unknown[] = [];
    const result = await registry.operations.moveRuns([first, unknownRun, second], {
      to: 'SIGNOFF',
      onProgress: (progress) => told.push(progress),
    });
    expect(told).toEqual(result.outcomes.map((last, index) => ({ done: index + 1, total: 3, last })));
    expect(String(result)).toBe(
      [`${first}: done`, `${unknownRun}: refused; there is no such run`, `${second}: done`, '2 done, 1 refused'].join(
        '\n',
      ),
    );
    expect(result.with('done').map(({ run_number }) => run_number)).toEqual([first, second]);
    expect(result.with('unknown')).toEqual([]);
    expect(Object.isFrozen(result.outcomes)).toBe(true);
  });

  test('a callback that throws stops the work, and loses nothing', async () => {
    const runs = take(3);
    const result = await registry.operations.moveRuns(runs, {
      to: 'SIGNOFF',
      onProgress: ({ done }) => {
        if (done === 2) throw new Error('no room on the disk');
      },
    });
    expect(statuses(result)).toEqual(['done', 'done', 'unsent']);
    expect(result.stopped).toBeInstanceOf(RunRegistryError);
    expect(result.stopped).toMatchObject({
      code: 'callback-failed',
      message: expect.stringContaining('no room on the disk'),
    });
    expect(result.isComplete).toBe(false);
    expect(await states(runs)).toEqual(['SIGNOFF', 'SIGNOFF', 'OPEN']);
    const rest = await registry.operations.moveRuns(runs, { to: 'SIGNOFF' });
    expect(statuses(rest)).toEqual(['unchanged', 'unchanged', 'done']);
    expect(rest.isComplete).toBe(true);
    expect(await Promise.all(runs.map(versions))).toEqual([2, 2, 2]);
  });

  test('a signal stops before the next one, and what was done is told', async () => {
    const runs = take(3);
    const controller = new AbortController();
    const result = await registry.operations.moveRuns(runs, {
      to: 'SIGNOFF',
      signal: controller.signal,
      onProgress: () => controller.abort('enough'),
    });
    expect(statuses(result)).toEqual(['done', 'unsent', 'unsent']);
    expect(result.stopped).toBeInstanceOf(AbortError);
    expect(result.stopped).toMatchObject({ code: 'aborted', cause: 'enough' });
    expect(result.outcomes[1]).toEqual({
      run_number: runs[1],
      status: 'unsent',
      request: undefined,
      before: undefined,
      reason: 'the operation was stopped by its signal',
    });
    expect(await states(runs)).toEqual(['SIGNOFF', 'OPEN', 'OPEN']);

    way.mutations();
    const asked = way.server.received.length;
    const none = await registry.operations.moveRuns(runs, { to: 'OPEN', signal: AbortSignal.abort() });
    expect(statuses(none)).toEqual(['unsent', 'unsent', 'unsent']);
    expect(way.server.received).toHaveLength(asked);
    // Without knowing which runs there are, there is no result to give.
    const query = registry.runs().where('run_number').in(runs);
    await rejected(registry.operations.moveRuns(query, { to: 'OPEN', signal: AbortSignal.abort() }), {
      is: AbortError,
      code: 'aborted',
      says: ['stopped by its signal'],
    });
  });
});

describe('the identity', () => {
  test('of the embedded registry is an expert, by default', async () => {
    await using client = new RunRegistry({ target: 'embedded' });
    const run = insignificant.at(-1)?.run_number ?? 0;
    expect(only(await client.operations.markSignificant(run)).status).toBe('done');
    expect((await client.getRunWithHistory(run)).at(-1)?.by).toBe('api@api');
  });

  test('is a name and e-groups that fit into a header', () => {
    const wrong = [
      {},
      null,
      'x@cern.ch',
      { email: '' },
      { email: 'a b' },
      { email: 'a@b\r\nx: y' },
      { email: 5 },
      { email: 'é@cern.ch' },
      { email: 'a@b', egroups: 'x' },
      { email: 'a@b', egroups: ['x y'] },
      { email: 'a@b', egroups: [''] },
      { email: 'a@b', egroups: ['x,y'] },
      { email: 'a@b', egroups: [5] },
      { email: 'a@b', groups: [] },
    ];
    for (const identity of wrong)
      refused(() => way.client({ identity: identity as { email: string } }), {
        is: QueryError,
        code: 'bad-option',
        says: ["'identity'", 'write { email:'],
      });
  });
});
