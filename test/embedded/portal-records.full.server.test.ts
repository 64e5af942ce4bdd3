/** Golden JSON of the JSON portal, compared with a plain loop over the sample. */
import type { Json } from 'runregistry/embedded';
import { describe, expect, test, vi } from 'vitest';
import { sample } from '../support/sample.js';
import { cosmics, generate, good, ownRegistry, type Ranges } from './portal-fixture.js';

ownRegistry();

describe('a golden JSON equals the result of a plain loop over the state', () => {
  const state = sample;
  const runs = new Map(state.runs.map((run) => [run.run_number, run]));
  const key = (row: { run_number: number; dataset_name: string }): string => `${row.run_number}-${row.dataset_name}`;
  const flags = new Map(state.rrLumisections.map((row) => [key(row), row.rr_lumisection_ranges]));
  const bits = new Map(state.omsLumisections.map((row) => [key(row), row.oms_lumisections]));
  const names = new Intl.Collator('en', { ignorePunctuation: true });
  const datasets = state.datasets
    .filter(({ deleted }) => !deleted)
    .toSorted((one, other) => one.run_number - other.run_number || names.compare(one.name, other.name));

  /** Returns numbers as ranges. A number that is not the next one starts a range, also if it is smaller. */
  function ranges(numbers: readonly number[]): [number, number][] {
    const found: [number, number][] = [];
    for (const number of numbers) {
      const last = found[found.length - 1];
      if (last !== undefined && last[1] + 1 === number) last[1] = number;
      else found.push([number, number]);
    }
    return found;
  }

  const asRanges = (numbers: Map<string, number[]>): Ranges =>
    Object.fromEntries([...numbers].map(([name, list]) => [name, ranges(list)]));

  /** Returns the lists and luminosities of a record. */
  function reference(rule: Json, pattern: RegExp, apply: (rule: unknown, data: unknown) => unknown): object {
    const lists = [0, 1, 2, 3].map(() => new Map<string, number[]>());
    const sums = { total: [0, 0], in: [0, 0], lost: [0, 0] };
    const used: number[] = [];
    for (const { run_number, name, dataset_attributes } of datasets) {
      if (!pattern.test(name)) continue;
      used.push(run_number);
      const { oms_attributes: oms, rr_attributes: rr } = runs.get(run_number) ?? {};
      const known = bits.get(`${run_number}-${name}`) ?? bits.get(`${run_number}-online`) ?? [];
      for (const { start, end, ...statuses } of flags.get(`${run_number}-${name}`) ?? []) {
        const rrStatuses = Object.fromEntries(
          Object.entries(statuses).map(([flag, one]) => [flag, Object(one).status]),
        );
        const isEmpty = Object.keys(statuses).length === 0;
        for (let number = start; number <= end; number++) {
          const lumisection = known[number - 1];
          if (lumisection === undefined || 'err' in lumisection || isEmpty) continue;
          const data = {
            dataset: { ...dataset_attributes, name },
            run: { run_number, oms, rr },
            lumisection: {
              lumisection_number: number,
              oms: lumisection,
              rr: rrStatuses,
            },
          };
          const passes = Boolean(apply(rule, data));
          const [byRun, byDataset] = passes ? lists.slice(0, 2) : lists.slice(2);
          for (const [list, at] of [
            [byRun, `${run_number}`],
            [byDataset, `${run_number}-${name}`],
          ] as const) {
            const numbers = list?.get(at) ?? [];
            numbers.push(number);
            list?.set(at, numbers);
          }
          for (const sum of [sums.total, passes ? sums.in : sums.lost]) {
            sum[0] = (sum[0] ?? 0) + Math.max(0, Number(lumisection.recorded ?? 0));
            sum[1] = (sum[1] ?? 0) + Math.max(0, Number(lumisection.delivered ?? 0));
          }
        }
      }
    }
    const [byRun, byDataset, antiByRun, antiByDataset] = lists.map(asRanges);
    return {
      generated_json: byRun,
      generated_json_with_dataset_names: byDataset,
      generated_anti_json: antiByRun,
      generated_anti_json_with_dataset_names: antiByDataset,
      min_run_number: used[0],
      max_run_number: used[used.length - 1],
      total_recorded_luminosity: sums.total[0],
      total_delivered_luminosity: sums.total[1],
      recorded_luminosity_in_json: sums.in[0],
      delivered_luminosity_in_json: sums.in[1],
      total_recorded_luminosity_lost: sums.lost[0],
      total_delivered_luminosity_lost: sums.lost[1],
    };
  }

  const oms = (bit: string) => ({ var: `lumisection.oms.${bit}` });
  const rr = (flag: string) => ({ var: `lumisection.rr.${flag}` });
  const cases: readonly (readonly [string, Json, string, RegExp])[] = [
    [
      'flags, bits, beam energy and a trigger key',
      {
        and: [
          { or: [{ '==': [{ var: 'run.oms.energy' }, 6500] }, { '==': [{ var: 'run.oms.energy' }, 6800] }] },
          { '==': [{ in: ['WMass', { var: 'run.oms.hlt_key' }] }, false] },
          ...['dt-dt', 'csc-csc', 'tracker-strip'].map((flag) => ({ '==': [rr(flag), 'GOOD'] })),
          { '==': [oms('bpix_ready'), true] },
        ],
      },
      '/PromptReco/Collisions2018_/DQM',
      /^\/PromptReco\/Collisions2018.\/DQM$/,
    ],
    [
      'several datasets of a run',
      { and: [{ '==': [rr('dt-dt'), 'GOOD'] }, { '!': [{ '==': [oms('tob_ready'), false] }] }] },
      '(/PromptReco/Collisions2018A|/Express/Collisions2018|/ReReco/%2018A%)/DQM',
      /^(\/PromptReco\/Collisions2018A|\/Express\/Collisions2018|\/ReReco\/.*2018A.*)\/DQM$/,
    ],
    [
      'null, which passes what nobody thinks of',
      {
        and: [
          { '<': [oms('recorded_misspelt'), 1] },
          { '<=': [oms('gemm_ready'), 0] },
          { '!=': [{ var: 'run.rr.no_such' }, 'x'] },
        ],
      },
      'online',
      /^online$/,
    ],
    [
      'numbers, and an if in the middle',
      {
        and: [
          { '<': [10, { var: 'lumisection.lumisection_number' }, 400] },
          { '>': [{ '/': [oms('recorded'), oms('delivered')] }, 0.9] },
          { if: [{ in: ['2022', { var: 'dataset.name' }] }, { '!==': [rr('rpc-rpc'), 'BAD'] }, true] },
        ],
      },
      '%/Collisions2022%',
      /^.*\/Collisions2022.*$/,
    ],
    [
      'what is only truthy: texts, numbers, an empty list',
      {
        if: [
          { '>': [{ var: 'lumisection.lumisection_number' }, 40] },
          rr('dt-dt'),
          { '>': [{ var: 'lumisection.lumisection_number' }, 20] },
          { missing: ['run.run_number'] },
          { '%': [{ var: 'lumisection.lumisection_number' }, 3] },
        ],
      },
      '%Cosmics%',
      /Cosmics/,
    ],
  ];
  test.each(cases)('%s', async (_title, rule, name, pattern) => {
    const { default: jsonLogic } = await import('json-logic-js');
    const expected = reference(rule, pattern, jsonLogic.apply);
    const isIf = 'if' in Object(rule);
    // The portal cannot report on an `if`. Within an `and`, which returns its last value, it is the same rule.
    const record = await generate(isIf ? { and: [true, rule] } : rule, name);
    const reported = Object.entries(record).filter(([name]) => name in expected);
    expect(Object.fromEntries(reported)).toEqual(expected);
    expect(Object.keys(record.generated_json).length).toBeGreaterThan(2);
    expect(Object.keys(record.generated_anti_json).length).toBeGreaterThan(2);
  });
});

test('a rule with log selects what its argument selects, and writes nothing to stdout', async () => {
  const write = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    const logged = await generate({ and: [{ log: [good] }] }, cosmics);
    expect(logged.generated_json).toEqual((await generate({ and: [good] }, cosmics)).generated_json);
    expect(write).not.toHaveBeenCalled();
  } finally {
    write.mockRestore();
  }
});
