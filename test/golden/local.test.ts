/** Local generation from given lumisections. */
import {
  and,
  Brilcalc,
  type DatasetLumisections,
  dcs,
  flag,
  goldenJson,
  type LocalOptions,
  type Lumisection,
  logic,
  lumisection,
  not,
  or,
  QueryError,
  type Source,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { cold, dataset, golden, one, plain, prompt, single, streamOf } from './local-fixture.js';

describe('generateLocally() of a small example', () => {
  const isGood = { '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] };
  const isHigh = { '>=': [{ var: 'run.oms.energy' }, 6000] };
  const isActive = { '==': [{ var: 'lumisection.oms.cms_active' }, true] };

  test('returns lists, luminosities, losses and the cut-flow', async () => {
    const result = await golden.generateLocally([dataset, cold]);
    expect(plain(result)).toEqual({
      list: {
        '315257': [
          [1, 3],
          [10, 10],
        ],
      },
      byDataset: {
        [prompt]: {
          '315257': [
            [1, 3],
            [10, 10],
          ],
        },
      },
      excluded: {
        '315257': [
          [4, 6],
          [8, 9],
        ],
        '315300': [[1, 2]],
      },
      // 64 is that of the lumisection that is missing.
      total: { recorded: 1023 - 64 + 4096, delivered: 2 * (1023 - 64 + 4096) },
      kept: { recorded: 7 + 512, delivered: 2 * (7 + 512) },
      lost: { recorded: 8 + 16 + 32 + 128 + 256 + 4096, delivered: 2 * (8 + 16 + 32 + 128 + 256 + 4096) },
      rules: [
        { rule: isHigh, text: 'energy >= 6000 GeV', recorded: 4096 },
        { rule: isActive, text: 'cms_active is true', recorded: 32 + 128 + 256 },
        { rule: isGood, text: 'dt-dt is GOOD', recorded: 8 + 16 + 32 },
      ],
      combinations: [
        { rules: [isHigh], text: 'energy >= 6000 GeV', recorded: 4096, list: { '315300': [[1, 2]] } },
        { rules: [isActive], text: 'cms_active is true', recorded: 128 + 256, list: { '315257': [[8, 9]] } },
        {
          rules: [isGood, isActive],
          text: 'dt-dt is GOOD; cms_active is true',
          recorded: 32,
          list: { '315257': [[6, 6]] },
        },
        { rules: [isGood], text: 'dt-dt is GOOD', recorded: 8 + 16, list: { '315257': [[4, 5]] } },
      ],
      cutFlow: [
        {
          clause: 'dt-dt',
          text: 'dt-dt is GOOD',
          kept: { recorded: 5055 - 56, delivered: 2 * (5055 - 56), lumisections: 8 },
          lost: { recorded: 56, delivered: 112, lumisections: 3 },
        },
        {
          clause: 'run.oms.energy',
          text: 'energy >= 6000 GeV',
          kept: { recorded: 903, delivered: 1806, lumisections: 6 },
          lost: { recorded: 4096, delivered: 8192, lumisections: 2 },
        },
        {
          clause: 'dcs.cms',
          text: 'dcs.cms (cms_active is true)',
          kept: { recorded: 519, delivered: 1038, lumisections: 4 },
          lost: { recorded: 384, delivered: 768, lumisections: 2 },
        },
      ],
    });
    for (const part of [
      result,
      result.total,
      result.kept,
      result.lost,
      result.loss,
      result.loss.rules,
      result.cutFlow,
      result.cutFlow[0],
    ])
      expect(Object.isFrozen(part)).toBe(true);
  });

  test('prints the cut-flow as a table', async () => {
    const result = await golden.generateLocally([dataset, cold]);
    expect(String(result)).toBe(`\
clause                        lumisections  recorded      lost
all                                     11  5055.000
dt-dt is GOOD                            8  4999.000    56.000
energy >= 6000 GeV                       6   903.000  4096.000
dcs.cms (cms_active is true)             4   519.000   384.000`);
    expect(`${result}`).toBe(result.toString());
  });
  test('prints the losses as a table', async () => {
    const { loss } = await golden.generateLocally([dataset, cold]);
    const [head, ...lines] = String(loss)
      .split('\n')
      .map((line) => line.trim());
    expect(head).toBe('lost  rule');
    expect(lines).toEqual([
      '4096.000  energy >= 6000 GeV',
      '416.000  cms_active is true',
      '56.000  dt-dt is GOOD',
      'lost  rules that are false together',
      ...loss.combinations.map(({ recorded, text }) => `${recorded.toFixed(3)}  ${text}`),
    ]);
    expect(Object.keys(loss)).toEqual(['rules', 'combinations']);
    const passing = await goldenJson()
      .flag('dt-dt')
      .is('GOOD')
      .generateLocally([one(315257, 1)]);
    expect(String(passing.loss)).toBe('No lumisection fails.');
  });
  test('writes the lists of datasets to JSON', async () => {
    const { byDataset } = await golden.generateLocally([dataset, cold]);
    expect(byDataset.size).toBe(1);
    expect(JSON.parse(JSON.stringify({ byDataset }))).toEqual({
      byDataset: { [prompt]: byDataset.get(prompt)?.toJSON() },
    });
  });
  test('truncates long clauses in the table', async () => {
    const long = goldenJson()
      .where(
        or(
          flag('dt-dt').is('GOOD'),
          flag('csc-csc').is('GOOD'),
          flag('rpc-rpc').is('GOOD'),
          flag('muon-muon').is('GOOD'),
        ),
      )
      .where(dcs.cms);
    expect(String(await long.generateLocally([one(315257, 1)]))).toBe(`\
clause                                                      lumisections  recorded  lost
all                                                                    1     1.000
dt-dt is GOOD or csc-csc is GOOD or rpc-rpc is GOOD or mu…             1     1.000
dcs.cms (cms_active is true)                                           1     1.000`);
  });

  test('depends on the order of clauses only in the cut-flow', async () => {
    const reversed = goldenJson().where(dcs.cms).where('run.oms.energy').gte(6000).flag('dt-dt').is('GOOD');
    const [a, b] = [await golden.generateLocally([dataset, cold]), await reversed.generateLocally([dataset, cold])];
    expect(b.list.toJSON()).toEqual(a.list.toJSON());
    expect(b.loss.rules).toEqual(a.loss.rules);
    expect(b.cutFlow.map(({ clause, lost }) => [clause, lost.recorded])).toEqual([
      ['dcs.cms', 416],
      ['run.oms.energy', 4096],
      ['dt-dt', 24],
    ]);
  });
});

describe('a source may be', () => {
  const small = { ...cold, recorded: [2048, 2048], delivered: [4096, 4096] };
  const sources: Readonly<Record<string, () => Source>> = {
    'a list of datasets with ranges': () => [dataset, small],
    'a set of datasets': () => new Set([dataset, small]),
    'a stream of datasets': () => streamOf(dataset, small),
    'lumisections in a list': () => [...single(dataset), ...single(small)],
    'lumisections from a generator': () => single(dataset),
    'a stream of lumisections': () => streamOf(...single(dataset), ...single(small)),
    'a mixed list': () => [...single(dataset), small],
    'a mixed stream': () => streamOf<Lumisection | DatasetLumisections>(dataset, ...single(small)),
    'a dataset in two parts': () => [
      { ...dataset, ranges: dataset.ranges.slice(0, 2) },
      { ...dataset, ranges: dataset.ranges.slice(2) },
      small,
    ],
    'a web ReadableStream': () =>
      new ReadableStream<DatasetLumisections>({
        start(controller) {
          controller.enqueue(dataset);
          controller.enqueue(small);
          controller.close();
        },
      }) as unknown as Source,
  };
  test.each(Object.keys(sources))('%s', async (title) => {
    const source = (sources[title] as () => Source)();
    const expected = await golden.generateLocally(title.includes('generator') ? [dataset] : [dataset, small]);
    const result = await golden.generateLocally(source, { signal: new AbortController().signal });
    expect(plain(result)).toEqual(plain(expected));
  });
  test('unsorted', async () => {
    const lumisections = [...single(dataset)].reverse();
    const result = await golden.generateLocally(lumisections);
    expect(result.list.toJSON()).toEqual({
      '315257': [
        [1, 3],
        [10, 10],
      ],
    });
    expect(result.excluded.toJSON()).toEqual({
      '315257': [
        [4, 6],
        [8, 9],
      ],
    });
    expect(result.total.recorded).toBe(959);
  });
  test.each<[string, () => Source]>([
    ['an empty list', () => []],
    ['an empty stream', () => streamOf()],
    ['a dataset without ranges', () => [{ ...dataset, ranges: [] }]],
  ])('%s', async (_, source) => {
    const result = await golden.generateLocally(source());
    const none = { recorded: 0, delivered: 0 };
    expect(plain(result)).toEqual({
      list: {},
      byDataset: {},
      excluded: {},
      total: none,
      kept: none,
      lost: none,
      rules: [],
      combinations: [],
      cutFlow: golden.clauses.map((clause) =>
        expect.objectContaining({ clause, kept: { ...none, lumisections: 0 }, lost: { ...none, lumisections: 0 } }),
      ),
    });
    expect(String(result)).toBe(`\
clause                        lumisections  recorded  lost
all                                      0     0.000
dt-dt is GOOD                            0     0.000
energy >= 6000 GeV                       0     0.000
dcs.cms (cms_active is true)             0     0.000
${result.emptyReason?.message}`);
  });
  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'online'],
    ['a single dataset', dataset],
    ['a promise of a list', Promise.resolve([dataset])],
  ])('but not %s', async (_, source) => {
    await rejected(golden.generateLocally(source as Source), { is: QueryError, code: 'bad-value' });
  });
});

