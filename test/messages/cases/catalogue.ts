import { attribute, extendCatalogue, flag, run, runs } from 'runregistry';
import { untyped, untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const untypedFlag = untypedCall(flag);
const extend = untypedCall(extendCatalogue);
const number = { type: 'number', meaning: 'A number.', example: 52.1, nullable: true };

export const failures: Failures = {
  'an unknown attribute': () => attribute('enrgy' as 'energy'),
  'an array instead of the name of an attribute': () => attribute(['energy'] as never),
  'an unknown attribute of a query': () => untyped(runs()).where('enrgy'),
  'an attribute without a similar name': () => untyped(runs()).where('zzzzz'),
  'an attribute of datasets in a query for runs': () => untyped(runs()).where('tracker_state'),
  'a flag instead of an attribute': () => untyped(runs()).where('dt-dt'),
  'a number instead of the name of an attribute': () => untypedCall(attribute)(5),
  'an array of names to order by': () => untyped(runs()).orderBy(['energy']),
  'several values without brackets': () => untyped(runs()).where('run_number').in(355100, 355208),
  'an option of another condition after values': () => untyped(runs()).where('run_number').in([1], { orNull: true }),
  'an unknown handle': () => (run as unknown as Record<string, { gte(value: number): unknown }>).enrgy?.gte(1),
  'an unknown flag': () => untypedFlag('tracker-stripe'),
  'a flag without a similar name': () => untypedFlag('xyzzy'),
  'a workspace instead of a flag': () => untypedFlag('tracker'),
  'a renamed flag': () => untypedFlag('tracker-pix'),
  'an unknown workspace': () => untypedFlag('trakcer', 'strip'),
  'a workspace without a similar name': () => untypedFlag('xyzzy', 'strip'),
  'an unknown column': () => untypedFlag('tracker', 'stripe'),
  'a column without a similar name': () => untypedFlag('tracker', 'dt'),
  'a number instead of a column': () => untypedFlag('dt', 5),
  'an array instead of the name of a flag': () => untypedFlag(['dt-dt']),
  'a flag with three arguments': () => untypedFlag('dt', 'dt', 'GOOD'),
  'an extension that is undefined': () => extend(),
  'an unknown part of an extension': () => extend({ omss: {} }),
  'a part of an extension that is an array': () => extend({ oms: [number] }),
  'the name of an attribute with a dot': () => extend({ oms: { 'odd.name': number } }),
  'an entry that is null': () => extend({ oms: { odd: null } }),
  'an entry of an unknown type': () => extend({ oms: { odd: { ...number, type: 'integer' } } }),
  'an entry without an example': () => extend({ oms: { odd: { ...number, example: undefined } } }),
  'an entry with a misspelt field': () => extend({ oms: { odd: { ...number, nulable: true } } }),
  'an entry with a range of one number': () => extend({ oms: { odd: { ...number, range: [5] } } }),
  'attributes that are null': () => extend({ oms: null }),
  'an enum without values': () => extend({ rr: { odd: { ...number, type: 'enum' } } }),
  'flags that are an array': () => extend({ flags: ['tracker-alignment'] }),
  'columns that are a string': () => extend({ flags: { tracker: 'alignment' } }),
  'an attribute that exists with another type': () => extend({ oms: { energy: { ...number, type: 'string' } } }),
  'an attribute that exists in another place': () => extend({ rr: { energy: number } }),
  'an attribute that exists as a column': () => extend({ oms: { run_number: number } }),
  'an attribute in two parts': () => extend({ oms: { twice: number }, rr: { twice: number } }),
};
