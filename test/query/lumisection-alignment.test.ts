/** Alignment of flags and bits: random lists, missing lumisections, and invalid responses. */
import fc from 'fast-check';
import { QueryError, ResponseError, type RunLumisections } from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type FakeRun,
  filler,
  type Lumisection,
  lost,
  registryWithRuns,
  verdict,
} from '../support/fake-lumisections.js';
import type { FakeRegistry } from '../support/fake-registry.js';
import { refused, rejected } from '../support/refusal.js';
import { rounds, seed } from '../support/rounds.js';
import { untypedCall } from '../support/untyped.js';

let registry: FakeRegistry | undefined;
afterEach(async () => {
  await registry?.close();
  registry = undefined;
});

async function items(fakeRuns: readonly FakeRun[], options = {}): Promise<RunLumisections[]> {
  registry = await registryWithRuns(fakeRuns);
  return registry.client().runs().lumisections(options).all();
}

async function only(fakeRuns: Omit<FakeRun, 'run_number'>, options = {}): Promise<RunLumisections> {
  const [item] = await items([{ run_number: 355_556, ...fakeRuns }], options);
  await registry?.close();
  return item as RunLumisections;
}

const good = { 'dt-dt': verdict('GOOD') };
const bad = { 'dt-dt': verdict('BAD', 'HV trip', 'DT') };
const unknown = { 'dt-dt': filler };
const on = { cms_active: true };
const off = { cms_active: false };

