import { pointer } from './json-data.js';
import type { JsonLogic } from './node.js';

/** Operators of JSON logic that compare for equality. */
export const equalities: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);

/** Operators of JSON logic that compare by order. */
export const orders: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/** Operators of JSON logic that compare values. */
export const comparisons: ReadonlySet<string> = new Set([...equalities, ...orders]);

/** Operators of JSON logic whose second argument reads the elements of a list, not the lumisection. */
export const elementOperators: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'all', 'none', 'some']);

/** Returns the operator of a rule with its arguments, or undefined for data. */
export function operation(
  rule: JsonLogic,
): { readonly operator: string; readonly args: readonly JsonLogic[] } | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
  const [entry, ...more] = Object.entries(rule as { readonly [operator: string]: JsonLogic });
  if (entry === undefined || more.length > 0) return undefined;
  const [operator, value] = entry;
  return { operator, args: Array.isArray(value) ? value : [value] };
}

/** Returns the JSON Pointer to an argument of an operation at a path. A single argument need not be in a list. */
export function argumentPath(rule: JsonLogic, path: string, index: number): string {
  const [[operator, value]] = Object.entries(rule as object) as [[string, unknown]];
  return Array.isArray(value) ? pointer(path, operator, index) : pointer(path, operator);
}

/** Returns the path of a variable without a default. */
export function pathIn(rule: JsonLogic | undefined): string | undefined {
  const call = rule === undefined ? undefined : operation(rule);
  const [path, ...more] = call?.operator === 'var' ? call.args : [];
  return typeof path === 'string' && more.length === 0 ? path : undefined;
}
