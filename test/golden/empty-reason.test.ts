/** Why no lumisection passes: the reason of a local generation, and the notes of explain(). */
import { dcs, flag, goldenJson, type Lumisection, logic, lumisection, named, not, or, presets, run } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { cold, dataset, golden, one, streamOf } from './local-fixture.js';

describe('emptyReason', () => {
  test('is missing if a lumisection passes', async () => {
    const result = await golden.generateLocally([dataset, cold]);
    expect('emptyReason' in result).toBe(false);
    expect(String(result).split('\n')).toHaveLength(5);
  });

  test('names the first clause that leaves nothing, and the rules that no lumisection satisfies', async () => {
    const strict = golden.where(dcs.castor).flag('csc-csc').is('GOOD');
    const result = await strict.generateLocally([dataset, cold]);
    expect(result.list.isEmpty).toBe(true);
    expect(result.emptyReason).toMatchObject({
      clause: 'dcs.castor',
      text: 'dcs.castor (castor_ready is true)',
      remaining: 4,
      neverTrue: ['castor_ready is true', 'csc-csc is GOOD'],
    });
    expect(result.cutFlow.map(({ kept }) => kept.lumisections)).toEqual([8, 6, 4, 0, 0]);
    expect(String(result).split('\n').at(-1)).toBe(result.emptyReason?.message);
    expect(Object.isFrozen(result.emptyReason) && Object.isFrozen(result.emptyReason?.neverTrue)).toBe(true);
  });

  test('names rules inside a named clause', async () => {
    const all = named('everything', presets[2024].collisions.muon.rule);
    const { emptyReason } = await goldenJson().where(all).generateLocally([dataset]);
    expect(emptyReason).toMatchObject({ clause: 'everything', remaining: 10 - 1 });
    expect(emptyReason?.message).toContain("'everything' excludes all 9.");
    expect(emptyReason?.neverTrue).toContain('hlt-hlt is GOOD');
    expect(emptyReason?.neverTrue).not.toContain('dt-dt is GOOD');
    expect(emptyReason?.neverTrue).not.toContain('cms_active is true');
  });

  test('names rules with the same text once', async () => {
    const twice = goldenJson()
      .where(not(flag('rpc-rpc').isNot('BAD')))
      .flags(['rpc-rpc', 'csc-csc'])
      .are('BAD');
    const { emptyReason } = await twice.generateLocally([dataset]);
    expect(emptyReason?.neverTrue).toContain('rpc-rpc is BAD');
    expect(new Set(emptyReason?.neverTrue).size).toBe(emptyReason?.neverTrue.length);
  });

  test('describes guards against null in English', async () => {
    const { rr: _, ...unflagged } = dataset.ranges[0] as (typeof dataset.ranges)[number];
    const { emptyReason, loss } = await goldenJson()
      .flag('csc-csc')
      .isNot('BAD')
      .generateLocally([{ ...dataset, ranges: [unflagged] }]);
    expect(emptyReason?.neverTrue).toEqual(['csc-csc is not null']);
    expect(loss.combinations.map(({ text }) => text)).toEqual(['csc-csc is not null']);
  });

  test('has no rule if each is true for some lumisection', async () => {
    const either = goldenJson()
      .flag('dt-dt')
      .is('BAD')
      .where(lumisection.cms_active.is(true))
      .where(run.energy.lt(6000));
    const { emptyReason } = await either.generateLocally([dataset, cold]);
    expect(emptyReason).toMatchObject({ clause: 'run.oms.energy', remaining: 2, neverTrue: [] });
  });

  test('does not blame a member of an or that holds for some lumisections', async () => {
    const { emptyReason } = await goldenJson()
      .where(or(flag('dt-dt').is('GOOD'), flag('csc-csc').is('GOOD')))
      .flag('rpc-rpc')
      .is('GOOD')
      .generateLocally([dataset]);
    expect(emptyReason).toMatchObject({ clause: 'rpc-rpc', remaining: 6, neverTrue: ['rpc-rpc is GOOD'] });
  });

  test.each([
    ['no dataset', [], 'datasets'],
    ['a dataset without lumisections', [{ ...dataset, ranges: [] }], 'lumisections'],
  ])('of a source with %s names no clause', async (_, source, word) => {
    const { emptyReason } = await golden.generateLocally(source);
    expect(emptyReason).toMatchObject({ remaining: 0, neverTrue: [] });
    expect(emptyReason).not.toHaveProperty('clause');
    expect(emptyReason?.message).toContain(`no ${word}`);
  });

  test('is the same for a stream of single lumisections', async () => {
    const items: Lumisection[] = [one(1, 1, 'BAD'), one(1, 2, 'BAD'), one(2, 1, 'BAD')];
    const { emptyReason } = await golden.generateLocally(streamOf(...items));
    expect(emptyReason).toMatchObject({ clause: 'dt-dt', remaining: 3, neverTrue: ['dt-dt is GOOD'] });
  });

  test('lists at most five rules in its message', async () => {
    const { emptyReason } = await goldenJson()
      .flags(['csc-csc', 'rpc-rpc', 'hlt-hlt', 'ecal-es', 'ecal-ecal', 'hcal-hcal', 'muon-muon'])
      .are('GOOD')
      .generateLocally([dataset]);
    expect(emptyReason?.neverTrue).toHaveLength(7);
    expect(emptyReason?.message).toMatch(/'ecal-ecal is GOOD' and 2 more\.$/);
  });
});

describe('explain()', () => {
  const notes = (rules: { explain(): string }) =>
    rules
      .explain()
      .split('\n')
      .filter((line) => line.startsWith('note: '));

  test('notes rules that exclude every lumisection', () => {
    const contradiction = goldenJson().flag('dt-dt').is('GOOD').where(run.energy.gte(6000)).where(run.energy.lt(900));
    expect(notes(contradiction)).toEqual([expect.stringContaining("'energy >= 6000 GeV' and 'energy < 900 GeV'")]);
    expect(notes(contradiction.remove('dt-dt'))).toHaveLength(1);
    expect(notes(goldenJson().where(run.energy.in([])))).toHaveLength(1);
    expect(notes(goldenJson.parse({ and: [{ '<': [{ var: 'run.run_number' }, 0] }] }).golden)).toHaveLength(1);
  });

  test('finds rules in a named clause, and ignores those inside an or', () => {
    const impossible = [flag('dt-dt').is('GOOD'), flag('dt-dt').is('BAD')] as const;
    const [good, bad] = impossible;
    expect(
      notes(
        goldenJson().where(
          named(
            'both',
            logic({
              and: [
                { '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] },
                { '==': [{ var: 'lumisection.rr.dt-dt' }, 'BAD'] },
              ],
            }),
          ),
        ),
      ),
    ).toHaveLength(1);
    expect(notes(goldenJson().where(or(good, bad)))).toEqual([]);
  });

  test('has no note for a preset, or for a golden JSON without clauses', () => {
    expect(notes(goldenJson().where(presets[2018].collisions.legacy.rule))).toEqual([]);
    expect(goldenJson().explain()).toBe('no clauses');
  });
});
