/** Compares the presets with the documents from which they were copied, which are not part of the project. */
import { readFileSync } from 'node:fs';
import { certifiable, goldenJson, type JsonLogic, presets } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { publishedFolder } from '../lumi/published.js';
import { recordedState } from './recorded-state.js';

interface AnyPreset {
  readonly source: string;
  readonly flags?: readonly string[];
  readonly dcs: readonly string[];
  readonly rule: (typeof presets)[2016]['collisions']['golden']['rule'];
}

const all: readonly (readonly [path: string, preset: AnyPreset])[] = Object.entries(presets).flatMap(([year, beams]) =>
  Object.entries(beams as Record<string, Record<string, AnyPreset>>).flatMap(([beam, kinds]) =>
    Object.entries(kinds).map(([kind, preset]) => [`${year}.${beam}.${kind}`, preset] as const),
  ),
);

const rulesOf = ({ rule }: Pick<AnyPreset, 'rule'>): readonly JsonLogic[] =>
  goldenJson().where(rule).toJsonLogic({ guards: false }).and as readonly JsonLogic[];

/** Rules as text, in an order that does not depend on the document. Both spellings of the run number are equal. */
const normalized = (rules: readonly JsonLogic[]): readonly string[] =>
  rules.map((rule) => JSON.stringify(rule).replace('run.oms.run_number', 'run.run_number')).sort();

const good = (flag: string): JsonLogic => ({ '==': [{ var: `lumisection.rr.${flag}` }, 'GOOD'] });
const ready = (bit: string): JsonLogic => ({ '==': [{ var: `lumisection.oms.${bit}` }, true] });

describe('a preset', () => {
  test('exists for the years and kinds with a published rule', () => {
    expect(all.map(([path]) => path)).toEqual([
      '2016.collisions.golden',
      '2017.collisions.golden',
      '2018.collisions.golden',
      '2018.collisions.legacy',
      '2022.collisions.golden',
      '2022.collisions.muon',
      '2022.collisions.dcsOnly',
      '2023.collisions.golden',
      '2023.collisions.muon',
      '2023.collisions.dcsOnly',
      '2023.cosmics.dcsOnly',
      '2023.cosmics.cruzet',
      '2024.collisions.golden',
      '2024.collisions.muon',
      '2024.collisions.dcsOnly',
      '2024.cosmics.dcsOnly',
      '2024.cosmics.cruzet',
    ]);
  });

  test.each(all)('requires each of its flags and bits: %s', (_, preset) => {
    const texts = rulesOf(preset).map((rule) => JSON.stringify(rule));
    expect(texts).toEqual(
      expect.arrayContaining([
        ...(preset.flags ?? []).map((flag) => JSON.stringify(good(flag))),
        ...['cms_active', ...preset.dcs].map((bit) => JSON.stringify(ready(bit))),
      ]),
    );
    const flags = texts.filter((text) => text.includes('lumisection.rr.') && text.includes('GOOD'));
    expect(flags).toHaveLength(preset.flags?.length ?? 0);
    expect(texts.filter((text) => text.includes('_ready'))).toHaveLength(preset.dcs.length);
  });

  test.each(all)('names its document, is frozen, and has no problem: %s', (_, preset) => {
    expect(preset.source).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{7}, [\w./]+, \d{1,2} [A-Z][a-z]+ 20\d\d$/);
    expect([preset, preset.dcs, preset.flags ?? preset.dcs].every((one) => Object.isFrozen(one))).toBe(true);
    expect(goldenJson().where(preset.rule).lint()).toEqual([]);
  });

  test('requires neither CASTOR nor a flag that certification does not know', () => {
    expect(all.filter(([, preset]) => JSON.stringify(rulesOf(preset)).includes('castor'))).toEqual([]);
  });

  test('consists of separate clauses, which can be removed', () => {
    const golden = goldenJson().where(presets[2022].collisions.golden.rule);
    expect(golden.clauses).toEqual(
      expect.arrayContaining(['run.rr.class', 'ecal-es', 'lumisection.oms.ho_ready', 'beams present']),
    );
    expect(golden.remove('ecal-es').clauses).not.toContain('ecal-es');
  });

  test('does not test the beam-present bits in the runs in which they are wrong', () => {
    const golden = goldenJson().where(presets[2022].collisions.dcsOnly.rule);
    const bits = Object.fromEntries(
      ['cms_active', ...presets[2022].collisions.dcsOnly.dcs, 'beam1_stable', 'beam2_stable'].map((bit) => [bit, true]),
    );
    const passes = (run_number: number) =>
      golden.evaluate({
        dataset: { name: 'online' },
        run: {
          run_number,
          oms: { b_field: 3.8, tracker_included: true, pixel_included: true },
          rr: { class: 'Collisions22', significant: true, state: 'SIGNOFF' },
        },
        lumisection: { lumisection_number: 1, oms: { ...bits, beam1_present: false, beam2_present: false } },
      });
    expect([355100, 355208, 355209].map(passes)).toEqual([true, true, false]);
  });

  const cosmics = ({ dcs, rule }: AnyPreset, year: number, field: number | null, bits: Record<string, boolean> = {}) =>
    goldenJson()
      .where(rule)
      .evaluate({
        dataset: { name: 'online' },
        run: {
          run_number: 377000,
          oms: { b_field: field, tracker_included: true, pixel_included: true },
          rr: { class: `Cosmics${year - 2000}`, significant: true, state: 'SIGNOFF' },
        },
        lumisection: {
          lumisection_number: 1,
          oms: { ...Object.fromEntries(['cms_active', ...dcs].map((bit) => [bit, true])), ...bits },
        },
      });
  const beams = [{}, { beam1_present: false }, { beam1_present: true }, { beam2_stable: true }];

  test('for cosmics of 2024 excludes lumisections with a beam', () => {
    const { dcsOnly, cruzet } = presets[2024].cosmics;
    expect(beams.map((bits) => cosmics(dcsOnly, 2024, 3.8, bits))).toEqual([true, true, false, false]);
    expect(beams.map((bits) => cosmics(cruzet, 2024, 0, bits))).toEqual([true, true, false, false]);
  });

  test('for cosmics of 2023 does not test the beams', () => {
    expect(beams.map((bits) => cosmics(presets[2023].cosmics.cruzet, 2023, 0, bits))).toEqual([true, true, true, true]);
  });

  test.each([2023, 2024] as const)('for cosmics without magnetic field excludes those with one: %i', (year) => {
    const passes = (field: number | null) => cosmics(presets[year].cosmics.cruzet, year, field);
    expect([0, 0.02, 1, 1.01, 3.8, null].map(passes)).toEqual([true, true, true, false, false, false]);
  });
});

