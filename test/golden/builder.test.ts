import {
  and,
  atLeastOf,
  certifiable,
  certifiableOfflineFlags,
  certifiableOnlineFlags,
  dcs,
  except,
  flag,
  flags,
  goldenJson,
  type LumisectionFlags,
  logic,
  lumisection,
  named,
  not,
  or,
  QueryError,
  run,
  runs,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';

/** Passes a value that the types reject. */
const untyped = (value: unknown) => value as never;

const at = (path: string) => ({ var: path });
const is = (name: string, status: string) => ({ '==': [at(`lumisection.rr.${name}`), status] });
const bare = (golden: { toJsonLogic(options: { guards: boolean }): unknown }) => golden.toJsonLogic({ guards: false });

const certified = goldenJson()
  .where('run.oms.energy')
  .between(6000, 7000)
  .where('run.oms.b_field')
  .gte(3.7)
  .where('run.oms.injection_scheme')
  .contains('25ns')
  .where(not(run.hlt_key.contains('WMass')))
  .flag('dt', 'dt')
  .is('GOOD')
  .flags(['csc-csc', 'l1t-l1tmu', 'l1t-l1tcalo', 'hlt-hlt'])
  .are('GOOD')
  .where('lumisection.oms.bpix_ready')
  .is(true);

describe('toJsonLogic()', () => {
  test('prints the usual golden JSON', () => {
    expect(bare(certified)).toEqual({
      and: [
        { '>=': [at('run.oms.energy'), 6000] },
        { '<=': [at('run.oms.energy'), 7000] },
        { '>=': [at('run.oms.b_field'), 3.7] },
        { in: ['25ns', at('run.oms.injection_scheme')] },
        { '==': [{ in: ['WMass', at('run.oms.hlt_key')] }, false] },
        is('dt-dt', 'GOOD'),
        is('csc-csc', 'GOOD'),
        is('l1t-l1tmu', 'GOOD'),
        is('l1t-l1tcalo', 'GOOD'),
        is('hlt-hlt', 'GOOD'),
        { '==': [at('lumisection.oms.bpix_ready'), true] },
      ],
    });
    expect(certified.lint()).toEqual([]);
  });

  test('prints each kind of path, from conditions, operators and handles', () => {
    const golden = goldenJson()
      .where('run.run_number', '>=', 316000)
      .where('run.rr.class')
      .eq('Collisions18')
      .where('run.rr.significant')
      .is(true)
      .where('dataset.name')
      .startsWith('/PromptReco/')
      .where('dataset.tracker_state')
      .is('COMPLETED')
      .where('lumisection.lumisection_number')
      .in([1, 2])
      .where('lumisection.oms.prescale_name')
      .ne('Emergency')
      .where(run.components.has('DT'))
      .where(run.dt_included.is(false))
      .where(run.end_time.isNotNull());
    expect(bare(golden)).toEqual({
      and: [
        { '>=': [at('run.run_number'), 316000] },
        { '==': [at('run.rr.class'), 'Collisions18'] },
        { '==': [at('run.rr.significant'), true] },
        { '==': [{ substr: [at('dataset.name'), 0, 12] }, '/PromptReco/'] },
        { '==': [at('dataset.tracker_state'), 'COMPLETED'] },
        { in: [at('lumisection.lumisection_number'), [1, 2]] },
        { '==': [{ '==': [at('lumisection.oms.prescale_name'), 'Emergency'] }, false] },
        { in: ['DT', at('run.oms.components')] },
        { '==': [{ '==': [at('run.oms.dt_included'), true] }, false] },
        { '==': [{ '==': [at('run.oms.end_time'), null] }, false] },
      ],
    });
  });

  test('prints atLeastOf(), except() and logic()', () => {
    const stations = [flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD'), flag('rpc-rpc').is('GOOD')];
    const [a, b, c] = ['dt-dt', 'csc-csc', 'rpc-rpc'].map((name) => is(name, 'GOOD'));
    expect(bare(goldenJson().where(atLeastOf(2, stations)))).toEqual({
      and: [{ or: [{ and: [a, b] }, { and: [a, c] }, { and: [b, c] }] }],
    });
    expect(bare(goldenJson().where(atLeastOf(1, stations)))).toEqual({ and: [{ or: [a, b, c] }] });
    expect(bare(goldenJson().where(atLeastOf(3, stations)))).toEqual({ and: [a, b, c] });

    const within = [{ '>=': [at('run.run_number'), 355100] }, { '<=': [at('run.run_number'), 355208] }];
    const beam = { '==': [at('lumisection.oms.beam1_present'), true] };
    expect(bare(goldenJson().where(except([355100, 355208], lumisection.beam1_present.is(true))))).toEqual({
      and: [{ or: [{ and: within }, beam] }],
    });
    // With a replacement, the usual rule passes no lumisection of the range.
    expect(
      bare(
        goldenJson().where(
          except({ from: 355100, to: 355208 }, lumisection.beam1_present.is(true), flag('dt-dt').is('GOOD')),
        ),
      ),
    ).toEqual({ and: [{ or: [{ and: [...within, a] }, { and: [{ '==': [{ and: within }, false] }, beam] }] }] });

    const rule = { '!=': [at('lumisection.oms.prescale_name'), 'Emergency'] };
    const guard = { '==': [{ '==': [at('lumisection.oms.prescale_name'), null] }, false] };
    expect(goldenJson().where(logic(rule)).toJSON()).toEqual({ and: [guard, rule] });
    expect(goldenJson().where(logic(rule)).toJsonLogic({ guards: false })).toEqual({ and: [rule] });
  });

  test('prints the conditions of and() as separate clauses, for the loss report', () => {
    const both = and(flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD'));
    expect(goldenJson().where(both).toJSON()).toEqual({ and: [is('dt-dt', 'GOOD'), is('csc-csc', 'GOOD')] });
    expect(goldenJson().where(named('muons', both)).toJSON()).toEqual(goldenJson().where(both).toJSON());
    // Within an or, it is preserved.
    expect(
      goldenJson()
        .where(or(both, flag('rpc-rpc').is('GOOD')))
        .toJSON(),
    ).toEqual({
      and: [{ or: [{ and: [is('dt-dt', 'GOOD'), is('csc-csc', 'GOOD')] }, is('rpc-rpc', 'GOOD')] }],
    });
  });

  test('excludes missing flags', () => {
    const golden = goldenJson().flag('dt-dt').isNot('BAD');
    expect(golden.toJSON()).toEqual({
      and: [{ '==': [{ '==': [at('lumisection.rr.dt-dt'), null] }, false] }, { '==': [is('dt-dt', 'BAD'), false] }],
    });
    const data = (rr: LumisectionFlags) => ({
      dataset: { name: 'online' },
      run: { run_number: 1 },
      lumisection: { lumisection_number: 1, rr },
    });
    expect(golden.evaluate(data({}))).toBe(false);
    expect(golden.evaluate(data({ 'dt-dt': 'STANDBY' }))).toBe(true);
    expect(golden.withGuards(false).evaluate(data({}))).toBe(true);
  });
});

describe('dcs and certifiable', () => {
  const flagsOf = (golden: ReturnType<typeof goldenJson>) => golden.clauses.length === 1 && golden.toJSON().and;

  test('expect each flag to be GOOD, and dc-lowlumi to be BAD', () => {
    const expected = (names: readonly string[]) =>
      names.map((name) => is(name, name === 'dc-lowlumi' ? 'BAD' : 'GOOD'));
    expect(flagsOf(goldenJson().where(certifiable.offline))).toEqual(expected(certifiableOfflineFlags));
    expect(flagsOf(goldenJson().where(certifiable.online))).toEqual(expected(certifiableOnlineFlags));
    expect(certifiableOfflineFlags).toContain('dc-lowlumi');
    expect(goldenJson().where(certifiable.offline).lint()).toMatchObject([{ code: 'absent-detector', path: '/and/1' }]);
  });

  test('contain the DCS bits of each detector', () => {
    expect(goldenJson().where(dcs.pixel).toJSON()).toEqual({
      and: ['bpix_ready', 'fpix_ready'].map((name) => ({ '==': [at(`lumisection.oms.${name}`), true] })),
    });
    expect(Object.keys(dcs)).toEqual(expect.arrayContaining(['pixel', 'strip', 'ecal', 'dt', 'csc', 'rpc']));
    let golden = goldenJson();
    for (const bits of Object.values(dcs)) golden = golden.where(bits);
    expect(golden.clauses).toEqual(Object.keys(dcs).map((name) => `dcs.${name}`));
    expect(golden.lint()).toMatchObject([{ code: 'absent-detector' }]);
    expect(golden.remove('dcs.castor').lint()).toEqual([]);
  });

  test('are immutable', () => {
    expect(Object.isFrozen(dcs) && Object.isFrozen(certifiable) && Object.isFrozen(dcs.pixel)).toBe(true);
  });
});

describe('clauses', () => {
  const muons = named('muons', flags(['dt-dt', 'csc-csc']).are('GOOD'));
  const golden = goldenJson()
    .where(muons)
    .where('run.oms.energy')
    .between(6000, 7000)
    .flag('tracker-strip')
    .is('GOOD')
    .where(or(flag('hlt-hlt').is('GOOD'), run.class.eq('x')))
    .where(not(run.hlt_key.contains('WMass')));

  test('have names', () => {
    expect(golden.clauses).toEqual([
      'muons',
      'run.oms.energy',
      'run.oms.energy',
      'tracker-strip',
      '#5',
      'run.oms.hlt_key',
    ]);
  });

  test('are removed by name, including all with the same name', () => {
    expect(golden.remove('muons').clauses).toEqual([
      'run.oms.energy',
      'run.oms.energy',
      'tracker-strip',
      '#4',
      'run.oms.hlt_key',
    ]);
    expect(golden.remove('run.oms.energy').clauses).not.toContain('run.oms.energy');
    expect(golden.remove('lumisection.rr.tracker-strip').clauses).not.toContain('tracker-strip');
    expect(golden.remove('#5').explain()).not.toContain('hlt-hlt');
    expect(golden.clauses.length).toBe(6);
    refused(() => golden.remove('muon'), {
      is: QueryError,
      code: 'unknown-clause',
    });
    refused(() => golden.remove('zzz'), {
      is: QueryError,
      code: 'unknown-clause',
    });
  });

  test('are replaced at the same position', () => {
    const replaced = golden.replace('run.oms.energy', run.energy.eq(6500)).replace('muons', flag('dt-dt').isNot('BAD'));
    expect(replaced.clauses).toEqual(['dt-dt', 'run.oms.energy', 'tracker-strip', '#4', 'run.oms.hlt_key']);
    expect(replaced.explain()).toContain('energy is 6500');
    refused(() => golden.replace('muons', untyped('dt-dt')), {
      is: QueryError,
      code: 'not-an-attribute',
    });
    refused(() => golden.replace('nothing', muons), { is: QueryError, code: 'unknown-clause' });
  });

  test('are immutable', () => {
    const before = [golden.explain(), JSON.stringify(golden)];
    golden.remove('muons').flag('rpc-rpc').is('GOOD').replace('#4', muons).withGuards(false);
    expect([golden.explain(), JSON.stringify(golden)]).toEqual(before);
    const document = golden.toJsonLogic();
    expect(() => (document.and as unknown[]).push(1)).not.toThrow();
    expect(JSON.stringify(golden)).toBe(before[1]);
  });

  test('are added by when() only if the value is defined', () => {
    const withEnergy = (least: number | undefined) =>
      goldenJson().when(least, (builder, energy) => builder.where('run.oms.energy').gte(energy)).clauses;
    expect(withEnergy(6000)).toEqual(['run.oms.energy']);
    expect(withEnergy(undefined)).toEqual([]);
    refused(
      () =>
        goldenJson().when(
          1,
          untyped(() => runs()),
        ),
      {
        is: QueryError,
        code: 'bad-value',
      },
    );
    const golden = goldenJson().flag('dt-dt').is('GOOD');
    refused(() => golden.when(1, () => goldenJson().where(run.energy.gte(6000))), {
      is: QueryError,
      code: 'bad-value',
    });
    const replaced = golden.when(1, (builder) => builder.replace('dt-dt', run.energy.gte(6000)).withGuards(false));
    expect(replaced.clauses).toEqual(['run.oms.energy']);
  });

  test('are explained in English', () => {
    expect(golden.explain()).toBe(
      [
        'muons (dt-dt is GOOD and csc-csc is GOOD)',
        'energy >= 6000 GeV',
        'energy <= 7000 GeV',
        'tracker-strip is GOOD',
        "hlt-hlt is GOOD or class is 'x'",
        "hlt_key does not contain 'WMass'",
      ].join('\n'),
    );
    expect(`${golden}`).toBe(golden.explain());
    expect(goldenJson().explain()).toBe('no clauses');
  });
});

describe('the builder rejects', () => {
  const cases: readonly (readonly [string, () => unknown, string, suggestion?: string])[] = [
    ['no clause', () => goldenJson().toJsonLogic(), 'empty-golden'],
    ['a misspelt path', () => goldenJson().where(untyped('run.oms.enrgy')), 'unknown-attribute', 'run.oms.energy'],
    ['a name without its path', () => goldenJson().where(untyped('energy')), 'unknown-attribute', 'run.oms.energy'],
    ['a flag as a path', () => goldenJson().where(untyped('lumisection.rr.dt-dt')), 'unknown-attribute'],
    ['a document', () => goldenJson().where(untyped({ and: [] })), 'not-an-attribute'],
    ['a value of another type', () => goldenJson().where('run.oms.energy', '>=', untyped('6000')), 'bad-value'],
    ['an unknown status', () => goldenJson().flag('dt-dt').is(untyped('good')), 'bad-value', 'GOOD'],
    [
      'an unknown flag',
      () =>
        goldenJson()
          .flags(untyped(['dt-dt', 'dt-dtt']))
          .are('GOOD'),
      'unknown-flag',
      'dt-dt',
    ],
    ['no flags', () => goldenJson().flags(untyped([])), 'unknown-flag'],
    [
      'a pattern that JSON logic cannot express',
      () => goldenJson().where('run.oms.hlt_key').like('a_b'),
      'not-in-json-logic',
    ],
    [
      'a number of lumisections',
      () => goldenJson().where(untyped(flag('dt-dt').atLeast(2, 'GOOD'))),
      'not-in-json-logic',
    ],
    ['every lumisection', () => goldenJson().where(untyped(flag('dt-dt').every('GOOD'))), 'not-in-json-logic'],
    ['comments', () => goldenJson().where(untyped(flag('dt-dt').comment.contains('x'))), 'not-in-json-logic'],
    [
      'an unknown option',
      () =>
        goldenJson()
          .flag('dt-dt')
          .is('GOOD')
          .toJsonLogic(untyped({ guard: true })),
      'bad-option',
    ],
    [
      'guards that are not boolean',
      () =>
        goldenJson()
          .flag('dt-dt')
          .is('GOOD')
          .toJsonLogic(untyped({ guards: 'no' })),
      'bad-option',
    ],
    ['a name without letters', () => named(' ', flag('dt-dt').is('GOOD')), 'bad-value'],
    [
      'atLeastOf() more than all',
      () => atLeastOf(3, [flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD')]),
      'bad-value',
    ],
    ['atLeastOf() zero', () => atLeastOf(0, [flag('dt-dt').is('GOOD')]), 'bad-value'],
    [
      'atLeastOf() with too many combinations',
      () =>
        atLeastOf(
          10,
          Array.from({ length: 20 }, () => flag('dt-dt').is('GOOD')),
        ),
      'too-large',
    ],
    ['a range of runs that is a string', () => except(untyped('355100'), flag('dt-dt').is('GOOD')), 'bad-value'],
    ['swapped runs', () => except([355208, 355100], flag('dt-dt').is('GOOD')), 'bad-value'],
    [
      'a range of runs with lumisections',
      () => except(untyped({ from: 1, to: 2, lumisections: [1, 5] }), flag('dt-dt').is('GOOD')),
      'bad-value',
    ],
    ['a range of runs whose end is -1', () => except([355100, -1], flag('dt-dt').is('GOOD')), 'bad-value'],
    ['a rule with two operators', () => logic({ a: 1, b: 2 }), 'bad-value'],
    ['a JSON logic rule in runs()', () => runs().where(untyped(logic({ '==': [1, 1] }))), 'wrong-scope'],
  ];
  for (const [title, call, code, suggestion] of cases)
    test(title, () => {
      const error = refused(call, { is: QueryError, code });
      expect(error.suggestions?.[0]).toBe(suggestion);
    });
});