describe('several datasets of a run', () => {
  test('are evaluated separately, and their lists merged', async () => {
    const express = '/Express/Collisions2018/DQM';
    const result = await golden.generateLocally([
      one(315257, 1),
      one(315257, 2, 'BAD'),
      one(315257, 1, 'BAD', 10, express),
      one(315257, 2, 'GOOD', 10, express),
      one(315258, 1, 'BAD', 100, 'online'),
    ]);
    expect(plain(result)).toMatchObject({
      list: { '315257': [[1, 2]] },
      // No lumisection of the third dataset passes.
      byDataset: { [prompt]: { '315257': [[1, 1]] }, [express]: { '315257': [[2, 2]] } },
      excluded: { '315257': [[1, 2]], '315258': [[1, 1]] },
      total: { recorded: 122 },
      kept: { recorded: 11 },
      lost: { recorded: 111 },
    });
    expect([...result.byDataset.keys()]).toEqual([prompt, express]);
  });
});

describe('luminosities add up', () => {
  const rules = [
    golden,
    goldenJson()
      .where(or(dcs.cms, flag('dt-dt').isNot('BAD')))
      .where(not(and(lumisection.lumisection_number.gt(5), dcs.cms))),
    goldenJson().where(
      logic({ or: [{ var: 'lumisection.oms.cms_active' }, { '==': [{ var: 'run.run_number' }, 1] }] }),
    ),
    // An empty list passes, because it is truthy in JavaScript.
    goldenJson.parse({ or: [{ '==': [{ var: 'lumisection.oms.cms_active' }, true] }, []] }).golden,
  ];
  test.each(rules.map((rule) => [rule.explain().replaceAll('\n', '; '), rule] as const))('for %s', async (_, rule) => {
    const { total, kept, lost, cutFlow, loss, list, excluded } = await rule.generateLocally([dataset, cold]);
    for (const amount of ['recorded', 'delivered'] as const) {
      expect(kept[amount] + lost[amount]).toBe(total[amount]);
      expect(cutFlow.reduce((sum, step) => sum + step.lost[amount], 0)).toBe(total[amount] - kept[amount]);
      expect(cutFlow.at(-1)?.kept[amount]).toBe(kept[amount]);
    }
    expect(cutFlow.reduce((sum, step) => sum + step.lost.lumisections, 0)).toBe(excluded.lumisectionCount);
    expect(cutFlow.at(-1)?.kept.lumisections).toBe(list.lumisectionCount);
    expect(list.lumisectionCount + excluded.lumisectionCount).toBe(11);
    // Each lumisection that is lost counts for one combination of rules.
    expect(loss.combinations.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(lost.recorded);
    expect(loss.combinations.reduce((sum, one_) => sum + one_.list.lumisectionCount, 0)).toBe(
      excluded.lumisectionCount,
    );
  });
  test('and count as 0 if negative, missing or not a number', async () => {
    const odd = [-1, null, Number.NaN, 'x', '2', 3].map((recorded, index) =>
      one(315257, index + 1, 'GOOD', recorded as number),
    );
    expect((await golden.generateLocally(odd)).total.recorded).toBe(5);
    const { recorded: _, ...bare } = dataset;
    expect((await golden.generateLocally([{ ...dataset, recorded: [1] }])).total).toEqual({
      recorded: 1,
      delivered: 2 * 959,
    });
    expect((await golden.generateLocally([bare])).total).toEqual({ recorded: 0, delivered: 2 * 959 });
  });
});

test('a cut-flow begins with the total and ends with what is kept, although sums depend on their order', async () => {
  const rules = goldenJson()
    .where('run.run_number')
    .lt(400_000)
    .flag('dt-dt')
    .is('GOOD')
    .where('run.run_number')
    .gt(400_000);
  const failing = [1.5, 1.5, 1.2].map((recorded, index) => one(315257, index + 1, 'BAD', recorded));
  const others = [0.1, 0.8].map((recorded, index) => one(315257, index + 4, 'GOOD', recorded));
  const { cutFlow, total } = await rules.generateLocally([...failing, ...others]);
  expect(cutFlow[0]?.kept).toMatchObject(total);
  expect(cutFlow.at(-1)?.kept).toEqual({ recorded: 0, delivered: 0, lumisections: 0 });
});

describe('luminosities from brilcalc', () => {
  const csv = `#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
315257:6417,1:1,04/27/18 18:12:19,STABLE BEAMS,6500,120.5,110.5,30.1,HFET
315257:6417,4:4,04/27/18 18:13:19,STABLE BEAMS,6500,20,10,30.1,HFET
315257:6417,7:7,04/27/18 18:14:19,STABLE BEAMS,6500,7000,7000,30.1,HFET`;
  const luminosity = Brilcalc.fromText(csv);

  test('replace those of the registry', async () => {
    const result = await golden.generateLocally([dataset, cold], { luminosity });
    expect(result.total).toEqual({ recorded: 120.5, delivered: 140.5 });
    expect(result.kept).toEqual({ recorded: 110.5, delivered: 120.5 });
    expect(result.lost).toEqual({ recorded: 10, delivered: 20 });
    expect(result.cutFlow[0]?.lost).toEqual({ recorded: 10, delivered: 20, lumisections: 3 });
    expect(result.loss.combinations.map(({ text, recorded }) => [text, recorded])).toContainEqual([
      'dt-dt is GOOD',
      10,
    ]);
    const { recorded, missing } = result.list.luminosity(luminosity);
    expect(recorded).toBe(result.kept.recorded);
    const { withoutLuminosity } = result;
    expect([1, 2, 4, 5].map((number) => withoutLuminosity?.contains(315257, number))).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(withoutLuminosity && missing.isSubsetOf(withoutLuminosity)).toBe(true);
    expect(String(result)).toContain(`${withoutLuminosity?.lumisectionCount} lumisections`);
    expect(String(result)).toContain(`recorded(${luminosity.unit})`);
    // Rules still apply to the luminosities of the registry.
    expect(result.list.toJSON()).toEqual((await golden.generateLocally([dataset, cold])).list.toJSON());
  });
  test('that all lumisections have leave none without, and those of the registry are not compared', async () => {
    const measured = one(315257, 4);
    expect((await golden.generateLocally([measured], { luminosity })).withoutLuminosity?.isEmpty).toBe(true);
    expect(await golden.generateLocally([measured])).not.toHaveProperty('withoutLuminosity');
  });
  test.each(['brilcalc.csv', csv, {}, null, 7])('reject %j', async (given) => {
    await rejected(golden.generateLocally([dataset], { luminosity: given } as unknown as LocalOptions), {
      is: QueryError,
      code: 'bad-option',
    });
  });
});

describe('duplicate lumisections', () => {
  test.each<[string, readonly (Lumisection | DatasetLumisections)[], number]>([
    ['single lumisections', [one(315257, 5), one(315257, 6), one(315257, 5)], 5],
    ['with another status', [one(315257, 5), one(315257, 5, 'BAD')], 5],
    ['that fail', [one(315257, 5, 'BAD'), one(315257, 5, 'BAD')], 5],
    ['a dataset twice', [dataset, cold, dataset], 1],
    ['in a range and single', [dataset, one(315257, 9)], 9],
    ['in the ranges of two parts', [dataset, { ...dataset, ranges: [{ start: 7, end: 8 }] }], 8],
  ])('are rejected: %s', async (_, source, lumisection) => {
    const details = { dataset: source[0]?.dataset.name, run: 315257, lumisection };
    const refusal = { is: QueryError, code: 'bad-lumisection', details };
    for (const each of [source, streamOf(...source)]) await rejected(golden.generateLocally(each), refusal);
  });
  test('are accepted in another dataset or run', async () => {
    const result = await golden.generateLocally([one(315257, 5), one(315257, 5, 'GOOD', 1, 'online'), one(315258, 5)]);
    expect(result.total.recorded).toBe(3);
  });
});

describe('evaluate()', () => {
  test('returns a boolean for a lumisection', () => {
    expect(golden.evaluate(one(315257, 5))).toBe(true);
    expect(golden.evaluate(one(315257, 5, 'BAD'))).toBe(false);
    const { run, dataset: of } = one(315257, 5);
    expect(golden.evaluate({ run, dataset: of, lumisection: { lumisection_number: 5 } })).toBe(false);
    expect(golden.evaluate({ ...one(315257, 5), run: { run_number: 315257 } })).toBe(false);
  });
  test('returns the ranges that pass, and merges adjacent ones', () => {
    expect(golden.evaluate(dataset)).toEqual([
      [1, 3],
      [10, 10],
    ]);
    expect(golden.evaluate(cold)).toEqual([]);
    expect(golden.evaluate({ ...dataset, ranges: [] })).toEqual([]);
    expect(goldenJson().where(dcs.cms).evaluate(dataset)).toEqual([
      [1, 5],
      [10, 10],
    ]);
    expect(goldenJson().where('run.oms.energy').gte(6000).evaluate(dataset)).toEqual([
      [1, 6],
      [8, 10],
    ]);
    expect(goldenJson().where('run.oms.energy').gte(7000).evaluate(dataset)).toEqual([]);
  });
  test('splits ranges for rules on the lumisection number', async () => {
    const middle = goldenJson().where('lumisection.lumisection_number').between(2, 8);
    expect(middle.evaluate(dataset)).toEqual([
      [2, 6],
      [8, 8],
    ]);
    expect(middle.flag('dt-dt').is('GOOD').evaluate(dataset)).toEqual([
      [2, 3],
      [8, 8],
    ]);
    const result = await middle.generateLocally([dataset]);
    expect(result.list.toJSON()).toEqual({
      '315257': [
        [2, 6],
        [8, 8],
      ],
    });
    expect(result.lost.recorded).toBe(1 + 256 + 512);
    const odd = goldenJson().where(logic({ '==': [{ '%': [{ var: 'lumisection.lumisection_number' }, 2] }, 1] }));
    expect(odd.evaluate(dataset)).toEqual([
      [1, 1],
      [3, 3],
      [5, 5],
      [9, 9],
    ]);
  });
  test('returns the same for ranges as for their lumisections', () => {
    for (const rules of [
      golden,
      goldenJson().where(not(dcs.cms)),
      goldenJson().where(or(dcs.cms, flag('dt-dt').is('BAD'))),
    ]) {
      const passing = new Set(
        rules
          .evaluate(dataset)
          .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n)),
      );
      for (const each of single(dataset))
        expect(rules.evaluate(each)).toBe(passing.has(each.lumisection.lumisection_number));
    }
  });
});

test('attributes that a lumisection lacks are missing, as in evaluate()', async () => {
  const one = { dataset: { name: 'online' }, run: { run_number: 1 }, lumisection: { lumisection_number: 1 } };
  const golden = goldenJson.parse({ '<': [{ var: 'lumisection.rr' }, true] }).golden;
  expect(golden.evaluate(one)).toBe(true);
  expect((await golden.generateLocally([one])).list.lumisectionCount).toBe(1);
});
