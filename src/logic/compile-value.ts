import type { JsonLogic } from '../expression/node.js';
import { operation } from '../expression/operation.js';
import { own } from '../util/own.js';
import { applyBounded } from './bounded.js';
import { guarded, withTypedErrors } from './evaluation-error.js';
import { isTruthy } from './truthy.js';

/** Returns the value of a rule for some data. */
export type Value = (data: unknown) => unknown;

/** A value whose properties are read. Reading a property of null or undefined gives undefined. */
type Holder = { readonly [name: string]: Holder } | null | undefined;

/** Operators with a boolean result. */
const comparing: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  // biome-ignore lint/suspicious/noDoubleEquals: JSON logic compares so
  '==': (left, right) => (data) => left(data) == right(data),
  // biome-ignore lint/suspicious/noDoubleEquals: JSON logic compares so
  '!=': (left, right) => (data) => left(data) != right(data),
  '===': (left, right) => (data) => left(data) === right(data),
  '!==': (left, right) => (data) => left(data) !== right(data),
  '>': (left, right) => (data) => (left(data) as number) > (right(data) as number),
  '>=': (left, right) => (data) => (left(data) as number) >= (right(data) as number),
  '<': (left, right) => (data) => (left(data) as number) < (right(data) as number),
  '<=': (left, right) => (data) => (left(data) as number) <= (right(data) as number),
  in: (left, right) => (data) => isIn(left(data), right(data)),
};

function isIn(part: unknown, whole: unknown): boolean {
  if (!whole) return false;
  const { indexOf } = whole as { indexOf?: unknown };
  return indexOf === undefined ? false : (whole as readonly unknown[]).indexOf(part) !== -1;
}

const isNested = (rule: JsonLogic): boolean => typeof rule === 'object' && rule !== null;

/** Returns the value at a path, or null. Each step reads a property, as in JSON logic. */
function reader(path: readonly string[], otherwise: unknown): Value {
  const [first, second, third, ...more] = path;
  if (first === undefined) return (data) => data;
  const given = (value: unknown): unknown => (value === undefined ? otherwise : value);
  if (second === undefined) return (data) => given((data as Holder)?.[first]);
  if (third === undefined) return (data) => given((data as Holder)?.[first]?.[second]);
  if (more.length === 0) return (data) => given((data as Holder)?.[first]?.[second]?.[third]);
  return (data) => given(path.reduce<unknown>((value, name) => (value as Holder)?.[name], data));
}

/** Returns the constant path of a variable and its constant default; undefined if one of them is computed. */
function variable(args: readonly JsonLogic[]): { readonly path: string; readonly otherwise: JsonLogic } | undefined {
  const [path, otherwise = null] = args;
  if (typeof path === 'number') return { path: String(path), otherwise };
  if (typeof path !== 'string' || path === '' || operation(otherwise) !== undefined || Array.isArray(otherwise))
    return undefined;
  return { path, otherwise };
}

const isNumberOfArguments: Readonly<Record<string, (n: number) => boolean>> = {
  '!': (n) => n === 1,
  '!!': (n) => n === 1,
  var: (n) => n === 1 || n === 2,
  ...Object.fromEntries(Object.keys(comparing).map((operator) => [operator, (n: number) => n === 2])),
};

/** Returns true for a rule that is compiled. json-logic-js evaluates rare operators and unusual numbers of arguments. */
function isCovered(operator: string, args: readonly JsonLogic[]): boolean {
  if (operator === 'and' || operator === 'or' || operator === 'if' || operator === '?:') return true;
  const fits = own(isNumberOfArguments, operator);
  return (fits?.(args.length) ?? false) && (operator !== 'var' || variable(args) !== undefined);
}

/** Returns true if a rule is compiled with all rules in it. */
export function isWhollyCovered(rule: JsonLogic): boolean {
  if (Array.isArray(rule)) return rule.every(isWhollyCovered);
  const call = operation(rule);
  return call === undefined || (isCovered(call.operator, call.args) && call.args.every(isWhollyCovered));
}

/** Returns the paths that a compiled rule reads. */
export function pathsOf(rule: JsonLogic): readonly string[] {
  const paths: string[] = [];
  collectPaths(rule, paths);
  return paths;
}

function collectPaths(rule: JsonLogic, into: string[]): void {
  const call = Array.isArray(rule) ? undefined : operation(rule);
  const path = call?.operator === 'var' ? variable(call.args)?.path : undefined;
  if (path !== undefined) into.push(path);
  else for (const arg of call?.args ?? (Array.isArray(rule) ? rule : [])) collectPaths(arg, into);
}

function all(parts: readonly Value[]): Value {
  return (data) => {
    let value: unknown;
    for (const part of parts) {
      value = part(data);
      if (!isTruthy(value)) return value;
    }
    return value;
  };
}

function any(parts: readonly Value[]): Value {
  return (data) => {
    let value: unknown;
    for (const part of parts) {
      value = part(data);
      if (isTruthy(value)) return value;
    }
    return value;
  };
}

function choice(parts: readonly Value[]): Value {
  return (data) => {
    let i = 0;
    for (; i < parts.length - 1; i += 2) if (isTruthy(parts[i]?.(data))) return parts[i + 1]?.(data);
    return i === parts.length - 1 ? parts[i]?.(data) : null;
  };
}

/**
 * Compiles a rule to closures with the same values as json-logic-js. `root` is the path of the data: with `run.oms`,
 * `run.oms.energy` is read as `energy`.
 *
 * The function throws a QueryError if JSON logic cannot evaluate the rule, or needs too many steps.
 */
export const compileValue = (rule: JsonLogic, root = ''): Value =>
  (isWhollyCovered(rule) ? withTypedErrors : guarded)(closureOf(rule, root));

/** Compiles a rule as a part of an evaluation, without separate limits and errors. */
export function closureOf(rule: JsonLogic, root = ''): Value {
  if (Array.isArray(rule)) {
    if (!rule.some(isNested)) return () => rule;
    const parts = rule.map((item) => closureOf(item, root));
    return (data) => parts.map((part) => part(data));
  }
  const call = operation(rule);
  if (call === undefined) return () => rule;
  const { operator, args } = call;
  if (!isCovered(operator, args)) return (data) => applyBounded(rule, data);
  if (operator === 'var') {
    const { path, otherwise } = variable(args) as { path: string; otherwise: JsonLogic };
    const below = root === '' ? path : path.slice(root.length + 1);
    return reader(below.split('.'), otherwise);
  }
  const parts = args.map((arg) => closureOf(arg, root));
  if (operator === 'and') return all(parts);
  if (operator === 'or') return any(parts);
  if (operator === 'if' || operator === '?:') return choice(parts);
  const [left, right] = parts as [Value, Value];
  if (operator === '!') return (data) => !isTruthy(left(data));
  if (operator === '!!') return (data) => isTruthy(left(data));
  return comparison(operator, left, right, args[1] as JsonLogic);
}

/** Compiles a comparison with a constant, which most are, to one call less. */
function comparison(operator: string, left: Value, right: Value, constant: JsonLogic): Value {
  if (operator === '==' && (typeof constant === 'string' || typeof constant === 'boolean'))
    // biome-ignore lint/suspicious/noDoubleEquals: JSON logic compares so
    return (data) => left(data) == constant;
  // Both compare like `===`, because JSON has no NaN.
  if (operator === 'in' && Array.isArray(constant) && constant.length > 8 && !constant.some(isNested)) {
    const members = new Set<unknown>(constant);
    return (data) => members.has(left(data));
  }
  return (comparing[operator] as (left: Value, right: Value) => Value)(left, right);
}
