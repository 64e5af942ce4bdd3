/** Handwritten lumisections, and results without their iterators. */
import { type DatasetLumisections, dcs, goldenJson, type LocalResult, type Lumisection } from 'runregistry';

export const prompt = '/PromptReco/Collisions2018A/DQM';
export const golden = goldenJson().flag('dt-dt').is('GOOD').where('run.oms.energy').gte(6000).where(dcs.cms);

/** Ten lumisections of a run, whose luminosities are powers of two, so a sum identifies its lumisections. */
export const dataset: DatasetLumisections = {
  dataset: { name: prompt },
  run: { run_number: 315257, oms: { energy: 6500 } },
  ranges: [
    { start: 1, end: 3, oms: { cms_active: true }, rr: { 'dt-dt': 'GOOD' } },
    { start: 4, end: 5, oms: { cms_active: true }, rr: { 'dt-dt': 'BAD' } },
    { start: 6, end: 6, oms: { cms_active: false }, rr: { 'dt-dt': 'BAD' } },
    // 7 is missing.
    { start: 8, end: 9, oms: { cms_active: false }, rr: { 'dt-dt': 'GOOD' } },
    { start: 10, end: 10, oms: { cms_active: true }, rr: { 'dt-dt': 'GOOD' } },
  ],
  recorded: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
  delivered: [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
};
/** Two more, of a run of low energy. */
export const cold: DatasetLumisections = {
  dataset: { name: prompt },
  run: { run_number: 315300, oms: { energy: 900 } },
  ranges: [{ start: 1, end: 2, oms: { cms_active: true, recorded: 2048, delivered: 4096 }, rr: { 'dt-dt': 'GOOD' } }],
};

export const one = (
  run: number,
  number: number,
  status: 'GOOD' | 'BAD' = 'GOOD',
  recorded = 1,
  name = prompt,
): Lumisection => ({
  dataset: { name },
  run: { run_number: run, oms: { energy: 6500 } },
  lumisection: {
    lumisection_number: number,
    oms: { cms_active: true, recorded, delivered: 2 * recorded },
    rr: { 'dt-dt': status },
  },
});

export async function* streamOf<T>(...items: readonly T[]): AsyncGenerator<T, void, undefined> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

/** The lumisections of a dataset one by one. */
export function* single({
  dataset: of,
  run,
  ranges,
  recorded,
  delivered,
}: DatasetLumisections): Generator<Lumisection> {
  for (const { start, end, oms, rr } of ranges)
    for (let number = start; number <= end; number++)
      yield {
        dataset: of,
        run,
        lumisection: {
          lumisection_number: number,
          oms: {
            ...oms,
            ...(recorded === undefined ? {} : { recorded: recorded[number - 1] ?? null }),
            ...(delivered === undefined ? {} : { delivered: delivered[number - 1] ?? null }),
          },
          ...(rr === undefined ? {} : { rr }),
        },
      };
}

/** A result as plain data. */
export const plain = ({ list, byDataset, excluded, total, kept, lost, loss, cutFlow }: LocalResult) => ({
  list: list.toJSON(),
  byDataset: Object.fromEntries([...byDataset].map(([name, of]) => [name, of.toJSON()])),
  excluded: excluded.toJSON(),
  total,
  kept,
  lost,
  rules: loss.rules,
  combinations: loss.combinations.map((combination) => ({ ...combination, list: combination.list.toJSON() })),
  cutFlow,
});
