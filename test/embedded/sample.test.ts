import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FlagStatus, Json, RegistryState, StateRange, StateRun } from '../../src/embedded/state.js';
import { sampleState } from '../../src/sample/index.js';
import { isFull, selection } from '../support/rounds.js';
import { sample } from '../support/sample.js';

const state = sample;
const statuses = ['GOOD', 'BAD', 'STANDBY', 'EXCLUDED', 'NOTSET', 'EMPTY', 'NO VALUE FOUND'];
const runStates = ['OPEN', 'SIGNOFF', 'COMPLETED'];
const bitNames = [
  ...['beam1_present', 'beam1_stable', 'beam2_present', 'beam2_stable', 'bpix_ready', 'castor_ready', 'cms_active'],
  ...['cscm_ready', 'cscp_ready', 'delivered', 'dt0_ready', 'dtm_ready', 'dtp_ready', 'ebm_ready', 'ebp_ready'],
  ...['eem_ready', 'eep_ready', 'esm_ready', 'esp_ready', 'fpix_ready', 'gemm_ready', 'gemp_ready', 'hbhea_ready'],
  ...[
    'hbheb_ready',
    'hbhec_ready',
    'hf_ready',
    'ho_ready',
    'physics_flag',
    'prescale_index',
    'prescale_name',
    'recorded',
  ],
  ...['rp_sect_45_ready', 'rp_sect_56_ready', 'rp_time_ready', 'rpc_ready', 'tecm_ready', 'tecp_ready', 'tibtid_ready'],
  ...['tob_ready', 'zdc_ready'],
];
/** Bits that are true while the high voltage of a detector is on. */
const highVoltageBits: Readonly<Record<string, readonly string[]>> = {
  'csc-csc': ['cscm_ready', 'cscp_ready'],
  'dt-dt': ['dt0_ready', 'dtm_ready', 'dtp_ready'],
  'rpc-rpc': ['rpc_ready'],
  'tracker-pixel': ['bpix_ready', 'fpix_ready'],
  'tracker-strip': ['tibtid_ready', 'tecm_ready', 'tecp_ready', 'tob_ready'],
};

const flagsOf = (range: StateRange) =>
  Object.entries(range).filter((entry): entry is [string, FlagStatus] => typeof entry[1] === 'object');
const between = (first: number, last: number) =>
  state.runs.filter(({ run_number }) => run_number >= first && run_number <= last);
const runClass = (run: StateRun) => String(run.rr_attributes.class);
const online = state.rrLumisections.filter(({ dataset_name }) => dataset_name === 'online');
const onlineBits = new Map(
  state.omsLumisections
    .filter(({ dataset_name }) => dataset_name === 'online')
    .map((row) => [row.run_number, row.oms_lumisections]),
);
const runOf = new Map(state.runs.map((run) => [run.run_number, run]));
const lumisections = (from: RegistryState) =>
  from.omsLumisections
    .filter(({ dataset_name }) => dataset_name === 'online')
    .reduce((sum, { oms_lumisections }) => sum + oms_lumisections.length, 0);

/** Hashes the JSON row by row: the whole would be the largest string of the test run. */
function fingerprint(of: RegistryState): string {
  const hash = createHash('sha256');
  const { workspaces, cycles, datasetsAccepted } = of;
  for (const rows of [of.runs, of.datasets, of.rrLumisections, of.omsLumisections]) {
    for (const row of rows) hash.update(JSON.stringify(row));
  }
  return hash.update(JSON.stringify({ workspaces, cycles, datasetsAccepted })).digest('hex').slice(0, 16);
}

describe('sampleState()', () => {
  test('has the recorded fingerprint by default', () => {
    // If this fails on purpose, set the new fingerprint, and run `npm run generate:sample`.
    expect(fingerprint(state)).toBe('e9fda593386939a9');
  });

  test('returns the same data for the same options, and other data for another seed', () => {
    const small = fingerprint(sampleState({ runs: 60 }));
    expect(fingerprint(sampleState({ runs: 60 }))).toBe(small);
    expect(fingerprint(sampleState({ runs: 60, seed: 1 }))).toBe(small);
    expect(fingerprint(sampleState({ runs: 60, seed: 2 }))).not.toBe(small);
  });
});

