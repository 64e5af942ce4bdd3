import {
  certifiableOfflineFlags,
  certifiableOnlineFlags,
  flag,
  offlineFlags,
  onlineFlags,
  QueryError,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { flagPlaces, lookUpFlag } from '../../src/catalogue/flag-lookup.js';
import { renamedFlags } from '../../src/catalogue/flags.js';
import { refused } from '../support/refusal.js';
import { untypedCall } from '../support/untyped.js';

const unknown = { is: QueryError, code: 'unknown-flag' };
const namesOf = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([workspace, columns]) => columns.map((column) => `${workspace}-${column}`));

test('lookUpFlag() accepts the name, and the workspace and column, of every flag of the tables', () => {
  for (const [table, place] of [[onlineFlags, 'online'] as const, [offlineFlags, 'offline'] as const])
    for (const [workspace, columns] of Object.entries(table as Readonly<Record<string, readonly string[]>>)) {
      expect(new Set(columns).size).toBe(columns.length);
      for (const column of columns) {
        expect(lookUpFlag(`${workspace}-${column}`)).toBe(`${workspace}-${column}`);
        expect(lookUpFlag(workspace, column)).toBe(`${workspace}-${column}`);
        expect(flagPlaces(`${workspace}-${column}`)?.[place]).toBe(true);
      }
    }
});

test('certifiable flags are online or offline flags', () => {
  expect(namesOf(onlineFlags)).toEqual(expect.arrayContaining([...certifiableOnlineFlags]));
  expect(namesOf(offlineFlags)).toEqual(expect.arrayContaining([...certifiableOfflineFlags]));
});

test('the catalogue has flags that the Python client lacks', () => {
  for (const name of ['l1t-hf_rings', 'rpc-elog', 'dc-lowlumi', 'gem-gem', 'tracker-pixel'])
    expect(lookUpFlag(name)).toBe(name);
});

describe('flag()', () => {
  test.each(Object.entries(renamedFlags))(
    'rejects the misspelling %s of the Python client and suggests %s',
    (old, now) => {
      const [workspace, column] = [old.slice(0, old.indexOf('-')), old.slice(old.indexOf('-') + 1)];
      const details = { suggestions: [now] };
      refused(() => untypedCall(flag)(old), { ...unknown, details });
      refused(() => untypedCall(flag)(workspace, column), { ...unknown, details });
      expect(lookUpFlag(now)).toBe(now);
    },
  );
  test('suggests tracker-pixel for tracker-pix', () => expect(renamedFlags['tracker-pix']).toBe('tracker-pixel'));

  test.each([
    [['tracker-stripe'], 'tracker-strip'],
    [['Tracker-Strip'], 'tracker-strip'],
    [['tracker_strip'], 'tracker-strip'],
    [['trakcer', 'strip'], 'tracker'],
    [['tracker', 'stripe'], 'strip'],
  ])('rejects %j and suggests %j', (args, suggestion) => {
    refused(() => untypedCall(flag)(...args), {
      ...unknown,
      details: { suggestions: expect.arrayContaining([suggestion]) },
    });
  });
  test.each([
    [['tracker'], /'pixel', 'strip', 'track_private', 'track'/],
    [['dt'], /'dt'/],
    [['xyzzy', 'strip'], /'btag', 'castor', 'cms'/],
    [['tracker', 'zzzzz'], /'pixel'/],
    [['tracker', 'dt'], /It belongs to the workspace 'dt'/],
    [['tracker', 'es'], /It belongs to the workspace 'ecal' or 'egamma'/],
    [['dt-dt', 'dt'], /flag\('dt-dt'\)/],
    [[['dt-dt']], /'dt-dt'/],
  ])('rejects %j and lists valid names in the hint', (args, hint) => {
    refused(() => untypedCall(flag)(...args), { ...unknown, details: { hint: expect.stringMatching(hint) } });
  });
  test.each([
    [['xyzzy']],
    [['dt', null]],
    [['dt', 5]],
    [['dt', ['dt']]],
    [[null]],
    [[undefined, 'dt']],
    [[]],
    [[{}]],
    [[Object.create(null), Symbol('dt')]],
    [['__proto__', 'x']],
    [['']],
    [['constructor-name']],
  ])('rejects %j', (args) => {
    refused(() => untypedCall(flag)(...args), { ...unknown, details: { hint: expect.any(String) } });
  });
});
