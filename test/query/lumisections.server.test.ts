/** Lumisections of all runs and datasets of a sample with gaps, compared with the registry's lists of single lumisections. */
import {
  and,
  atLeastOf,
  dcs,
  except,
  flag,
  flags,
  type GoldenJson,
  goldenJson,
  LumiList,
  logic,
  lumisection,
  not,
  or,
  type RunLumisections,
  RunRegistry,
  run,
} from 'runregistry';
import { type EmbeddedRegistry, type RegistryState, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFull, selection } from '../support/rounds.js';

const gap = { err: 'No data available for this lumisection' };

/** Returns the sample with lists of unequal length and gaps on both sides. */
function stateWithGaps(): RegistryState {
  const state = sampleState({ runs: isFull ? 24 : 12 });
  return {
    ...state,
    omsLumisections: state.omsLumisections.map(({ oms_lumisections: bits, ...rest }, index) => {
      const changes: readonly (() => typeof bits)[] = [
        () => bits.slice(0, -3),
        () => [...bits, ...bits.slice(0, 4)],
        () => bits.map((data, at) => (at % 7 < 2 ? gap : data)),
        () => [...bits.slice(0, -1), gap],
        () => [],
      ];
      return { ...rest, oms_lumisections: changes[index % 6]?.() ?? bits };
    }),
    rrLumisections: state.rrLumisections.map(({ rr_lumisection_ranges: ranges, ...rest }, index) => {
      const changes: readonly (() => typeof ranges)[] = [
        () => ranges.filter((_, at) => at !== 1),
        () =>
          ranges.map(({ 'dt-dt': dt, ...others }, at) =>
            at === 0 || dt === undefined ? others : { 'dt-dt': dt, ...others },
          ),
        () => ranges.slice(0, -1),
        () => [],
      ];
      return { ...rest, rr_lumisection_ranges: changes[index % 5]?.() ?? ranges };
    }),
  };
}

let server: EmbeddedRegistry;
let registry: RunRegistry;
beforeAll(async () => {
  server = await startEmbedded({ state: stateWithGaps() });
  registry = new RunRegistry({ url: server.url });
});
afterAll(() => server.close());
const runs = () => registry.runs();
const datasets = () => registry.datasets();

type Flat = Record<string, unknown>;

const lists = new Map<string, Promise<readonly Flat[]>>();
/** Returns a list of single lumisections, requested once. */
function plain(route: string, run_number: number, dataset_name: string): Promise<readonly Flat[]> {
  const key = `${route} ${run_number} ${dataset_name}`;
  const list = lists.get(key) ?? request(route, run_number, dataset_name);
  lists.set(key, list);
  return list;
}

