/** Consistency of the attributes of the catalogue. */
import { inspect } from 'node:util';
import { attribute, dataset, datasets, flag, goldenJson, lumisection, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import type { Attribute } from '../../src/catalogue/attribute.js';
import { attributeNames, lookUp } from '../../src/catalogue/lookup.js';

const scopes = ['run', 'dataset', 'lumisection'] as const;
const all: readonly Attribute[] = scopes.flatMap((scope) =>
  attributeNames([scope]).map((name) => lookUp(name, [scope], `${scope}s`)),
);
const named = all.map((info) => [`${info.scope} ${info.name}`, info] as const);

describe.each(named)('%s', (_, info) => {
  test('has a meaning, an example of its type, and a home', () => {
    expect(info.meaning).toMatch(/^[A-Z0-9].*\.$/);
    const { type, example } = info;
    if (type === 'list') expect((example as readonly string[]).every((one) => typeof one === 'string')).toBe(true);
    else expect(typeof example).toBe({ number: 'number', boolean: 'boolean' }[type as 'number'] ?? 'string');
    if (type === 'date') expect(example).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    if (type === 'enum') expect(info.values).toContain(example);
    else expect(info.values).toBeUndefined();
    if (info.range !== undefined) {
      expect(info.range[0]).toBeLessThanOrEqual(example as number);
      expect(info.range[1]).toBeGreaterThanOrEqual(example as number);
    }
    if (info.home !== 'column') expect(info.wire).toBe(`${info.home}.${info.name}`);
    const isMissable = info.nullable || info.optional === true;
    expect(info.whenNull).toEqual(isMissable ? expect.stringMatching(/^[A-Z].*\.$/) : undefined);
    expect(info.absence === 'false').toBe(info.name.endsWith('_included'));
    expect(Object.isFrozen(info)).toBe(true);
  });
});

test('only run_number belongs to both runs and datasets, with the same handle', () => {
  expect(Object.keys(dataset).filter((name) => name in run)).toEqual(['run_number']);
  expect(dataset.run_number).toBe(run.run_number);
  expect(Object.getOwnPropertyDescriptor(dataset, 'run_number')?.value).toBe(run.run_number);
});

test('dataset.run_number builds the expression of where("run_number")', () => {
  const condition = datasets().where(dataset.run_number.between(355000, 356000));
  expect(condition.toFilter()).toEqual(datasets().where('run_number').between(355000, 356000).toFilter());
  expect(datasets.fromJSON(condition.toJSON()).toFilter()).toEqual(condition.toFilter());
  expect(goldenJson().where(dataset.run_number.gte(355000)).toJsonLogic()).toEqual(
    goldenJson().where(run.run_number.gte(355000)).toJsonLogic(),
  );
});

describe('info of a handle', () => {
  test('is the public part of the entry in the catalogue', () => {
    expect(attribute('energy').info).toEqual({
      name: 'energy',
      scope: 'run',
      type: 'number',
      unit: 'GeV',
      meaning:
        'LHC energy per beam, not the collision energy. Seen: 6500 in 2018, 6800 from 2022, 6369 for lead in 2018, 450 at injection, 0 in cosmics.',
      example: 6800,
      nullable: true,
      whenNull: 'OMS has no value for the run.',
      range: [0, 7000],
    });
    expect(dataset.datasets_in_gui.info).not.toHaveProperty('match');
    expect(Object.isFrozen(run.energy.info)).toBe(true);
    expect(attribute('energy')).toBe(run.energy);
  });

  test('explains why a value can be null or missing', () => {
    expect(run.end_time.info.whenNull).toBe('The run is ongoing.');
    expect(run.dt_included.info.whenNull).toContain('did not take part');
    expect(run.run_number.info.whenNull).toBeUndefined();
  });
});

describe('a printed handle', () => {
  test.each([
    [run.energy, 'run.energy (number, GeV)'],
    [run.start_time, 'run.start_time (date, UTC)'],
    [run.state, 'run.state (enum)'],
    [dataset.run_number, 'run.run_number (number)'],
    [dataset.tracker_state, 'dataset.tracker_state (enum)'],
    [lumisection.bpix_ready, 'lumisection.bpix_ready (boolean)'],
    [runs().where('energy'), 'energy (number, GeV) without a condition'],
    [goldenJson().where('run.oms.energy'), 'run.oms.energy (number, GeV) without a condition'],
    [flag('dt-dt'), 'flag dt-dt without a condition'],
    [runs().flag('dt', 'dt'), 'flag dt-dt without a condition'],
    [flag('dt-dt').comment, 'dt-dt.comments (string) without a condition'],
  ])('shows its name, type and unit: %s', (value, text) => {
    expect(inspect(value)).toBe(text);
    expect(String(value)).toBe(text);
  });

  test.each([
    [run, 'run', 'runs'],
    [dataset, 'dataset', 'datasets'],
    [lumisection, 'lumisection', 'lumisections'],
  ])('shows the number of attributes of %s', (handles, scope, owner) => {
    const text = `${scope}: ${Object.keys(handles).length} attributes of ${owner}`;
    expect([inspect(handles), String(handles)]).toEqual([text, text]);
  });

  test('a handle has no keys except info, and a condition has none', () => {
    for (const handle of [run, dataset, lumisection].flatMap((handles) => Object.values(handles))) {
      expect(Object.keys(handle)).toEqual(['info']);
      expect(Object.isFrozen(handle)).toBe(true);
    }
    for (const condition of [runs().where('energy'), flag('dt-dt'), flag('dt-dt').cause])
      expect(Object.getOwnPropertyNames(condition)).toEqual([]);
  });
});

test.each([
  ['run_number', 'run', 'column', 'run_number'],
  ['dataset_name', 'dataset', 'column', 'name'],
  ['datasets_in_gui', 'dataset', 'column', 'datasets_in_gui'],
  ['class', 'run', 'rr_attributes', 'rr_attributes.class'],
  ['tracker_state', 'dataset', 'dataset_attributes', 'dataset_attributes.tracker_state'],
  ['dt_included', 'run', 'oms_attributes', 'oms_attributes.dt_included'],
] as const)('%s is read from where the registry stores it: %s, %s', (name, scope, home, wire) => {
  expect(lookUp(name, ['run', 'dataset'], 'runs')).toMatchObject({ name, scope, home, wire });
});
