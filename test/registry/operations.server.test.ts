/** Operations on runs, and the requests and identity of every operation. */
import { AbortError, type OperationResult, QueryError, RunRegistry, RunRegistryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { expert } from '../support/fault-proxy.js';
import { refused, rejected } from '../support/refusal.js';
import {
  as,
  insignificant,
  one,
  only,
  ownRegistry,
  proxy,
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
} from './operation-fixture.js';

ownRegistry();

/** Operations on runs, with their requests and required e-groups. */
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
  test('changes a run once, and returns its previous state and the request', async () => {
    const run = one(takes);
    const before = await rr(run);
    const planned = only(await call(registry, run, { dryRun: true }));
    expect(planned).toEqual({ run_number: run, status: 'planned', request: request(run), before });
    expect(proxy.mutations()).toEqual([]);
    expect(await rr(run)).toEqual(before);

    const result = await call(registry, run);
    expect(only(result)).toEqual({ ...planned, status: 'done' });
    expect(result.isComplete).toBe(true);
    expect(await rr(run)).toEqual({ ...before, ...after, version: expect.any(Number) });
    expect(await versions(run)).toBe(2);
    const [sent, ...more] = proxy.mutations();
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
      expect(second.reason).toEqual(expect.any(String));
      expect(proxy.mutations()).toEqual([]);
      expect(await versions(run)).toBe(2);
    }
  });

  test('refuses an unknown run and a run that is not open, and sends nothing', async () => {
    const run = one(signedOff);
    const before = await rr(run);
    const result = await call(registry, [unknownRun, run]);
    expect(result.outcomes[0]).toEqual({
      run_number: unknownRun,
      status: 'refused',
      request: undefined,
      before: undefined,
      reason: expect.any(String),
    });
    // A run that is signed off is already significant, and already in the requested state.
    const isUnchanged = name === 'markSignificant' || name === 'moveRuns';
    expect(result.outcomes[1]).toMatchObject({
      run_number: run,
      status: isUnchanged ? 'unchanged' : 'refused',
      before,
      reason: expect.stringContaining(isUnchanged ? 'already' : 'SIGNOFF'),
    });
    expect(result.isComplete).toBe(false);
    expect(proxy.mutations()).toEqual([]);
    expect(await rr(run)).toEqual(before);
  });

  test('returns the required e-groups in plain text if permission is missing', async () => {
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
    expect(String(refused)).toContain(groups.join(', '));
    // A request without e-groups is refused before its permission is checked, and the hint names the option to set.
    for (const client of [as('someone@cern.ch'), new RunRegistry({ url: proxy.server.url })])
      expect(only(await call(client, run))).toMatchObject({
        status: 'refused',
        reason: 'Request must provide email and egroups',
        hint: expect.stringContaining("'identity'"),
      });
    expect(await rr(run)).toEqual(before);
    expect(await versions(run)).toBe(1);
    takes.unshift(...state.runs.filter(({ run_number }) => run_number === run));
  });

  test('accepts numbers, each once and in their order, and a query', async () => {
    const [first = 0, second = 0] = take(2, takes);
    const result = await call(registry, [second, first, second, unknownRun, first], { dryRun: true });
    expect(result.outcomes.map(({ run_number }) => run_number)).toEqual([second, first, unknownRun]);
    const query = registry.runs().where('run_number').in([first, second]).orderBy('run_number', 'asc');
    const byQuery = await call(registry, query, { dryRun: true });
    expect(byQuery.outcomes).toEqual([result.outcomes[1], result.outcomes[0]]);
    expect((await call(registry, query.select('energy'), { dryRun: true })).outcomes).toEqual(byQuery.outcomes);
    expect((await call(registry, query.limit(1), { dryRun: true })).outcomes).toEqual([result.outcomes[1]]);
    expect(proxy.mutations()).toEqual([]);
    const done = await call(registry, query);
    expect(statuses(done)).toEqual(['done', 'done']);
    expect(await Promise.all([first, second].map(rr))).toMatchObject([after, after]);
    for (const empty of [[], registry.runs().where('run_number').eq(unknownRun)] as const) {
      const none = await call(registry, empty);
      expect(none.outcomes).toEqual([]);
      expect(none.isComplete).toBe(true);
      expect(String(none)).toBe('no outcomes');
    }
  });

  test('is also a method of the client', async () => {
    const run = one(takes);
    const given = name === 'moveRuns' ? { to: 'SIGNOFF' } : name === 'changeRunClass' ? 'Circulating24' : {};
    const options = name === 'changeRunClass' ? [given, { dryRun: true }] : [{ ...(given as object), dryRun: true }];
    const method = registry[name] as (...given: readonly unknown[]) => Promise<OperationResult>;
    expect(await method.call(registry, run, ...options)).toEqual(await call(registry, run, { dryRun: true }));
    takes.unshift(...state.runs.filter(({ run_number }) => run_number === run));
  });

  test('rejects invalid runs and options before it sends a request', async () => {
    const requests = proxy.server.received.length;
    const wrong = [
      ...['355100', { run: 1 }, new Set([1]), undefined, 0],
      ...[[1, '355100'], [1, null], new Array(1), registry.datasets()],
      // A query of another registry, which selects other runs.
      ...[new RunRegistry({ url: 'http://127.0.0.1:9' }).runs(), new RunRegistry({ target: 'embedded' }).runs()],
    ];
    for (const runs of wrong)
      await rejected(call(registry, runs as unknown as number), { is: QueryError, code: 'bad-value' });
    const options = [{ dryrun: true }, { dryRun: 1 }, { dryRun: null }, { onProgress: 'x' }, { signal: {} }];
    for (const invalid of options) await rejected(call(registry, 1, invalid), { is: QueryError, code: 'bad-option' });
    expect(proxy.server.received).toHaveLength(requests);
  });
});

