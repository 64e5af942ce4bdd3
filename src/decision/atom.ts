import type { JsonLogic } from '../expression/node.js';
import { comparisons, elementOperators, equalities, operation, orders } from '../expression/operation.js';
import { isTruthValue } from '../expression/truth-value.js';
import { compileValue, type Value } from '../logic/compile-value.js';
import { isTruthy } from '../logic/truthy.js';
import { type Steps, stepsOf } from './steps.js';
import { mayHoldValue, spellings, type Variable, variableAt } from './variable.js';

type Constant = number | string | boolean;

/** The substrings that a rule compares the value of an attribute with. */
interface Pieces {
  readonly contained: Set<string>;
  readonly prefixes: Set<string>;
  readonly suffixes: Set<string>;
}

/** A rule that is evaluated as a whole, with everything that determines for which values it changes. */
export interface Atom {
  readonly rule: JsonLogic;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Paths that the rule compares with null, or lists as missing. */
  readonly explicit: ReadonlySet<string>;
  readonly constants: readonly Constant[];
  readonly pieces: Pieces;
  readonly isOrdered: boolean;
  /** True if the values of the domain produce every truth value of the rule. */
  readonly isExact: boolean;
  /** True if its operators are known and its variables are values. An unknown variable is null. */
  readonly isKnown: boolean;
  /** The values at which a rule on one variable can change, if it is simple enough. */
  readonly steps: Steps | undefined;
  /** Returns true if the value of the rule is truthy in JSON logic. */
  holds(data: unknown): boolean;
}

const arithmetic = new Set(['+', '-', '*', '/', '%', 'min', 'max']);
const others = new Set([
  'cat',
  'substr',
  'merge',
  'in',
  'missing',
  'missing_some',
  'if',
  '?:',
  'and',
  'or',
  '!',
  '!!',
  'log',
]);

const isSupported = (operator: string): boolean =>
  comparisons.has(operator) || arithmetic.has(operator) || others.has(operator) || elementOperators.has(operator);

/** Collects what an atom reads and compares. */
class Collector {
  readonly variables = new Map<string, Variable>();
  readonly explicit = new Set<string>();
  readonly constants: Constant[] = [];
  readonly pieces: Pieces = { contained: new Set(), prefixes: new Set(), suffixes: new Set() };
  isOrdered = false;
  isExact = true;
  isKnown = true;
  readsUnknown = false;

  /** Variables below an operator on lists read elements, not the lumisection. */
  visit(rule: JsonLogic, ofElements = false): void {
    if (Array.isArray(rule)) {
      for (const element of rule) this.visit(element, ofElements);
      return;
    }
    const parsed = operation(rule);
    if (parsed === undefined) {
      if (typeof rule !== 'object') this.constants.push(rule);
      return;
    }
    const { operator, args } = parsed;
    if (operator === 'var') this.#variable(args, ofElements);
    else if (!isSupported(operator)) this.isKnown = false;
    else if (operator === 'missing' || operator === 'missing_some') this.#missing(operator, args, ofElements);
    else this.#operation(operator, args, ofElements);
  }

  #read(name: JsonLogic | undefined): Variable | undefined {
    const path = typeof name === 'number' ? String(name) : name;
    if (typeof path !== 'string' || (variableAt(path) === undefined && mayHoldValue(path))) {
      this.isKnown = false;
      return undefined;
    }
    const variable = variableAt(path);
    if (variable === undefined) this.readsUnknown = true;
    else this.variables.set(variable.path, variable);
    if (path.endsWith('.length')) this.isExact = false;
    return variable;
  }

  #variable([name, otherwise]: readonly JsonLogic[], ofElements: boolean): void {
    if (otherwise !== undefined) this.visit(otherwise, ofElements);
    if (!ofElements) this.#read(name);
  }

  #missing(operator: string, args: readonly JsonLogic[], ofElements: boolean): void {
    const names = operator === 'missing_some' ? args.slice(1).flat() : args.flat();
    if (ofElements) this.isKnown = false;
    else
      for (const name of names) {
        const variable = this.#read(name as JsonLogic);
        if (variable !== undefined) this.explicit.add(variable.path);
      }
  }

  #operation(operator: string, args: readonly JsonLogic[], ofElements: boolean): void {
    if (orders.has(operator)) {
      this.isOrdered = true;
      // Order treats null as 0.
      if (args.includes(null)) this.constants.push(0);
    }
    if (arithmetic.has(operator) || operator === 'cat' || operator === 'merge') this.isExact = false;
    if (elementOperators.has(operator)) {
      if (operator === 'map' || operator === 'filter' || operator === 'reduce') this.isExact = false;
      for (const [index, argument] of args.entries()) this.visit(argument, ofElements || index === 1);
      return;
    }
    if (operator === 'substr') this.isExact = false;
    if (operator === 'in' || equalities.has(operator)) this.#pieces(operator, args);
    for (const argument of args) this.visit(argument, ofElements);
  }

  #pieces(operator: string, args: readonly JsonLogic[]): void {
    const [left = null, right = null] = args;
    if (operator === 'in') {
      if (operation(right) !== undefined && (typeof left === 'string' || typeof left === 'number'))
        this.pieces.contained.add(String(left));
      // The domain has no value for each substring of a string: 5 is in '300001,300005'.
      if (operation(left) !== undefined && !Array.isArray(right) && !isListed(left)) this.isExact = false;
      return;
    }
    for (const [part, text] of [
      [left, right],
      [right, left],
    ] as const) {
      const parsed = operation(part);
      if (parsed?.operator !== 'substr' || typeof text !== 'string') continue;
      const [, start, length] = parsed.args;
      if (start === 0 && length === text.length) this.pieces.prefixes.add(text);
      else if (start === -text.length && length === undefined && text !== '') this.pieces.suffixes.add(text);
    }
  }
}

