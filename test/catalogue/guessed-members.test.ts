import { inspect } from 'node:util';
import {
  Brilcalc,
  datasets,
  dcs,
  FlatTable,
  flags,
  goldenJson,
  LumiList,
  presets,
  QueryError,
  RunRegistry,
  run,
  runs,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { client, clientOption, operations } from '../../src/catalogue/guessed-client-members.js';
import { flagCondition, flagList, hintsByType } from '../../src/catalogue/guessed-conditions.js';
import * as golden from '../../src/catalogue/guessed-golden-members.js';
import * as lumi from '../../src/catalogue/guessed-lumi-members.js';
import * as guessed from '../../src/catalogue/guessed-members.js';
import { generated, mirror, operationResult, table } from '../../src/catalogue/guessed-result-members.js';
import { freezeGenerated } from '../../src/golden/freeze-generated.js';
import { Mirror } from '../../src/mirror/mirror.js';
import { OperationResult } from '../../src/registry/operation.js';
import type { Hints } from '../../src/util/guessed.js';
import { refused } from '../support/refusal.js';

const objects: Readonly<Record<string, readonly [members: Hints, ...objects: readonly object[]]>> = {
  'a query': [guessed.query, runs(), datasets()],
  'a golden JSON': [golden.golden, goldenJson()],
  'runs and datasets': [guessed.builder, runs, datasets],
  goldenJson: [golden.goldenFactory, goldenJson],
  'a list': [lumi.lumiList, LumiList.empty],
  LumiList: [lumi.lumiLists, LumiList],
  luminosities: [lumi.brilcalc, Brilcalc.fromText('#run:fill,ls,delivered(/pb),recorded(/pb)\n1:1,1:1,2,1')],
  Brilcalc: [lumi.brilcalcs, Brilcalc],
  'a client': [{ ...client, ...operations }, new RunRegistry('local')],
  operations: [operations, new RunRegistry('local').operations],
  dcs: [guessed.dcs, dcs],
  presets: [golden.presets, presets],
  'an expression': [guessed.expression, run.energy.gte(6000)],
  'a list of flags': [flagList, flags(['dt-dt']), runs().flags(['dt-dt']), goldenJson().flags(['dt-dt'])],
  'a table': [table, new FlatTable(['run'], [{ run: 1 }])],
  'the result of a generation': [generated, freezeGenerated({})],
  'the result of an operation': [operationResult, new OperationResult([], undefined)],
  'a stream of lumisections': [guessed.lumisectionStream, runs().lumisections()],
};

describe.each(Object.entries(objects))('guessed members of %s', (_, [members, ...all]) => {
  test('throw their hint', () => {
    for (const object of all)
      for (const [name, hint] of Object.entries(members)) {
        const call = () => (object as Readonly<Record<string, () => unknown>>)[name]?.();
        refused(call, { is: QueryError, code: 'unknown-member', details: { hint } });
      }
  });

  test('are not enumerable, and are not printed', () => {
    for (const object of all) {
      const names: string[] = [];
      for (const name in object) names.push(name);
      expect(names.filter((name) => Object.hasOwn(members, name))).toEqual([]);
      expect(() => inspect(object, { depth: 5 })).not.toThrow();
    }
  });

  test('have hints that are sentences', () => {
    for (const hint of Object.values(members)) expect(hint).toMatch(/^[A-Z].*\.$/);
  });
});

test('guessed members of a mirror throw their hint', () => {
  for (const [name, hint] of Object.entries(mirror)) {
    const call = () => (Mirror.prototype as unknown as Readonly<Record<string, () => unknown>>)[name]?.();
    refused(call, { is: QueryError, code: 'unknown-member', details: { hint } });
  }
});

test('a guessed option of a client is rejected with its hint', () => {
  for (const [name, hint] of Object.entries(clientOption))
    refused(() => new RunRegistry({ [name]: 'x' } as never), {
      is: QueryError,
      code: 'bad-option',
      details: { hint },
    });
});

test.each([
  ['a number', runs().where('energy'), hintsByType.number],
  ['a date', runs().where('start_time'), hintsByType.date],
  ['a string', runs().where('class'), hintsByType.string],
  ['a state', runs().where('state'), hintsByType.enum],
  ['a boolean', runs().where('significant'), hintsByType.boolean],
  ['a list', runs().where('components'), hintsByType.list],
  ['a flag', runs().flag('dt-dt'), flagCondition],
])('guessed conditions of %s throw their hint', (_, conditions: object, members: Hints) => {
  for (const [name, hint] of Object.entries(members)) {
    const call = () => (conditions as Readonly<Record<string, () => unknown>>)[name]?.();
    refused(call, { is: QueryError, code: 'unknown-operator', details: { hint } });
  }
});
