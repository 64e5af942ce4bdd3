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

test('every flag of the tables is known by name and by workspace and column', () => {
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

test('the flags that certify are flags of their side', () => {
  expect(namesOf(onlineFlags)).toEqual(expect.arrayContaining([...certifiableOnlineFlags]));
  expect(namesOf(offlineFlags)).toEqual(expect.arrayContaining([...certifiableOfflineFlags]));
});

test('flags that the Python client lacks are there', () => {
  for (const name of ['l1t-hf_rings', 'rpc-elog', 'dc-lowlumi', 'gem-gem', 'tracker-pixel'])
    expect(lookUpFlag(name)).toBe(name);
});

describe('flags that the Python client misspells', () => {
  test.each(Object.entries(renamedFlags))('%s is refused, and %s named', (old, now) => {
    const sentence = `'${old}' is not a flag; did you mean '${now}'?`;
    refused(() => untypedCall(flag)(old), { ...unknown, says: [sentence] });
    const [workspace, column] = [old.slice(0, old.indexOf('-')), old.slice(old.indexOf('-') + 1)];
    const error = refused(() => untypedCall(flag)(workspace, column), { ...unknown, says: [sentence] });
    expect(error.suggestions).toEqual([now]);
    expect(lookUpFlag(now)).toBe(now);
  });
  test('tracker-pix is among them', () => expect(renamedFlags['tracker-pix']).toBe('tracker-pixel'));
});

describe('a flag that there is not', () => {
  test.each([
    [['tracker-stripe'], "'tracker-stripe' is not a flag; did you mean 'tracker-strip'?"],
    [['Tracker-Strip'], "did you mean 'tracker-strip'?"],
    [['tracker_strip'], "did you mean 'tracker-strip'?"],
    [
      ['tracker'],
      "a flag is <workspace>-<column>, and the columns of 'tracker' are 'pixel', 'strip', 'track_private', 'track'",
    ],
    [['dt'], "the columns of 'dt' are 'dt'"],
    [['xyzzy'], 'a flag is <workspace>-<column>'],
    [['trakcer', 'strip'], "'trakcer' is not a workspace; did you mean 'tracker'?"],
    [['xyzzy', 'strip'], "'xyzzy' is not a workspace; the workspaces are 'btag', 'castor', 'cms'"],
    [['tracker', 'stripe'], "'stripe' is not a column of 'tracker'; did you mean 'strip'?"],
    [['tracker', 'dt'], "'dt' is not a column of 'tracker'; its columns are 'pixel'"],
    [['dt-dt', 'dt'], "'dt-dt' is not a workspace; the workspaces are"],
    [['dt', null], 'a flag is named by texts, and null is none'],
    [['dt', 5], 'a flag is named by texts, and 5 is none'],
    [['dt', ['dt']], 'and a list is none'],
    [[['dt-dt']], "and a list is none; write 'dt-dt', or 'dt', 'dt'"],
    [[null], 'and null is none'],
    [[undefined, 'dt'], 'and undefined is none'],
    [[], 'and undefined is none'],
    [[{}], 'and an object is none'],
    [[Object.create(null), Symbol('dt')], 'and an object is none'],
    [['__proto__', 'x'], "'__proto__' is not a workspace"],
    [[''], "'' is not a flag"],
    [['constructor-name'], "'constructor-name' is not a flag"],
  ])('%j', (args, sentence) => {
    refused(() => untypedCall(flag)(...args), { ...unknown, says: [sentence] });
  });
});