describe('the size of the sample', () => {
  test('is recorded for the default sample', () => {
    expect(state.runs).toHaveLength(420);
    expect(state.datasets.length).toBeGreaterThan(1000);
    expect(state.datasets.length).toBeLessThan(1300);
    expect(lumisections(state)).toBeGreaterThan(60_000);
    const lengths = [...onlineBits.values()].map(({ length }) => length);
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBeGreaterThan(1200);
  });

  test.each(isFull ? [1, 2, 37, 5000] : [1, 37])('can be %i runs with different numbers, in order', (runs) => {
    const sample = sampleState({ runs });
    const numbers = sample.runs.map(({ run_number }) => run_number);
    expect(numbers).toHaveLength(runs);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(lumisections(sample)).toBeLessThan(80_000);
  });
});

describe('runs', () => {
  test('have numbers in the ranges of their years and classes', () => {
    expect(between(309000, 310000)).toHaveLength(40);
    expect(between(355100, 355208)).toHaveLength(8);
    const ranges: Readonly<Record<string, readonly [number, number, number]>> = {
      Cosmics18CRUZET: [309000, 310000, 10],
      Commissioning2018: [309000, 310000, 10],
      Collisions18: [315257, 325175, 90],
      HeavyIons18: [326381, 327564, 10],
      Cosmics18: [320100, 328762, 10],
      Commissioning22: [352417, 355099, 10],
      Cosmics22: [348500, 362761, 10],
      Collisions22: [355100, 362760, 80],
      Cosmics24: [376900, 386951, 10],
      Commissioning24: [378142, 378980, 10],
      Collisions24: [378981, 386951, 60],
    };
    for (const [name, [first, last, atLeast]] of Object.entries(ranges)) {
      const numbers = state.runs.filter((run) => runClass(run) === name).map(({ run_number }) => run_number);
      expect(numbers.length, name).toBeGreaterThanOrEqual(atLeast);
      expect(Math.min(...numbers), name).toBeGreaterThanOrEqual(first);
      expect(Math.max(...numbers), name).toBeLessThanOrEqual(last);
    }
    expect(new Set(state.runs.map(runClass))).toEqual(new Set(['', ...Object.keys(ranges)]));
  });

  test('of early 2018 have GOOD and BAD lumisections of dt-dt', () => {
    const numbers = new Set(between(309000, 310000).map(({ run_number }) => run_number));
    const rows = online.filter(({ run_number }) => numbers.has(run_number));
    const good = rows.filter(({ rr_lumisection_ranges: ranges }) =>
      ranges.some((range) => statusOf(range, 'dt-dt') === 'GOOD'),
    );
    expect(good.length).toBeGreaterThan(20);
    expect(rows.length - good.length).toBeGreaterThan(3);
  });

  test('include one for every special case', () => {
    expect(state.runs.filter(({ deleted }) => deleted)).toHaveLength(2);
    expect(state.runs.filter((run) => runClass(run) === '')).toHaveLength(2);
    expect(state.runs.filter(({ rr_attributes }) => rr_attributes.significant === false).length).toBeGreaterThan(10);
    const ongoing = state.runs.filter(({ oms_attributes }) => oms_attributes.end_time === null);
    expect(ongoing).toHaveLength(2);
    for (const { oms_attributes } of ongoing) expect(oms_attributes.duration).toBeNull();
    const empty = state.runs.filter(({ oms_attributes }) => oms_attributes.ls_duration === 0);
    expect(empty).toHaveLength(1);
    for (const { run_number } of empty) {
      expect(state.datasets.filter((row) => row.run_number === run_number).map(({ name }) => name)).toEqual(['online']);
      expect([...state.rrLumisections, ...state.omsLumisections].some((row) => row.run_number === run_number)).toBe(
        false,
      );
    }
  });

  test.each(selection([1, 2, 3], 1))('include those of the README of the Python client, with seed %i', (seed) => {
    const { runs, datasets } = seed === 1 ? state : sampleState({ seed });
    const has = (run_number: number, dataset: string) =>
      datasets.some((row) => row.run_number === run_number && row.name === dataset && !row.deleted);
    for (const run of [323444, 323555, 327604, 327743, 328762]) {
      expect(runs.find(({ run_number }) => run_number === run)?.rr_attributes.significant, `${run}`).toBe(true);
      const datasetName = run < 326000 ? 'Collisions2018D' : run < 328000 ? 'HICosmics18A' : 'Cosmics18';
      expect(has(run, `/PromptReco/${datasetName}/DQM`), `${run}`).toBe(true);
    }
    // Its examples mark this run as significant and move it from OPEN.
    const open = runs.find(({ run_number }) => run_number === 362761);
    expect(open?.rr_attributes).toMatchObject({ state: 'OPEN', significant: false });
  });

  test('share fills, and have ascending start times and versions', () => {
    const fills = new Set(state.runs.map(({ oms_attributes }) => oms_attributes.fill_number));
    expect(fills.size).toBeLessThan(300);
    const starts = state.runs.map(({ oms_attributes }) => String(oms_attributes.start_time));
    expect(starts).toEqual([...starts].sort());
    const versions = state.runs.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});

describe('attributes of runs', () => {
  test('are consistent with each other and with the bits', () => {
    for (const { run_number, oms_attributes: oms } of state.runs) {
      expect(oms.run_number).toBe(run_number);
      for (const key of ['start_time', 'end_time', 'last_update']) {
        if (oms[key] !== null) expect(oms[key]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }
      const { duration } = oms;
      if (typeof duration === 'number') {
        expect((Date.parse(String(oms.end_time)) - Date.parse(String(oms.start_time))) / 1000).toBe(duration);
        expect(oms.hlt_physics_rate).toBeCloseTo(Number(oms.hlt_physics_counter) / duration, 2);
        expect(oms.l1_rate).toBeCloseTo(Number(oms.l1_triggers_counter) / duration, 2);
        expect(oms.hlt_physics_throughput).toBeCloseTo(Number(oms.hlt_physics_size) / duration, 7);
      }
      const bits = onlineBits.get(run_number) ?? [];
      expect(oms.ls_duration).toBe(bits.length);
      expect(oms.stable_beam).toBe(bits.some((bit) => bit.beam1_stable === true));
      expect(oms.initial_prescale_index).toBe(bits[0]?.prescale_index ?? null);
      const { delivered_lumi: delivered, recorded_lumi: recorded } = oms;
      if (typeof delivered === 'number') expect(Number(recorded)).toBeLessThanOrEqual(delivered);
    }
  });

  test('include only components that took part, with true', () => {
    for (const { oms_attributes: oms } of state.runs) {
      const components = oms.components;
      const included = Object.entries(oms).filter(([key]) => key.endsWith('_included'));
      expect(new Set(included.map(([, value]) => value))).toEqual(new Set([true]));
      const expected = Array.isArray(components)
        ? components.map((name: Json) => `${String(name).toLowerCase()}_included`)
        : [];
      expect(included.map(([key]) => key).sort()).toEqual(expected.sort());
    }
  });

  test('are missing or null where the real registry lacks them', () => {
    const newer = [
      'components_out',
      'beta_star_start',
      'beta_star_stop',
      'crossing_angle_start',
      'crossing_angle_stop',
    ];
    newer.push('last_lumisection_number', 'beamactive_total_deadtime');
    for (const run of state.runs) {
      const old = run.run_number < 330000;
      for (const key of newer) expect(key in run.oms_attributes).toBe(!old);
      if (old)
        for (const key of ['era', 'gem_included', 'l1scout_included'])
          expect(run.oms_attributes).not.toHaveProperty(key);
      if (runClass(run).startsWith('Cosmics')) {
        for (const key of ['init_lumi', 'end_lumi', 'recorded_lumi', 'delivered_lumi'])
          expect(run.oms_attributes[key]).toBeNull();
      }
      if (runClass(run).startsWith('Collisions')) expect([null, 6500, 6800]).toContain(run.oms_attributes.energy);
      if (runClass(run) === 'HeavyIons18') expect(run.oms_attributes).toMatchObject({ fill_type_party1: 'PB82' });
      expect(runStates).toContain(run.rr_attributes.state);
    }
    const has = (test: (run: StateRun) => boolean) => expect(state.runs.some(test)).toBe(true);
    for (const key of ['energy', 'b_field', 'hlt_key', 'injection_scheme'])
      has((run) => run.oms_attributes[key] === null);
    has((run) => !('injection_scheme' in run.oms_attributes));
    has((run) => !('short_run' in run.rr_attributes));
    has((run) => run.rr_attributes.short_run === true);
    has((run) => run.rr_attributes.run_needs_to_be_updated_manually === true);
    has((run) => run.oms_attributes.era === 'Run2022C');
    for (const wanted of runStates) has((run) => run.rr_attributes.state === wanted);
  });
});

describe('datasets', () => {
  test('include one named online for every run, without attributes', () => {
    const rows = state.datasets.filter(({ name }) => name === 'online');
    expect(rows.map(({ run_number }) => run_number)).toEqual(state.runs.map(({ run_number }) => run_number));
    for (const row of rows) expect(row).toMatchObject({ dataset_attributes: {}, datasets_in_gui: [], deleted: false });
    expect(new Set(state.datasets.map(({ run_number, name }) => `${run_number} ${name}`)).size).toBe(
      state.datasets.length,
    );
  });

  test('other than online have states in their workspaces', () => {
    const rows = state.datasets.filter(({ name }) => name !== 'online');
    const seen = new Set<Json>();
    for (const { name, dataset_attributes, datasets_in_gui } of rows) {
      expect(name).toMatch(/^\/(Express|PromptReco|ReReco)\/\w+\/DQM$/);
      for (const [key, value] of Object.entries(dataset_attributes)) {
        if (key === 'appeared_in') expect(Array.isArray(value)).toBe(true);
        else seen.add(value);
      }
      expect(dataset_attributes).toHaveProperty('global_state');
      for (const primary of datasets_in_gui) expect(primary).toMatch(/^\/\w+\/[\w-]+-v\d\/DQMIO$/);
    }
    expect(seen).toEqual(new Set([...runStates, 'waiting dqm gui']));
    const appeared = new Set(rows.map(({ dataset_attributes }) => JSON.stringify(dataset_attributes.appeared_in)));
    expect(appeared).toEqual(new Set([undefined, '[]', '["DQM GUI"]', '["DQM GUI","DBS"]']));
    expect(rows.filter(({ deleted }) => deleted)).toHaveLength(3);
    expect(rows.some(({ name }) => name === '/PromptReco/Collisions2018A/DQM')).toBe(true);
  });
});

describe('flags', () => {
  test('are ranges that cover every lumisection once', () => {
    const short: number[] = [];
    for (const { run_number, dataset_name, rr_lumisection_ranges: ranges } of state.rrLumisections) {
      let next = 1;
      const names = flagsOf(ranges[0] ?? { start: 0, end: 0 }).map(([flag]) => flag);
      const wrong = ranges.filter((range) => {
        const flags = flagsOf(range);
        const isNext = range.start === next && range.end >= range.start;
        next = range.end + 1;
        return !(
          isNext &&
          flags.length === names.length &&
          flags.every(([flag, { status }], index) => flag === names[index] && statuses.includes(status))
        );
      });
      expect(wrong).toEqual([]);
      const last = runOf.get(run_number)?.oms_attributes.ls_duration;
      if (next - 1 === last) continue;
      expect(next - 1).toBeLessThan(Number(last));
      expect(dataset_name).toBe('online');
      short.push(run_number);
    }
    expect(short).toHaveLength(3);
  });

  test('are the columns of the workspaces', () => {
    const documents = [state.workspaces.online, state.workspaces.offline].flat() as unknown as readonly {
      readonly workspace: string;
      readonly online_or_offline: string;
      readonly columns: readonly string[];
    }[];
    const listed = (kind: string) =>
      documents
        .filter(({ online_or_offline }) => online_or_offline === kind)
        .flatMap(({ workspace, columns }) => columns.map((column) => `${workspace}-${column}`))
        .sort();
    const used = (kind: string) => {
      const rows = state.rrLumisections.filter(
        ({ dataset_name }) => (dataset_name === 'online') === (kind === 'online'),
      );
      return [
        ...new Set(
          rows.flatMap((row) => flagsOf(row.rr_lumisection_ranges[0] ?? { start: 0, end: 0 }).map(([flag]) => flag)),
        ),
      ];
    };
    for (const kind of ['online', 'offline']) expect(used(kind).sort()).toEqual(listed(kind));
    expect(listed('online')).toEqual(expect.arrayContaining(['rpc-hv', 'tracker-track_private', 'ctpps-rp45_210']));
    expect(listed('offline')).toEqual(expect.arrayContaining(['dc-lowlumi', 'tracker-track', 'btag-btag']));
  });

  test('vary from run to run', () => {
    for (const flag of [
      'csc-csc',
      'dt-dt',
      'ecal-ecal',
      'hcal-hcal',
      'hlt-hlt',
      'l1t-l1t',
      'rpc-rpc',
      'tracker-strip',
    ]) {
      const statuses = online.map((row) => new Set(row.rr_lumisection_ranges.map((range) => statusOf(range, flag))));
      expect(statuses.filter((set) => set.size === 1 && set.has('GOOD')).length, flag).toBeGreaterThan(50);
      expect(statuses.filter((set) => set.has('GOOD') && set.has('BAD')).length, flag).toBeGreaterThan(10);
      expect(statuses.filter((set) => !set.has('GOOD')).length, flag).toBeGreaterThan(10);
    }
    const seen = new Set(
      state.rrLumisections.flatMap((row) =>
        row.rr_lumisection_ranges.flatMap((range) => flagsOf(range).map(([, { status }]) => status)),
      ),
    );
    expect(seen).toEqual(new Set(statuses));
  });

  test('have comments of every kind', () => {
    let commented = 0;
    let all = 0;
    let two = 0;
    let twins = 0;
    const texts = new Set<string>();
    for (const { rr_lumisection_ranges: ranges } of online) {
      const comments = new Map<string, Set<string>>();
      for (const [flag, { comment }] of ranges.flatMap(flagsOf)) {
        const set = comments.get(flag) ?? new Set();
        comments.set(flag, comment === '' ? set : set.add(comment));
      }
      for (const set of comments.values()) {
        all += 1;
        for (const text of set) texts.add(text);
        if (set.size > 0) commented += 1;
        if (set.size > 1) two += 1;
        if (new Set([...set].map((text) => text.toLowerCase())).size < set.size) twins += 1;
      }
    }
    expect(commented / all).toBeGreaterThan(0.07);
    expect(commented / all).toBeLessThan(0.14);
    expect(two).toBeGreaterThan(20);
    expect(twins).toBeGreaterThan(0);
    for (const part of ['"', "'", '\\', '%', '_', 'µ', 'é', '<'])
      expect(
        [...texts].some((text) => text.includes(part)),
        part,
      ).toBe(true);
  });

  test('have dc-lowlumi BAD only in stable beams', () => {
    let checked = 0;
    for (const { run_number, rr_lumisection_ranges: ranges } of state.rrLumisections) {
      for (const range of ranges.filter((range) => statusOf(range, 'dc-lowlumi') === 'BAD')) {
        checked += 1;
        const bits = onlineBits.get(run_number)?.slice(range.start - 1, range.end) ?? [];
        expect(bits.every((bit) => bit.beam1_stable === true)).toBe(true);
      }
    }
    expect(checked).toBeGreaterThan(100);
  });
});

describe('bits', () => {
  test('are complete in every lumisection', () => {
    for (const { oms_lumisections: bits } of state.omsLumisections) {
      const incomplete = [...new Set(bits)].filter((bit) => Object.keys(bit).sort().join() !== bitNames.join());
      expect(incomplete).toEqual([]);
    }
    const names = new Set([...onlineBits.values()].flatMap((bits) => bits.map((bit) => bit.prescale_name)));
    expect(names).toContain('Emergency');
  });

  test('have stable beams only where beams are present, except in runs with unusable presence bits', () => {
    const unusable = new Set<Json | undefined>();
    for (const [run, bits] of onlineBits) {
      const excepted = run >= 355100 && run <= 355208;
      const all = [...new Set(bits)];
      if (excepted) for (const bit of all) unusable.add(bit.beam1_present);
      const stable = excepted ? [] : all.filter((bit) => bit.beam1_stable === true);
      expect(stable.filter((bit) => bit.beam1_present !== true || bit.beam2_present !== true)).toEqual([]);
      expect(all.filter((bit) => Number(bit.delivered) > 0 && bit.beam1_stable !== true)).toEqual([]);
    }
    expect(unusable).toEqual(new Set([null, false]));
  });

  test('are off where the comment of a flag is a high-voltage trip, and never where the flag is GOOD', () => {
    let trips = 0;
    const wrong: (readonly [run: number, start: number, flag: string])[] = [];
    for (const { run_number, rr_lumisection_ranges: ranges } of online) {
      const all = onlineBits.get(run_number) ?? [];
      for (const range of ranges) {
        const bits = [...new Set(all.slice(range.start - 1, range.end))];
        for (const [flag, names] of Object.entries(highVoltageBits)) {
          const on = bits.map((bit) => names.every((name) => bit[name] === true));
          if (statusOf(range, flag) === 'GOOD' && on.includes(false)) wrong.push([run_number, range.start, flag]);
          if (flagsOf(range).find(([name]) => name === flag)?.[1].cause !== 'HV trip') continue;
          trips += 1;
          if (on.includes(true)) wrong.push([run_number, range.start, flag]);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(trips).toBeGreaterThan(100);
  });

  test('of an offline dataset cover as many lumisections as those of online', () => {
    const own = state.omsLumisections.filter(({ dataset_name }) => dataset_name !== 'online');
    expect(own.length).toBeGreaterThan(5);
    for (const row of own) expect(row.oms_lumisections).toHaveLength(onlineBits.get(row.run_number)?.length ?? 0);
  });
});

test('cycles and accepted datasets name datasets of the sample', () => {
  const names = new Set(state.datasets.map(({ name }) => name));
  const cycles = state.cycles as readonly {
    readonly datasets: readonly { readonly name: string; readonly deleted: boolean }[];
  }[];
  expect(cycles.length).toBeGreaterThan(2);
  for (const { datasets } of cycles) {
    expect(datasets.length).toBeGreaterThan(1);
    for (const { name, deleted } of datasets) expect([names.has(name), deleted]).toEqual([true, false]);
  }
  const accepted = state.datasetsAccepted as readonly { readonly name: string; readonly enabled: boolean }[];
  for (const { name, enabled } of accepted) expect(names.has(name), name).toBe(enabled);
});

function statusOf(range: StateRange, flag: string): string | undefined {
  const status = range[flag];
  return typeof status === 'object' ? status.status : undefined;
}
