import jsonLogic from 'json-logic-js';
import type { DatasetLumisections, GoldenJson, Lumisection } from 'runregistry';
import { bits, certified, flagNames } from './certified.js';
import * as handwritten from './handwritten.js';
import { compare, type Goal, timed } from './measure.js';
import { numbers } from './numbers.js';

const total = 1_000_000;
const perDataset = 1_000;

/** Datasets with ranges of some twenty lumisections, one in four of which fails a rule. */
function datasetsWithRanges(): DatasetLumisections[] {
  const below = numbers(11);
  const good = {
    rr: Object.fromEntries(flagNames.map((name) => [name, 'GOOD'])),
    oms: Object.fromEntries(bits.map((bit) => [bit, true])),
  };
  const dataset = (index: number): DatasetLumisections => {
    const ranges: { start: number; end: number; rr: object; oms: object }[] = [];
    for (let start = 1; start <= perDataset; ) {
      const end = Math.min(start + 9 + below(21), perDataset);
      const rr: Record<string, string> = { ...good.rr, 'dc-lowlumi': 'BAD' };
      const oms: Record<string, boolean | number> = { ...good.oms, recorded: 0.4 };
      const wrong = below(4 * (flagNames.length + bits.length));
      const [flag, bit] = [flagNames[wrong], bits[wrong - flagNames.length]];
      if (flag !== undefined) rr[flag] = 'BAD';
      if (bit !== undefined) oms[bit] = false;
      ranges.push({ start, end, rr, oms });
      start = end + 1;
    }
    return {
      dataset: { name: '/PromptReco/Collisions2018A/DQM' },
      run: {
        run_number: 315_000 + index,
        oms: {
          energy: 6500,
          b_field: 3.8,
          injection_scheme: '25ns_2556b',
          hlt_key: '/cdaq/physics/v1',
          recorded_lumi: below(12) === 0 ? 0.01 : 12,
        },
        rr: { class: 'Collisions18' },
      },
      ranges,
    } as unknown as DatasetLumisections;
  };
  return Array.from({ length: total / perDataset }, (_, index) => dataset(index));
}

/** Evaluates each lumisection. All share one object, because creating a million objects would be measured instead. */
function passingOneByOne(datasets: readonly DatasetLumisections[], passes: (one: Lumisection) => boolean): Uint8Array {
  const verdicts = new Uint8Array(total);
  let at = 0;
  for (const { dataset, run, ranges } of datasets) {
    const held = { lumisection_number: 0, oms: {}, rr: {} };
    const one = { dataset, run, lumisection: held };
    for (const { start, end, oms, rr } of ranges) {
      held.oms = oms ?? {};
      held.rr = rr ?? {};
      for (let number = start; number <= end; number++) {
        held.lumisection_number = number;
        verdicts[at++] = passes(one) ? 1 : 0;
      }
    }
  }
  return verdicts;
}

const verdictsOf = (ranges: readonly (readonly (readonly [number, number])[])[]): Uint8Array => {
  const verdicts = new Uint8Array(total);
  for (const [index, list] of ranges.entries())
    for (const [first, last] of list) verdicts.fill(1, index * perDataset + first - 1, index * perDataset + last);
  return verdicts;
};

const each = (time: number) => `${((time / total) * 1000).toFixed(3)} µs`;

const repeats = 10;

/** The datasets several times, as different runs. */
function* stream(datasets: readonly DatasetLumisections[]): Generator<DatasetLumisections, void, undefined> {
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const dataset of datasets)
      yield { ...dataset, run: { ...dataset.run, run_number: dataset.run.run_number + repeat * datasets.length } };
}

async function generating(golden: GoldenJson, datasets: readonly DatasetLumisections[]): Promise<Goal> {
  const evaluated = () => {
    let count = 0;
    for (const dataset of stream(datasets)) count += golden.evaluate(dataset).length;
    return count;
  };
  const [generate, evaluate] = await compare(
    5,
    timed(() => golden.generateLocally(stream(datasets))),
    timed(evaluated),
  );
  return {
    name: 'generateLocally() / evaluate(), 48 rules over 10,000,000 lumisections in ranges',
    ratio: generate / evaluate,
    atMost: 3,
    figures: `${generate.toFixed(0)} ms / ${evaluate.toFixed(0)} ms`,
  };
}

/** Evaluates a million lumisections, as ranges and one by one, and compares with handwritten code and with json-logic-js. */
export async function goldenJsons(): Promise<Goal[]> {
  const golden = certified();
  const document = golden.toJsonLogic();
  const rules = document.and as readonly unknown[];
  if (rules.length !== 48) throw new Error(`there are ${rules.length} rules`);
  const datasets = datasetsWithRanges();
  const reference = () => passingOneByOne(datasets, (one) => Boolean(jsonLogic.apply(document as never, one)));
  const single = () => passingOneByOne(datasets, (one) => golden.evaluate(one));
  const ranges = () => datasets.map((dataset) => golden.evaluate(dataset));
  const handwrittenSingle = () => passingOneByOne(datasets, handwritten.passes);
  const handwrittenRanges = () => datasets.map(handwritten.passingRanges);

  const expected = Buffer.from(reference());
  for (const found of [single(), verdictsOf(ranges()), handwrittenSingle(), verdictsOf(handwrittenRanges())])
    if (!expected.equals(Buffer.from(found))) throw new Error('the verdicts differ from those of json-logic-js');
  const passed = expected.reduce((sum, one) => sum + one, 0);
  if (passed < total / 2 || passed > 0.9 * total) throw new Error(`${passed} lumisections pass`);

  const [theirs] = await compare(1, timed(reference));
  const [mineSingle, handSingle] = await compare(5, timed(single), timed(handwrittenSingle));
  const [mineRanges, handRanges] = await compare(7, timed(ranges), timed(handwrittenRanges));
  return [
    {
      name: 'json-logic-js one by one / 48 rules over 1,000,000 lumisections in ranges',
      ratio: theirs / mineRanges,
      atLeast: 200,
      figures: `${each(theirs)} / ${each(mineRanges)}`,
    },
    {
      name: 'json-logic-js one by one / the same one by one',
      ratio: theirs / mineSingle,
      atLeast: 20,
      figures: `${each(theirs)} / ${each(mineSingle)}`,
    },
    {
      name: '48 rules over 1,000,000 lumisections in ranges / handwritten code',
      ratio: mineRanges / handRanges,
      atMost: 2,
      figures: `${mineRanges.toFixed(0)} ms / ${handRanges.toFixed(0)} ms`,
    },
    {
      name: 'the same one by one / handwritten code',
      ratio: mineSingle / handSingle,
      atMost: 2,
      figures: `${mineSingle.toFixed(0)} ms / ${handSingle.toFixed(0)} ms`,
    },
    await generating(golden, datasets),
  ];
}
