import type { Atom, Formula } from './formula.js';

/** A filter in the registry's own format, as JSON. */
export type WireFilter = { readonly [key: string]: unknown };

const condition = ({ operator, value }: Atom): WireFilter => ({ [operator]: value });

const element = (formula: Formula): WireFilter => {
  if (formula.kind === 'atom') return { [formula.key]: condition(formula) };
  if (formula.kind === 'approximate') return element(formula.of);
  return { [formula.kind === 'all' ? 'and' : 'or']: formula.members.map(element) };
};

const isStringOrNull = ({ value }: Atom): boolean => typeof value === 'string' || value === null;

/** Returns the key of an OR whose members may share it: a column, or a JSON attribute compared with strings. */
function sharedKey(formula: Formula): string | undefined {
  if (formula.kind !== 'any' || formula.members.length === 0) return undefined;
  const [first] = formula.members;
  if (first?.kind !== 'atom' || first.contains) return undefined;
  const isShared = formula.members.every(
    (member) => member.kind === 'atom' && member.key === first.key && (member.column || isStringOrNull(member)),
  );
  return isShared ? first.key : undefined;
}

/** Groups formulas by their keys. Undefined if one has no key that it can be written under. */
function byKey(formulas: readonly Formula[]): Map<string, Formula[]> | undefined {
  const groups = new Map<string, Formula[]>();
  for (const formula of formulas) {
    const key = formula.kind === 'atom' ? formula.key : sharedKey(formula);
    if (key === undefined) return undefined;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [formula]);
    else group.push(formula);
  }
  return groups;
}

/** Returns the conditions under one key, or undefined if the registry would misread them. */
function underKey(formulas: readonly Formula[]): WireFilter | undefined {
  const [first] = formulas as [Formula];
  if (formulas.length === 1)
    return first.kind === 'any' ? { or: (first.members as Atom[]).map(condition) } : condition(first as Atom);
  const atoms = formulas.filter((formula): formula is Atom => formula.kind === 'atom' && !formula.contains);
  if (atoms.length !== formulas.length) return undefined;
  if (first.kind === 'atom' && first.column) return { and: atoms.map(condition) };
  const operators = new Set(atoms.map((atom) => atom.operator));
  return operators.size === atoms.length ? Object.assign({}, ...atoms.map(condition)) : undefined;
}

/**
 * Returns the short form that the Python client sends, an AND of keys. Undefined if the registry would misread it: an OR must not be
 * next to another key, numbers under `and` and `or` of a JSON attribute cause an error 500, and an object has each operator once.
 */
function shortForm(formulas: readonly Formula[]): WireFilter | undefined {
  const groups = byKey(formulas);
  if (groups === undefined) return undefined;
  const filter: Record<string, unknown> = {};
  for (const [key, group] of groups) {
    const conditions = underKey(group);
    if (conditions === undefined) return undefined;
    filter[key] = conditions;
  }
  return filter;
}

/**
 * Returns the filter of one request: either the short form, or a single `and` whose elements each lie within one projection. The registry
 * interprets both as written.
 */
export const wireFilter = (formulas: readonly Formula[]): WireFilter =>
  shortForm(formulas) ?? { and: formulas.map(element) };

/** The key of a row. Only datasets have a name. */
export interface RowKey {
  readonly run_number: number;
  readonly name?: string;
}

/**
 * Returns the filter for the rows after a key, which fetches them independently of rows added or removed before it. Without a name, all rows
 * of its run come before. Datasets of a run are ordered by name.
 */
export function keysetFilter(filter: WireFilter, after: RowKey | undefined, direction: 'asc' | 'desc'): WireFilter {
  if (after === undefined) return filter;
  const { run_number, name } = after;
  const laterRuns = { run_number: { [direction === 'asc' ? '>' : '<']: run_number } };
  const sameRun = { and: [{ run_number: { '=': run_number } }, { name: { '>': name } }] };
  const { and } = filter;
  const isAnd = Array.isArray(and) && Object.keys(filter).length === 1;
  const parts = isAnd ? (and as WireFilter[]) : Object.entries(filter).map(([key, value]) => ({ [key]: value }));
  return { and: [...parts, name === undefined ? laterRuns : { or: [laterRuns, sameRun] }] };
}
