import type { Attribute } from '../catalogue/attribute.js';
import { attributeAt, flagAt } from '../catalogue/paths.js';

/** An attribute or flag that a rule reads, or the length of its value. */
export interface Variable {
  /** The same for every spelling of the same value. */
  readonly path: string;
  /** Undefined for a flag. */
  readonly attribute: Attribute | undefined;
  /** True if the value is never null: a key of a run, dataset or lumisection. */
  readonly isKey: boolean;
}

/** Both hold the run number. */
const aliases: Readonly<Record<string, string>> = { 'run.oms.run_number': 'run.run_number' };

/** Returns all paths with the same value as a path. */
export const spellings = (path: string): readonly string[] => [
  path,
  ...Object.keys(aliases).filter((alias) => aliases[alias] === path),
];

const hasLength = (attribute: Attribute): boolean => ['string', 'list', 'enum', 'date'].includes(attribute.type);

/** Returns the attribute whose length a path reads, `run.oms.hlt_key.length`; undefined for other paths. */
export function lengthOf(path: string): Attribute | undefined {
  const attribute = path.endsWith('.length') ? attributeAt(path.slice(0, -'.length'.length)) : undefined;
  return attribute !== undefined && hasLength(attribute) ? attribute : undefined;
}

const variables = new Map<string, Variable | undefined>();

function find(path: string): Variable | undefined {
  if (flagAt(path) !== undefined) return { path, attribute: undefined, isKey: false };
  const measured = lengthOf(path);
  const attribute = measured ?? attributeAt(path);
  if (attribute === undefined) return undefined;
  const own = measured === undefined ? path : path.slice(0, -'.length'.length);
  const isKey = attribute.home === 'column' || attribute.name === 'run_number';
  return { path: aliases[own] ?? own, attribute, isKey };
}

/** Returns the variable at a path; undefined for an unknown path. */
export function variableAt(path: string): Variable | undefined {
  if (variables.has(path)) return variables.get(path);
  const variable = find(path);
  // Unknown paths come from documents, and would fill the cache.
  if (variable !== undefined) variables.set(path, variable);
  return variable;
}

/** Returns true if null at a path means "unknown": a key is never null, and a component without a value was not included. */
export const isNullable = ({ attribute, isKey }: Variable): boolean => !isKey && attribute?.absence !== 'false';

const places = ['run.oms', 'run.rr', 'dataset', 'lumisection.oms', 'lumisection.rr'];

/** Returns true if a path that is not a variable may have a value: an object of attributes, or a part of a value. */
export const mayHoldValue = (path: string): boolean =>
  path === '' ||
  places.some((place) => place === path || place.startsWith(`${path}.`)) ||
  path.split('.').some((_, index, names) => index > 0 && variableAt(names.slice(0, index).join('.')) !== undefined);
