/** Notes of `explain()` on values that probably match other rows than intended. */
import { datasets, flag, not, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { sampleRows } from '../support/sample-rows.js';

const notes = (query: { explain(): { readonly warnings: readonly string[] } }) => query.explain().warnings;

describe('like without a wildcard', () => {
  test.each([
    ['a class', runs().where('class').like('Collisions22')],
    ['a negated condition', runs().where(not(run.hlt_key.like('/cdaq/cosmic')))],
    ['escaped wildcards', runs().where('hlt_key').like('100\\%')],
    ['a comment', runs().where(flag('dt-dt').comment.like('HV trip'))],
    ['a state in a payload', datasets.parse({ 'dataset_attributes.global_state': { like: 'complete' } }).query],
  ])('is noted for %s', (_, query) => {
    expect(notes(query)).toContainEqual(expect.stringContaining('has no wildcard, so it matches only if'));
  });
  test('gets a suggestion that keeps wildcards escaped', () => {
    expect(notes(runs().where('hlt_key').like('100\\%'))).toEqual([expect.stringContaining("Write '%100\\%%'")]);
  });
  test('does not include patterns, contains() and equality', () => {
    for (const query of [
      runs().where('hlt_key').like('%cosmic%'),
      runs().where('hlt_key').like('cosmic_'),
      runs().where('hlt_key').contains('cosmic'),
      runs().where('hlt_key').startsWith('/cdaq'),
      runs().where('hlt_key').eq('/cdaq/cosmic'),
    ])
      expect(notes(query)).toEqual([]);
  });
  test('is printed by explain()', () => {
    expect(String(runs().where('hlt_key').like('cosmic').explain())).toContain("note: like 'cosmic' has no wildcard");
  });
});

describe('a number that no row can have', () => {
  test.each([
    ['energy', 6.8],
    ['energy', 13_600],
    ['energy', -1],
    ['b_field', 38],
  ] as const)('is noted: %s %d', (name, value) => {
    for (const query of [runs().where(name).gte(value), datasets().where(not(run[name].in([3, value])))])
      expect(notes(query)).toContainEqual(expect.stringContaining(String(value)));
  });
  test('does not include numbers in the range', () => {
    for (const value of [0, 450, 7000]) expect(notes(runs().where('energy').lte(value))).toEqual([]);
    for (const value of [0, 0.02, 4]) expect(notes(runs().where('b_field').gt(value))).toEqual([]);
    expect(notes(runs().where('recorded_lumi').gt(-1))).toEqual([]);
  });
});

describe('a value that is not a class name', () => {
  test.each([
    ['2022C', 'looks like an era'],
    ['Run2022C', 'looks like an era'],
    ['Collisions2022C', 'looks like an era'],
    ['Collisions22C', 'looks like an era'],
    ['Cosmics2018A', 'looks like an era'],
    ['Collisions2022', "the class is probably 'Collisions22'"],
    ['Cosmics2023', "the class is probably 'Cosmics23'"],
    ['collisions24', 'does not match any known pattern'],
    ['Colisions24', 'does not match any known pattern'],
    ['Collisions', 'does not match any known pattern'],
    ['2022', 'does not match any known pattern'],
    ['/PromptReco/Collisions2022C/DQM', 'looks like an era'],
  ])('is noted: %s', (name, why) => {
    const note = expect.stringMatching(new RegExp(`^class '${name}' .*${why.replaceAll("'", '.')}`));
    for (const query of [
      runs().where('class').eq(name),
      runs().where('class').ne(name),
      runs().where('class').in(['Collisions24', name]),
      runs().where('class').like(name),
      datasets().where(not(run.class.eq(name))),
    ])
      expect(notes(query)).toContainEqual(note);
  });
  test('is noted once, with at most ten notes', () => {
    expect(
      notes(
        runs()
          .where('class')
          .eq('2022C')
          .where(not(run.class.eq('2022C'))),
      ),
    ).toHaveLength(1);
    const names = Array.from({ length: 40 }, (_, index) => `Run${2000 + index}A`);
    expect(notes(runs().where('class').in(names))).toHaveLength(11);
  });
  test.each(['2022C', 'Collisions2022'])('is noted within patterns: %%%s%%', (name) => {
    expect(notes(runs().where('class').contains(name))).toHaveLength(1);
  });
  test.each(['Run2022', 'Run2022C', 'run2018'])('is noted at the beginning of a pattern: %s', (name) => {
    expect(notes(runs().where('class').startsWith(name))).toEqual([expect.stringContaining('looks like an era')]);
  });
});

test.each([
  ...['Collisions24', 'Collisions18', 'Cosmics22', 'Cosmics18CRUZET', 'Collisions17SpecialRun', 'Commissioning22'],
  ...['Commissioning2018', 'HeavyIons23', 'Cosmics13GRiN', 'CRAFT22', ''],
])('a class name is not noted: %s', (name) => {
  expect(notes(runs().where('class').eq(name))).toEqual([]);
});

test('class names of the sample are not noted', () => {
  const classes = new Set(
    sampleRows(400).runs.map((row) => (row.rr_attributes as { class: string | null }).class ?? ''),
  );
  expect(classes.size).toBeGreaterThan(5);
  expect(
    notes(
      runs()
        .where('class')
        .in([...classes]),
    ),
  ).toEqual([]);
});

test.each(['Collisions%', '%Cosmics%', '%18%', '%2018%', '%24', '%', '%CRUZET%'])(
  'a pattern of class names is not noted: %s',
  (pattern) => {
    expect(notes(runs().where('class').like(pattern))).toEqual([]);
  },
);