describe('an operation on several runs', () => {
  test('reports progress after each run, and prints its result', async () => {
    const [first = 0, second = 0] = take(2);
    const reported: unknown[] = [];
    const result = await registry.operations.moveRuns([first, unknownRun, second], {
      to: 'SIGNOFF',
      onProgress: (progress) => reported.push(progress),
    });
    expect(reported).toEqual(result.outcomes.map((last, index) => ({ done: index + 1, total: 3, last })));
    expect(String(result)).toBe(
      [`${first}: done`, `${unknownRun}: refused. No such run`, `${second}: done`, '2 done, 1 refused'].join('\n'),
    );
    expect(result.with('done').map(({ run_number }) => run_number)).toEqual([first, second]);
    expect(result.with('unknown')).toEqual([]);
    expect(Object.isFrozen(result.outcomes)).toBe(true);
  });

  const fail = ({ done }: { readonly done: number }): void => {
    if (done === 2) throw new Error('no room on the disk');
  };
  const callbacks = { throws: fail, rejects: async (progress: { readonly done: number }) => fail(progress) };
  test.each(Object.entries(callbacks))(
    'stops after a callback that %s, and returns all outcomes',
    async (_, onProgress) => {
      const runs = take(3);
      const result = await registry.operations.moveRuns(runs, { to: 'SIGNOFF', onProgress });
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
    },
  );

  test('stops before the next run if its signal aborts, and returns the outcomes so far', async () => {
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
      reason: result.stopped?.message,
    });
    expect(await states(runs)).toEqual(['SIGNOFF', 'OPEN', 'OPEN']);

    proxy.mutations();
    const requests = proxy.server.received.length;
    const none = await registry.operations.moveRuns(runs, { to: 'OPEN', signal: AbortSignal.abort() });
    expect(statuses(none)).toEqual(['unsent', 'unsent', 'unsent']);
    expect(proxy.server.received).toHaveLength(requests);
    // There is no result if the runs cannot be read.
    const query = registry.runs().where('run_number').in(runs);
    await rejected(registry.operations.moveRuns(query, { to: 'OPEN', signal: AbortSignal.abort() }), {
      is: AbortError,
      code: 'aborted',
    });
  });
});

describe('the identity', () => {
  test('of the embedded registry is an expert by default', async () => {
    await using client = new RunRegistry({ target: 'embedded' });
    const run = insignificant.at(-1)?.run_number ?? 0;
    expect(only(await client.operations.markSignificant(run)).status).toBe('done');
    expect((await client.getRunWithHistory(run)).at(-1)?.by).toBe('api@api');
  });

  test('requires an email and e-groups that are valid in a header', () => {
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
      { email: 'a@b', egroups: Object.assign([], { length: 2, 1: 'x' }) },
      { email: 'a@b', groups: [] },
    ];
    for (const identity of wrong)
      refused(() => proxy.client({ identity: identity as { email: string } }), {
        is: QueryError,
        code: 'bad-option',
        details: { message: expect.stringContaining("'identity'") },
      });
  });
});
