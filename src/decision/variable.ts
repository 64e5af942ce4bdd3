import type { Attribute } from '../catalogue/attribute.js';
import { attributeAt, flagAt } from '../catalogue/paths.js';

/** What a variable reads: an attribute or flag, or the length of its value. */
export interface Variable {
  /** The same for every spelling of the same value. */
  readonly path: string;
  /** Undefined for a flag. */
  readonly attribute: Attribute | undefined;
  /** Whether the value is never null: the keys of a run, dataset and lumisection. */
  readonly isKey: boolean;
}

/** Both hold the run number. */
const aliases: Readonly<Record<string, string>> = { 'run.oms.run_number': 'run.run_number' };

/** Where the value of an attribute is read from: its path, and its other paths. */
export const spellings = (path: string): readonly string[] => [
  path,
  ...Object.keys(aliases).filter((one) => aliases[one] === path),
];

const hasLength = (attribute: Attribute): boolean => ['string', 'list', 'enum', 'date'].includes(attribute.type);

/** The attribute whose length a path reads, `run.oms.hlt_key.length`; undefined for other paths. */
export function lengthOf(path: string): Attribute | undefined {
  const attribute = path.endsWith('.length') ? attributeAt(path.slice(0, -'.length'.length)) : undefined;
  return attribute !== undefined && hasLength(attribute) ? attribute : undefined;
}

const known = new Map<string, Variable | undefined>();

function find(path: string): Variable | undefined {
  if (flagAt(path) !== undefined) return { path, attribute: undefined, isKey: false };
  const measured = lengthOf(path);
  const attribute = measured ?? attributeAt(path);
  if (attribute === undefined) return undefined;
  const own = measured === undefined ? path : path.slice(0, -'.length'.length);
  const isKey = attribute.home === 'column' || attribute.name === 'run_number';
  return { path: aliases[own] ?? own, attribute, isKey };
}

/** The variable at a path; undefined for a path that is in no lumisection. */
export function variableAt(path: string): Variable | undefined {
  if (known.has(path)) return known.get(path);
  const found = find(path);
  // Paths come from documents: what is unknown is not stored.
  if (found !== undefined) known.set(path, found);
  return found;
}

/** Whether null at a path means "unknown": a key is never null, and a component without a value was not included. */
export const isNullable = ({ attribute, isKey }: Variable): boolean => !isKey && attribute?.absence !== 'false';

const places = ['run.oms', 'run.rr', 'dataset', 'lumisection.oms', 'lumisection.rr'];

/** Whether a path that is no variable may hold a value: a place that holds attributes, or a part of a value. */
export const mayHoldValue = (path: string): boolean =>
  path === '' ||
  places.some((place) => place === path || place.startsWith(`${path}.`)) ||
  path.split('.').some((_, index, names) => index > 0 && variableAt(names.slice(0, index).join('.')) !== undefined);