const recorded = recordedState();

describe.skipIf(recorded === undefined)('on the recorded lumisections of a registry', () => {
  test.each([
    ['2018.collisions.golden', presets[2018].collisions.golden.rule],
    ['2018.collisions.legacy', presets[2018].collisions.legacy.rule],
    ['2022.collisions.golden', presets[2022].collisions.golden.rule],
    ['2022.collisions.muon', presets[2022].collisions.muon.rule],
    ['2022.collisions.dcsOnly', presets[2022].collisions.dcsOnly.rule],
    // Without conditions on the run.
    ['2024.collisions.golden', presets[2024].collisions.golden.rule],
    ['2024.collisions.muon', presets[2024].collisions.muon.rule],
  ] as const)('the preset %s selects lumisections', async (_, rule) => {
    const { list } = await goldenJson()
      .where(rule)
      .generateLocally(recorded ?? []);
    expect(list.lumisectionCount).toBeGreaterThan(0);
  });

  test('all certifiable flags select none, because of CASTOR', async () => {
    const { emptyReason } = await goldenJson()
      .where(certifiable.offline)
      .generateLocally(recorded ?? []);
    expect(emptyReason?.neverTrue).toEqual(['castor-castor is GOOD', 'gem-gem is GOOD']);
  });
});

const folder = publishedFolder('json-logic');

describe.skipIf(folder === undefined)('compared with the published document', () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const membersOf = (name: string) => (read(name) as { and: JsonLogic[] }).and;

  test.each([
    ['rr-backend-sample-golden-2018UL.json', presets[2018].collisions.legacy],
    ['dqmspace-dcsonly-collisions23.json', presets[2023].collisions.dcsOnly],
    ['dqmspace-dcsonly-cosmics23.json', presets[2023].cosmics.dcsOnly],
  ])('the preset has the same rules: %s', (name, preset) => {
    expect(normalized(rulesOf(preset))).toEqual(normalized(membersOf(name)));
  });

  test('the presets of 2024 have the lists of DC3', () => {
    const lists = read('dc3-default-flag-lists.json') as Readonly<Record<string, readonly string[]>>;
    for (const kind of ['golden', 'muon'] as const) {
      const expected = [
        ...(lists[`${kind}JsonOMSFlags`] ?? []).map(ready),
        ...(lists[`${kind}JsonRRFlags`] ?? []).map(good),
      ];
      expect(normalized(rulesOf(presets[2024].collisions[kind]))).toEqual(normalized(expected));
    }
  });

  test('the preset of 2022 has the bits and flags of the document for some of its runs, except one flag', () => {
    const ofLumisection = (rules: readonly JsonLogic[]) =>
      normalized(rules).filter((rule) => /lumisection\.(rr|oms)\.(?!beam)/.test(rule));
    const expected = [...ofLumisection(membersOf('dqmspace-golden-2022.json')), JSON.stringify(good('muon-muon'))];
    expect(ofLumisection(rulesOf(presets[2022].collisions.golden))).toEqual(
      expected.filter((rule) => rule !== JSON.stringify(good('lumi-lumi'))).sort(),
    );
  });
});