describe('a random run', () => {
  const flagged = fc.record({
    'dt-dt': fc.constantFrom(verdict('GOOD'), verdict('BAD', 'trip'), filler, verdict('EMPTY', 'a word')),
    'tracker-strip': fc.constantFrom(verdict('GOOD'), filler, filler),
  });
  const measured = fc.record({ cms_active: fc.constantFrom(true, false, null), recorded: fc.constantFrom(0.1, 0.2) });
  // Repeated lumisections make ranges long and let their ends coincide.
  const list = (lumisection: fc.Arbitrary<Lumisection>) =>
    fc
      .array(fc.tuple(lumisection, fc.constantFrom(1, 1, 2, 5)), { maxLength: 6 })
      .map((parts) => parts.flatMap(([item, times]) => Array.from({ length: times }, () => item)));
  const runs = fc.record({
    flagsOf: list(flagged),
    bitsOf: list(fc.oneof({ weight: 3, arbitrary: measured }, fc.constantFrom<Lumisection>(lost, { err: 'lost' }))),
  });
  const isFiller = (flag: object) => JSON.stringify(flag) === JSON.stringify(filler);

  /** Returns each lumisection separately, looked up by its number. */
  function expected({ flagsOf, bitsOf }: { flagsOf: Lumisection[]; bitsOf: Lumisection[] }, luminosity: boolean) {
    const aligned: object[] = [];
    for (let number = 1; flagsOf[number - 1] || bitsOf[number - 1]; number++) {
      const flags = flagsOf[number - 1];
      const bits = bitsOf[number - 1];
      const isKnown = flags !== undefined && !Object.values(flags).every((one) => isFiller(one as object));
      const values = bits === undefined || 'err' in bits ? undefined : { ...bits };
      if (!luminosity) delete values?.recorded;
      // Ranges do not contain the message of OMS.
      const gap = bits !== undefined && 'err' in bits ? { gap: luminosity ? bits.err : lost.err } : {};
      aligned.push({ lumisection_number: number, rr: isKnown ? flags : undefined, oms: values, ...gap });
    }
    return aligned;
  }

  test.each([false, true])('is aligned by number, luminosity: %s', async (luminosity) => {
    console.log(`random lumisections: TEST_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.array(runs, { minLength: 1, maxLength: 12 }), async (parts) => {
        const fakeRuns = parts.map((one, index): FakeRun => ({ run_number: 500_000 - index, ...one }));
        const received = await items(fakeRuns, { luminosity });
        await registry?.close();
        expect(received.map((item) => item.run_number)).toEqual(fakeRuns.map((one) => one.run_number));
        for (const [index, item] of received.entries()) {
          const lumisections = expected(parts[index] as (typeof parts)[number], luminosity);
          expect([...item.lumisections()]).toEqual(lumisections);
          // Ranges are consecutive from 1 to the last.
          let last = 0;
          for (const { start, end } of item.ranges) {
            expect(start).toBe(last + 1);
            expect(end).toBeGreaterThanOrEqual(start);
            last = end;
          }
          expect(last).toBe(lumisections.length);
        }
      }),
      { numRuns: rounds({ usual: 8, full: 60 }), seed },
    );
  });
});

describe('ranges', () => {
  test('are undefined on a side without data', async () => {
    const { ranges, counts } = await only({ flagsOf: [good, good, bad], bitsOf: [on, off, off, off, off] });
    expect(ranges).toEqual([
      { start: 1, end: 1, rr: good, oms: on },
      { start: 2, end: 2, rr: good, oms: off },
      { start: 3, end: 3, rr: bad, oms: off },
      { start: 4, end: 5, rr: undefined, oms: off },
    ]);
    expect(counts).toEqual({ rr: 3, oms: 5 });
    const other = await only({ flagsOf: [good, good, good], bitsOf: [on] });
    expect(other.ranges.at(-1)).toEqual({ start: 2, end: 3, rr: good, oms: undefined });
    expect(other.ranges.at(-1)).not.toHaveProperty('gap');
  });
  test('are empty if neither side has data', async () => {
    const nothing = await only({});
    expect(nothing.ranges).toEqual([]);
    expect(nothing.counts).toEqual({ rr: 0, oms: 0 });
    expect([...nothing.lumisections()]).toEqual([]);
    expect(nothing.fraction('dt-dt')).toBeUndefined();
  });
  test('have a gap for consecutive lumisections that OMS lost', async () => {
    const bitsOf = [on, lost, { err: 'other words' }, on];
    const { ranges, counts } = await only({ flagsOf: [good, good, good, good], bitsOf });
    expect(ranges).toEqual([
      { start: 1, end: 1, rr: good, oms: on },
      { start: 2, end: 3, rr: good, oms: undefined, gap: lost.err },
      { start: 4, end: 4, rr: good, oms: on },
    ]);
    expect(counts).toEqual({ rr: 4, oms: 2 });
    const each = await only({ bitsOf }, { luminosity: true, rr: false });
    expect(each.ranges.map(({ gap }) => gap)).toEqual([undefined, lost.err, 'other words', undefined]);
  });
  test('are merged if they are gaps with the same message', async () => {
    const ends = [1, 2, 3, 4].map((end) => ({ start: end, end, ...(end > 2 ? { err: 'lost' } : {}) }));
    registry = await registryWithRuns([{ run_number: 355_556 }], {
      script: ({ path }) => (path.endsWith('oms_lumisection_ranges') ? { json: ends } : undefined),
    });
    const [item] = await registry.client().runs().lumisections({ rr: false }).all();
    expect(item?.ranges).toEqual([
      { start: 1, end: 2, gap: lost.err },
      { start: 3, end: 4, gap: 'lost' },
    ]);
  });
  test('are undefined if all flags are fillers, but not if one has a comment', async () => {
    const flagsOf = [good, unknown, unknown, { 'dt-dt': verdict('EMPTY', 'to be seen') }, {}];
    const item = await only({ flagsOf }, { oms: false });
    expect(item.ranges.map(({ rr }) => rr?.['dt-dt']?.status)).toEqual(['GOOD', undefined, 'EMPTY', undefined]);
    expect(item.counts).toEqual({ rr: 2, oms: 0 });
    expect(item.fraction('dt-dt')).toBe(1 / 2);
    expect(item.fraction('dt-dt', 'EMPTY')).toBe(1 / 2);
  });
  test('preserve a flag without a status, and its comment', async () => {
    const flagsOf = [{ 'dt-dt': { comment: 'x' }, 'csc-csc': bad['dt-dt'], note: 'no flag' }];
    const { ranges } = await only({ flagsOf }, { oms: false });
    expect(ranges[0]?.rr).toEqual({
      'dt-dt': { status: undefined, comment: 'x', cause: '' },
      'csc-csc': { status: 'BAD', comment: 'HV trip', cause: 'DT' },
    });
  });
});

describe('fraction()', () => {
  const flagsOf = [good, good, good, bad, unknown, { 'csc-csc': verdict('GOOD') }];
  test('counts the lumisections that have data in the Run Registry', async () => {
    const item = await only({ flagsOf, bitsOf: [on] });
    expect(item.fraction('dt-dt')).toBe(3 / 5);
    expect(item.fraction('dt-dt', 'BAD')).toBe(1 / 5);
    expect(item.fraction('dt-dt', 'STANDBY')).toBe(0);
    expect(item.fraction('hlt-hlt')).toBe(0);
    const withoutFlags = await only({ flagsOf, bitsOf: [on] }, { rr: false });
    expect(withoutFlags.fraction('dt-dt')).toBeUndefined();
  });
  test('rejects an unknown flag or status', async () => {
    const item = await only({ flagsOf });
    const fraction = untypedCall(item.fraction.bind(item));
    refused(() => fraction('dt-dtt'), { is: QueryError, code: 'unknown-flag' });
    refused(() => fraction('dt-dt', 'good'), { is: QueryError, code: 'bad-value' });
    refused(() => fraction('dt-dt', null), { is: QueryError, code: 'bad-value' });
  });
});

describe('an invalid response', () => {
  const range = (start: unknown, end: unknown) => ({ start, end, 'dt-dt': verdict('GOOD') });
  test.each<[string, unknown, string?]>([
    ['an object', { err: 'x' }],
    ['null', null],
    ['a string among the ranges', [range(1, 2), 'x']],
    ['a list among the ranges', [range(1, 2), []]],
    ['overlapping ranges', [range(1, 5), range(5, 8)], '5 to 8 after lumisection 5'],
    ['ranges with a gap', [range(1, 5), range(7, 8)], '7 to 8 after lumisection 5'],
    ['ranges in another order', [range(4, 5), range(1, 3)], '4 to 5 after lumisection 0'],
    ['ranges that start after 1', [range(2, 5)], '2 to 5'],
    ['ranges that start at 0', [range(0, 5)], '0 to 5'],
    ['a reversed range', [range(1, 5), range(6, 2)], '6 to 2'],
    ['numbers as strings', [range('1', '5')]],
    ['a fraction', [range(1, 5.5)], '1 to 5.5'],
    ['a range without ends', [good]],
  ])('is rejected: %s', async (_, json, position = '') => {
    for (const [target, route, name] of [
      ['runs', 'rr_lumisection_ranges', 'online'],
      ['datasets', 'oms_lumisection_ranges', '/PromptReco/Collisions2022A/DQM'],
    ] as const) {
      registry = await registryWithRuns([{ run_number: 355_556, name }], {
        script: ({ path }) => (path.endsWith(route) ? { json } : undefined),
      });
      const query = registry.client()[target]();
      const error = await rejected(query.lumisections().all(), {
        is: ResponseError,
        code: 'unexpected-response',
        details: { request: `POST /lumisections/${route} (run 355556, ${name})` },
      });
      expect(error.message).toContain(position);
      await registry.close();
    }
  });
  test('is rejected if single lumisections are not a list', async () => {
    registry = await registryWithRuns([{ run_number: 355_556 }], {
      script: ({ path }) => (path.endsWith('oms_lumisections') ? { json: {} } : undefined),
    });
    await rejected(registry.client().runs().lumisections({ luminosity: true }).all(), {
      is: ResponseError,
      code: 'unexpected-response',
    });
  });
});
