import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isOptions } from '../util/json-object.js';
import { isString, isStrings } from '../util/strings.js';
import type { AttributeEntry, AttributeType } from './attribute.js';
import { didYouMean, nearest, quoted } from './nearest.js';

/** Throws the error of an invalid extension. */
export function reject(message: string, hint: string): never {
  throw new QueryError('bad-extension', message, { hint });
}

/** A check of a field of an entry: its test, what it expects, and what to write. */
type FieldCheck = readonly [isValid: (value: unknown) => boolean, expected: string, hint: string];

const isOneOf =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [low, high]: readonly unknown[] = value;
  return typeof low === 'number' && typeof high === 'number' && low <= high;
}

const types: readonly AttributeType[] = ['number', 'date', 'string', 'enum', 'boolean', 'list'];
const isExample = (value: unknown): boolean =>
  ['number', 'string', 'boolean'].includes(typeof value) || isStrings(value);

const required: Readonly<Record<'meaning' | 'example' | 'nullable', FieldCheck>> = {
  meaning: [isString, 'a string', "Write meaning: 'Mean pile-up of the run.'."],
  example: [isExample, 'a value', 'Write a value as the registry stores it, such as example: 52.1.'],
  nullable: [isOneOf(true, false), 'a boolean', 'Write nullable: true if the registry stores null in some rows.'],
};

const optional: Readonly<Record<Exclude<keyof AttributeEntry, 'type' | keyof typeof required>, FieldCheck>> = {
  unit: [isString, 'a string', "Write unit: 'GeV'."],
  whenNull: [isString, 'a string', "Write whenNull: 'OMS has no value for the run.'."],
  optional: [isOneOf(true), 'true', 'Remove it if every row has the attribute.'],
  absence: [isOneOf('null', 'false'), "'null' or 'false'", "Write absence: 'null'."],
  values: [isStrings, 'an array of strings', "Write values: ['OPEN', 'CLOSED']."],
  range: [isRange, 'the smallest and the largest value', 'Write range: [0, 7000].'],
  serverOrder: [isOneOf('number'), "'number'", 'Remove it if the registry sorts the attribute as a string.'],
  sortsDatasets: [isOneOf(true), 'true', 'Remove it if the registry cannot sort datasets by it.'],
  match: [isOneOf('exact'), "'exact'", 'Remove it if `has` is not case-sensitive.'],
  identifies: [isOneOf('run'), "'run'", 'Remove it from other numbers than that of a run.'],
  subsystem: [isString, 'a string', "Write subsystem: 'pixel'."],
};

const fields: readonly string[] = ['type', ...Object.keys(required), ...Object.keys(optional)];

function checkField(owner: string, field: string, value: unknown, [isValid, expected, hint]: FieldCheck): void {
  if (!isValid(value)) reject(`Expected ${expected} for '${field}' of '${owner}', got ${describe(value)}`, hint);
}

/** Checks the name and the fields of an attribute, which queries, checks and messages use. */
export function checkedEntry(name: string, entry: unknown): AttributeEntry {
  if (!/^\w+$/.test(name))
    reject(`Expected the name of an attribute, got '${name}'`, 'Use letters, digits and underscores.');
  if (!isOptions(entry))
    return reject(
      `Expected an entry for '${name}', got ${describe(entry)}`,
      "Write { type: 'number', meaning: '…', example: 52.1, nullable: true }.",
    );
  for (const field of Object.keys(entry))
    if (!fields.includes(field))
      reject(
        `Unknown field '${field}' of '${name}'`,
        didYouMean(nearest(field, fields)) ?? `The fields are ${quoted(fields)}.`,
      );
  if (!(types as readonly unknown[]).includes(entry.type))
    reject(`Expected the type of '${name}', got ${describe(entry.type)}`, `Write one of ${quoted(types)}.`);
  for (const [field, check] of Object.entries(required)) checkField(name, field, entry[field], check);
  for (const [field, check] of Object.entries(optional))
    if (entry[field] !== undefined) checkField(name, field, entry[field], check);
  const { values } = entry;
  if (entry.type === 'enum' && !(Array.isArray(values) && values.length > 0))
    reject(`Expected an array of strings as the values of the enum '${name}'`, "Write values: ['OPEN', 'CLOSED'].");
  return entry as unknown as AttributeEntry;
}