async function request(route: string, run_number: number, dataset_name: string): Promise<Flat[]> {
  const response = await fetch(`${server.url}/lumisections/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ run_number, dataset_name }),
  });
  return (await response.json()) as Flat[];
}

const isFilled = (flags: Flat): boolean =>
  Object.values(flags as Record<string, Flat>).every(
    ({ status, comment, cause }) => status === 'EMPTY' && comment === '' && cause === '',
  );

interface RequestedSides {
  readonly rr?: boolean;
  readonly oms?: boolean;
  readonly luminosity?: boolean;
}

/** Returns an entry per lumisection from the lists of single lumisections. */
async function byHand(
  run: number,
  dataset: string,
  { rr = true, oms = true, luminosity = false }: RequestedSides = {},
) {
  const flags = rr ? await plain('rr_lumisections', run, dataset) : [];
  const bits = oms ? await plain('oms_lumisections', run, dataset) : [];
  return Array.from({ length: Math.max(flags.length, bits.length) }, (_, index) => {
    const here = flags[index];
    const { err, recorded, delivered, ...rest } = bits[index] ?? {};
    const isGap = bits[index] !== undefined && err !== undefined;
    return {
      lumisection_number: index + 1,
      rr: here === undefined || isFilled(here) ? undefined : here,
      oms: bits[index] === undefined || isGap ? undefined : { ...rest, ...(luminosity ? { recorded, delivered } : {}) },
      ...(isGap ? { gap: err } : {}),
    };
  });
}

async function collect(items: AsyncIterable<RunLumisections>): Promise<RunLumisections[]> {
  const collected: RunLumisections[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

describe('items', () => {
  test('are the runs of the query in order, each once, with aligned lumisections', async () => {
    const numbers = (await runs().all()).map((row) => row.run_number);
    const items = await collect(runs().lumisections());
    expect(items.map((item) => item.run_number)).toEqual(numbers);
    const unequal = { rr: 0, oms: 0, gaps: 0 };
    for (const item of items) {
      const expected = await byHand(item.run_number, 'online');
      expect([...item.lumisections()]).toEqual(expected);
      expect(item).toMatchObject({ key: `${item.run_number}`, dataset_name: 'online' });
      expect(item.counts).toEqual({
        rr: expected.filter(({ rr }) => rr !== undefined).length,
        oms: expected.filter(({ oms }) => oms !== undefined).length,
      });
      if (item.counts.rr > item.counts.oms) unequal.rr++;
      if (item.counts.rr < item.counts.oms) unequal.oms++;
      unequal.gaps += item.ranges.filter(({ gap }) => gap !== undefined).length;
    }
    // Otherwise nothing was compared.
    expect(Math.min(...Object.values(unequal))).toBeGreaterThan(2);
  });
  test('are the datasets of the query in order', async () => {
    const rows = await datasets().all();
    const items = await datasets().lumisections().all();
    const keys = rows.map(({ run_number, name }) => `${run_number} ${name}`);
    expect(items.map(({ key }) => key)).toEqual(keys);
    expect(items.map(({ run_number, dataset_name }) => `${run_number} ${dataset_name}`)).toEqual(keys);
    for (const item of items)
      expect([...item.lumisections()]).toEqual(await byHand(item.run_number, item.dataset_name));
  });
  test('respect the conditions, order and limit of the query', async () => {
    const query = runs().where('run_number').gte(316_000).orderBy('class').limit(9).pageSize(4);
    const items = await query.lumisections({ oms: false }).all();
    expect(items.map((item) => item.run_number)).toEqual((await query.all()).map((row) => row.run_number));
    expect(await runs().where('run_number').eq(1).lumisections().all()).toEqual([]);
    expect(await runs().limit(0).lumisections().all()).toEqual([]);
    const narrow = await runs().select('energy').limit(2).lumisections().all();
    expect(narrow.map(({ key }) => key)).toEqual((await runs().limit(2).all()).map((row) => `${row.run_number}`));
  });
  test.each<RequestedSides>([{ rr: false }, { oms: false }, { luminosity: true }, { rr: false, luminosity: true }])(
    'contain the requested sides: %j',
    async (options) => {
      for (const item of await datasets().limit(15).lumisections(options).all()) {
        expect([...item.lumisections()]).toEqual(await byHand(item.run_number, item.dataset_name, options));
        if (options.rr === false) expect(item.counts.rr).toBe(0);
        if (options.oms === false) expect(item.counts.oms).toBe(0);
      }
    },
  );
  test('can be read again from the same stream', async () => {
    const stream = runs().limit(3).lumisections();
    expect(await stream.all()).toEqual(await stream.all());
  });
});

describe('fraction()', () => {
  test('counts the lumisections that have data in the Run Registry', async () => {
    let some = 0;
    for (const item of await runs().lumisections().all()) {
      const known = (await byHand(item.run_number, 'online')).filter(({ rr }) => rr !== undefined);
      for (const status of ['GOOD', 'BAD', 'EMPTY'] as const) {
        const has = known.filter(({ rr }) => (rr as Record<string, Flat>)['dt-dt']?.status === status).length;
        expect(item.fraction('dt-dt', status)).toBe(known.length === 0 ? undefined : has / known.length);
        if (has > 0 && has < known.length) some++;
      }
      expect(item.fraction('dt-dt')).toBe(item.fraction('dt-dt', 'GOOD'));
    }
    expect(some).toBeGreaterThan(5);
  });
});

describe('toLumiList()', () => {
  const documents: Readonly<Record<string, () => GoldenJson>> = {
    'flags and bits': () =>
      goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD').where('lumisection.oms.bpix_ready').is(true),
    'attributes of the run': () =>
      goldenJson()
        .where('run.oms.energy')
        .between(6000, 7000)
        .where(not(run.hlt_key.contains('WMass')))
        .flag('rpc-rpc')
        .isNot('BAD'),
    // Only one dataset, because another one of the same run may have the flag.
    'a flag that some lumisections lack': () =>
      goldenJson().where('dataset.name').eq('online').flag('dt-dt').isNot('BAD'),
    'the name of the dataset': () => goldenJson().where('dataset.name').contains('PromptReco').where(dcs.strip),
    'numbers of lumisections': () =>
      goldenJson()
        .where('lumisection.lumisection_number')
        .between(3, 40)
        .where(or(lumisection.lumisection_number.in([5, 6, 30]), flag('dt-dt').is('GOOD'))),
    'at least two of three, and an exception': () =>
      goldenJson()
        .where(atLeastOf(2, [flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD'), dcs.rpc]))
        .where(except({ from: 315_300, to: 318_000 }, flags(['tracker-strip']).are('GOOD'), dcs.strip)),
    'no guards': () =>
      goldenJson()
        .where(not(flag('dt-dt').is('GOOD')))
        .withGuards(false),
    'operators without conditions': () =>
      goldenJson.parse({
        and: [
          { '!': [{ missing: ['lumisection.rr.dt-dt'] }] },
          { '<=': [2, { var: 'lumisection.lumisection_number' }, 50] },
        ],
      }).golden,
    'a lumisection number in an operator without conditions': () =>
      goldenJson.parse({ '==': [{ '%': [{ var: ['lumisection.lumisection_number', 0] }, 3] }, 1] }).golden,
    'a lumisection number at a computed path': () =>
      goldenJson.parse({ '<': [{ var: { cat: ['lumisection.', 'lumisection_number'] } }, 9] }).golden,
  };
  test.each(selection(Object.entries(documents), 2))(
    'returns the list of generateLocally() for a golden JSON: %s',
    async (_, make) => {
      const golden = make();
      const query = datasets().where('run_number').between(315_000, 320_000);
      const list = await query.lumisections().toLumiList(golden);
      const { list: expected } = await golden.generateLocally(query);
      expect(list.toJSON()).toEqual(expected.toJSON());
      expect(list.lumisectionCount).toBeGreaterThan(0);
    },
  );
  test('accepts a condition on luminosities if they are requested', async () => {
    const golden = goldenJson().where('lumisection.oms.recorded').gt(0.05);
    const query = datasets().where('run_number').between(315_000, 320_000);
    const list = await query.lumisections({ luminosity: true }).toLumiList(golden);
    expect(list.toJSON()).toEqual((await golden.generateLocally(query)).list.toJSON());
    expect(list.lumisectionCount).toBeGreaterThan(0);
  });
  test('applies an expression to each lumisection with data on both sides', async () => {
    const expected: (readonly [run: number, lumisection: number])[] = [];
    const every = await runs().all();
    for (const { run_number } of every)
      for (const { lumisection_number: number, rr, oms } of await byHand(run_number, 'online')) {
        const flag = (rr as Record<string, Flat> | undefined)?.['dt-dt'];
        if ((oms as Flat | undefined)?.dtp_ready === true && flag?.status === 'GOOD')
          expected.push([run_number, number]);
      }
    const list = await runs()
      .lumisections()
      .toLumiList(and(flag('dt-dt').is('GOOD'), lumisection.dtp_ready.is(true)));
    expect(list.toJSON()).toEqual(LumiList.fromPairs(expected).toJSON());
    expect(list.runCount).toBeGreaterThan(3);
  });
  test('accepts a condition on the only requested side', async () => {
    const list = await runs().lumisections({ rr: false }).toLumiList(dcs.strip);
    const byFunction = await runs()
      .lumisections()
      .toLumiList(({ oms }) =>
        ['tecm_ready', 'tecp_ready', 'tob_ready', 'tibtid_ready'].every(
          (bit) => (oms as Flat | undefined)?.[bit] === true,
        ),
      );
    expect(list.toJSON()).toEqual(byFunction.toJSON());
    expect(list.isEmpty).toBe(false);
    const offline = await runs().lumisections({ oms: false }).toLumiList(flag('dt-dt').is('GOOD'));
    expect(offline.toJSON()).toEqual(
      (
        await runs()
          .lumisections()
          .toLumiList(({ rr }) => rr?.['dt-dt']?.status === 'GOOD')
      ).toJSON(),
    );
  });
  test('accepts conditions on run attributes and on the dataset of a run', async () => {
    const query = runs().where('run_number').between(315_000, 325_000);
    const list = await query.lumisections().toLumiList(and(run.energy.gte(6000), dcs.pixel));
    const same = await runs()
      .where('run_number')
      .between(315_000, 325_000)
      .where('energy')
      .gte(6000)
      .lumisections()
      .toLumiList(dcs.pixel);
    expect(list.toJSON()).toEqual(same.toJSON());
    expect(list.isEmpty).toBe(false);
    const online = goldenJson().where('dataset.name').eq('online');
    expect((await query.lumisections().toLumiList(online)).runs).toEqual(
      (await online.generateLocally(datasets().where('run_number').between(315_000, 325_000))).list.runs,
    );
  });
  test('unites the datasets of a run', async () => {
    const query = datasets().where('dataset_name').contains('Collisions2018');
    const list = await query.lumisections().toLumiList(flag('dt-dt').is('GOOD'));
    const each = await query.lumisections().all();
    const lists = each.map((item) =>
      LumiList.fromRanges(
        item.run_number,
        item.ranges.filter(({ rr, oms }) => oms !== undefined && rr?.['dt-dt']?.status === 'GOOD'),
      ),
    );
    expect(new Set(each.map((item) => item.run_number)).size).toBeLessThan(each.length);
    expect(list.toJSON()).toEqual(LumiList.empty.union(...lists).toJSON());
  });
  test('accepts a rule in JSON logic', async () => {
    const rule = logic({ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] });
    expect((await runs().lumisections().toLumiList(rule)).toJSON()).toEqual(
      (await runs().lumisections().toLumiList(flag('dt-dt').is('GOOD'))).toJSON(),
    );
  });
});