/** Returns true for a variable whose values the catalogue lists. */
function isListed(rule: JsonLogic): boolean {
  const parsed = operation(rule);
  const path = parsed?.operator === 'var' ? parsed.args[0] : undefined;
  const variable = typeof path === 'string' ? variableAt(path) : undefined;
  if (variable === undefined) return false;
  const type = variable.attribute?.type;
  return type === undefined || type === 'enum' || type === 'boolean';
}

/** Returns true if a rule contains null, which makes every comparison in it explicit. */
function mentionsNull(rule: JsonLogic): boolean {
  if (rule === null) return true;
  if (Array.isArray(rule)) return rule.some(mentionsNull);
  const parsed = operation(rule);
  return parsed !== undefined && parsed.operator !== 'var' && parsed.args.some(mentionsNull);
}

/** Returns true for `substr` compared with a string of the same length: how a value begins or ends, which domains of strings cover. */
function isPiece(rule: JsonLogic, { prefixes, suffixes }: Pieces): boolean {
  const parsed = operation(rule);
  if (parsed === undefined || !equalities.has(parsed.operator) || prefixes.size + suffixes.size !== 1) return false;
  return parsed.args.some((argument) => {
    const part = operation(argument);
    return part?.operator === 'substr' && operation(part.args[0] as JsonLogic)?.operator === 'var';
  });
}

const atoms = new WeakMap<object, Atom>();

/** Returns the atom of a rule, cached by rule. */
export function atomOf(rule: JsonLogic): Atom {
  const key = typeof rule === 'object' && rule !== null ? rule : undefined;
  const made = key === undefined ? undefined : atoms.get(key);
  if (made !== undefined) return made;
  const atom = collect(rule);
  if (key !== undefined) atoms.set(key, atom);
  return atom;
}

/** Evaluates a rule. False if json-logic-js throws. */
function holds(value: Value, data: unknown): boolean {
  try {
    return isTruthy(value(data));
  } catch {
    return false;
  }
}

function collect(rule: JsonLogic): Atom {
  const collector = new Collector();
  collector.visit(rule);
  const { variables, explicit, constants, pieces, isOrdered, isKnown } = collector;
  if (mentionsNull(rule)) for (const path of variables.keys()) explicit.add(path);
  // The truthiness of a value changes at 0 and at the empty string.
  if (!isTruthValue(rule)) constants.push(0, '');
  const value: Value = isKnown ? compileValue(rule) : () => false;
  const [variable, ...more] = variables.values();
  const solved = collector.isExact || !isKnown ? [] : thresholds(rule, variables);
  const isConstant = isKnown && variables.size === 0;
  return {
    rule,
    variables,
    explicit,
    constants: [...constants, ...(solved ?? [])],
    pieces,
    isOrdered,
    isExact:
      (collector.isExact || isConstant || (isKnown && solved !== undefined) || isPiece(rule, pieces)) &&
      !collector.readsUnknown,
    isKnown,
    steps: variable === undefined || more.length > 0 ? undefined : stepsOf(rule, variable),
    holds: (data) => holds(value, data),
  };
}

/** Returns true for a calculation that can be linear in some numbers only, such as `max` or `%`. */
function hasCases(rule: JsonLogic): boolean {
  if (Array.isArray(rule)) return true;
  const call = operation(rule);
  if (call === undefined || call.operator === 'var') return false;
  return !['+', '-', '*', '/'].includes(call.operator) || call.args.some(hasCases);
}

/** Solves a comparison that is linear in one number: where both sides are equal. Undefined for other rules. */
function thresholds(rule: JsonLogic, variables: ReadonlyMap<string, Variable>): readonly number[] | undefined {
  const [variable, ...more] = variables.values();
  const parsed = operation(rule);
  if (variable?.attribute?.type !== 'number' || more.length > 0 || parsed === undefined) return undefined;
  if (!comparisons.has(parsed.operator) || parsed.args.some(hasCases)) return undefined;
  const sides = parsed.args.map((argument) => compileValue(argument));
  const at = (side: Value, x: number): number => {
    const value = side(dataOf([[variable.path, x]]));
    return typeof value === 'boolean' || value === null ? Number.NaN : Number(value);
  };
  const solved: number[] = [];
  for (const [index, right] of sides.entries()) {
    const left = sides[index - 1];
    if (left === undefined) continue;
    const difference = (x: number): number => at(left, x) - at(right, x);
    const offset = difference(0);
    const slope = difference(1) - offset;
    const isLinear = [-3, 2, 1000.5, 123456].every(
      (x) => Math.abs(difference(x) - (offset + slope * x)) <= 1e-6 * (1 + Math.abs(offset) + Math.abs(slope * x)),
    );
    if (!isLinear) return undefined;
    if (slope !== 0) solved.push(-offset / slope);
  }
  return solved;
}

/** Creates data with values at paths; undefined is a missing value. */
export function dataOf(entries: readonly (readonly [path: string, value: unknown])[]): unknown {
  const data: Record<string, unknown> = {};
  for (const [path, value] of entries)
    for (const spelling of value === undefined ? [] : spellings(path)) {
      const names = spelling.split('.');
      const last = names.pop() as string;
      let place = data;
      for (const name of names) {
        place[name] ??= {};
        place = place[name] as Record<string, unknown>;
      }
      place[last] = value;
    }
  return data;
}
