/** Evaluates the presets on the sample, over HTTP. */
import { certifiable, type Expression, type GoldenScope, goldenJson, presets, RunRegistry } from 'runregistry';
import { afterAll, expect, inject, test } from 'vitest';

const registry = new RunRegistry({ url: inject('sampleUrl') });
afterAll(() => registry.close());

const datasets = (name: string, from: number, to: number) =>
  registry.datasets().where('dataset_name').like(name).where('run_number').between(from, to);

/** Datasets of one era of each year. */
const eras: Readonly<Record<2018 | 2022 | 2024, readonly [name: string, from: number, to: number]>> = {
  2018: ['/PromptReco/Collisions2018%', 319337, 320065],
  2022: ['/PromptReco/Collisions2022%', 357538, 357900],
  2024: ['/PromptReco/Collisions2024%', 378981, 379349],
};

test.each<[string, Expression<GoldenScope>, keyof typeof eras]>([
  ['2018.collisions.golden', presets[2018].collisions.golden.rule, 2018],
  ['2018.collisions.legacy', presets[2018].collisions.legacy.rule, 2018],
  ['2022.collisions.golden', presets[2022].collisions.golden.rule, 2022],
  ['2022.collisions.muon', presets[2022].collisions.muon.rule, 2022],
  ['2024.collisions.golden', presets[2024].collisions.golden.rule, 2024],
  ['2024.collisions.muon', presets[2024].collisions.muon.rule, 2024],
])('the preset %s selects lumisections', async (_, rule, year) => {
  const { list, excluded } = await goldenJson()
    .where(rule)
    .generateLocally(datasets(...eras[year]));
  expect(list.lumisectionCount).toBeGreaterThan(0);
  expect(excluded.lumisectionCount).toBeGreaterThan(0);
});

test.each<[string, Expression<GoldenScope>, number, number]>([
  ['2022.collisions.dcsOnly', presets[2022].collisions.dcsOnly.rule, 357538, 357900],
  ['2024.collisions.dcsOnly', presets[2024].collisions.dcsOnly.rule, 378981, 379349],
  ['2024.cosmics.dcsOnly', presets[2024].cosmics.dcsOnly.rule, 376900, 377400],
  ['2024.cosmics.cruzet', presets[2024].cosmics.cruzet.rule, 376000, 390000],
])('the preset %s selects lumisections of the online dataset', async (_, rule, from, to) => {
  const { list } = await goldenJson()
    .where(rule)
    .generateLocally(datasets('online', from, to));
  expect(list.lumisectionCount).toBeGreaterThan(0);
});

test('the presets of years without data in the sample differ from tested ones in the conditions on the run only', () => {
  const text = (rule: Expression<GoldenScope>, ...removed: readonly string[]) =>
    removed.reduce((golden, name) => golden.remove(name), goldenJson().where(rule)).explain();
  const { 2016: first, 2017: second, 2018: tested } = presets;
  expect(text(first.collisions.golden.rule)).toBe(text(tested.collisions.golden.rule));
  expect(text(second.collisions.golden.rule)).toBe(text(tested.collisions.golden.rule));
  for (const kind of ['golden', 'muon'] as const)
    expect(text(presets[2023].collisions[kind].rule, 'run.rr.class', 'run.oms.b_field')).toBe(
      text(presets[2024].collisions[kind].rule),
    );
});

test('all certifiable flags select nothing, and the result says which flags are the reason', async () => {
  const golden = goldenJson().where(certifiable.offline);
  const { list, emptyReason } = await golden.generateLocally(datasets(...eras[2018]));
  expect(list.isEmpty).toBe(true);
  expect(emptyReason).toMatchObject({ clause: 'certifiable offline flags' });
  expect(emptyReason?.neverTrue).toContain('castor-castor is GOOD');
  expect(emptyReason?.neverTrue).not.toContain('dt-dt is GOOD');
});
