import type { JsonLogic } from '../expression/node.js';
import { operation, pathIn } from '../expression/operation.js';

/** A value that only equals itself and the values that JavaScript converts to it. Null and undefined are not among them. */
type Constant = string | boolean;

/** A rule that is true if a property of an object equals a constant. */
export interface Equality {
  /** The object, one of {@link roots}. */
  readonly root: string;
  readonly name: string;
  readonly constant: Constant;
}

/** The data of a rule: a lumisection with its run and dataset. */
export interface LumisectionData {
  readonly dataset: unknown;
  readonly run: unknown;
  readonly lumisection: unknown;
}

/** A run or a lumisection. */
type Owner = { readonly oms?: unknown; readonly rr?: unknown } | null | undefined;

/** Objects whose properties are read by many rules. Each function reads fixed names, which engines optimise. */
export const roots: Readonly<Record<string, (data: LumisectionData) => unknown>> = {
  'lumisection.rr': (data) => (data.lumisection as Owner)?.rr,
  'lumisection.oms': (data) => (data.lumisection as Owner)?.oms,
  'run.oms': (data) => (data.run as Owner)?.oms,
  'run.rr': (data) => (data.run as Owner)?.rr,
  dataset: (data) => data.dataset,
};

/** Returns the parts of a rule such as `{"==":[{"var":"lumisection.rr.dt-dt"},"GOOD"]}`. */
export function equalityOf(rule: JsonLogic): Equality | undefined {
  const call = operation(rule);
  if (call?.operator !== '==' || call.args.length !== 2) return undefined;
  const [variable, constant] = call.args;
  const path = pathIn(variable) ?? '';
  const end = path.lastIndexOf('.');
  const root = path.slice(0, Math.max(end, 0));
  return Object.hasOwn(roots, root) && (typeof constant === 'string' || typeof constant === 'boolean')
    ? { root, name: path.slice(end + 1), constant }
    : undefined;
}

/** A property without a rule. */
const any = Symbol('any');

/** The properties of an object in their order, with the constant that each must equal. */
interface Order {
  readonly names: readonly string[];
  readonly expected: readonly (Constant | typeof any)[];
}

/** The number of objects in another order after which the order of the last one is used. */
const patience = 16;

// biome-ignore lint/suspicious/noDoubleEquals: JSON logic compares so
const isEqual = (value: unknown, constant: unknown): boolean => value === constant || value == constant;

/**
 * Returns a function that tests whether properties of an object equal constants.
 *
 * Objects of one source have the same properties in the same order, and to enumerate them is faster than to look up each by name. The order
 * of an earlier object is compared in passing; if it differs, or if most properties have no rule, they are looked up.
 */
export function equalities(constants: ReadonlyMap<string, Constant>): (object: unknown) => boolean {
  const names = [...constants.keys()];
  const values = [...constants.values()];
  let order: Order = { names: [], expected: [] };
  let misses = patience - 1;

  function lookUp(object: unknown): boolean {
    if (object === null || object === undefined) return false;
    for (let i = 0; i < names.length; i++)
      if (!isEqual((object as Readonly<Record<string, unknown>>)[names[i] as string], values[i])) return false;
    return true;
  }

  function learn(object: object): void {
    const keys: string[] = [];
    for (const name in object) keys.push(name);
    const isWorthwhile = keys.length <= 2 * names.length && names.every((name) => keys.includes(name));
    order = isWorthwhile
      ? { names: keys, expected: keys.map((name) => constants.get(name) ?? any) }
      : { names: [], expected: [] };
  }

  function miss(object: unknown): boolean {
    if (++misses === patience) {
      misses = 0;
      if (typeof object === 'object' && object !== null) learn(object);
    }
    return lookUp(object);
  }

  return (object) => {
    const { names, expected } = order;
    let i = 0;
    for (const name in object as object) {
      if (name !== names[i]) return miss(object);
      const constant = expected[i++];
      if (constant !== any && !isEqual((object as Readonly<Record<string, unknown>>)[name], constant)) return false;
    }
    return i > 0 && i === names.length ? true : miss(object);
  };
}
