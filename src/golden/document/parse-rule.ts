import type { Attribute } from '../../catalogue/attribute.js';
import { attributeAt, flagAt } from '../../catalogue/paths.js';
import { QueryError } from '../../errors.js';
import { build } from '../../expression/condition.js';
import { node } from '../../expression/create-node.js';
import { buildFlag } from '../../expression/flag-builders.js';
import type { Comparison, JsonLogic, Node } from '../../expression/node.js';
import { operation, pathIn } from '../../expression/operation.js';
import { comparisonMethods } from '../../expression/operators.js';
import { isTruthValue } from '../../expression/truth-value.js';
import { bareRule } from '../../print/json-logic.js';
import { own } from '../../util/own.js';

const comparisons: Readonly<Record<string, Comparison>> = { '==': '=', '>': '>', '>=': '>=', '<': '<', '<=': '<=' };

/** Runs a builder. Returns undefined if it rejects its arguments. */
function attempt(make: () => Node): Node | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

/** Builds a condition with a method of the builder. */
const condition = (attribute: Attribute, method: string, value: unknown): Node | undefined =>
  attempt(() => build(attribute, method, value));

function comparison(path: string, operator: Comparison, value: JsonLogic): Node | undefined {
  const flag = flagAt(path);
  if (flag !== undefined)
    return operator === '=' && typeof value === 'string' ? attempt(() => buildFlag(flag, 'is', value)) : undefined;
  const attribute = attributeAt(path);
  if (attribute === undefined) return undefined;
  if (value === null) return operator === '=' ? node({ kind: 'null', attribute }) : undefined;
  const { type } = attribute;
  if (type === 'boolean' || type === 'enum') return operator === '=' ? condition(attribute, 'is', value) : undefined;
  const method = comparisonMethods[operator];
  if (type === 'date')
    // JSON logic compares dates as strings, so a prefix of a date is not completed.
    return typeof value === 'string' ? node({ kind: 'compare', attribute, operator, value }) : undefined;
  return type === 'list' ? undefined : condition(attribute, method, value);
}

function attributeOf(rule: JsonLogic | undefined): Attribute | undefined {
  const path = pathIn(rule);
  return path === undefined ? undefined : attributeAt(path);
}

function member(first: JsonLogic | undefined, second: JsonLogic | undefined): Node | undefined {
  const left = attributeOf(first);
  if (left !== undefined) return Array.isArray(second) ? condition(left, 'in', second) : undefined;
  const attribute = attributeOf(second);
  if (attribute === undefined) return undefined;
  return condition(attribute, attribute.type === 'list' ? 'has' : 'contains', first);
}

/** Parses a comparison with `substr`: how a string starts or ends. */
function substring(left: JsonLogic | undefined, text: JsonLogic | undefined): Node | undefined {
  const parts = left === undefined ? undefined : operation(left);
  const attribute = parts?.operator === 'substr' ? attributeOf(parts.args[0]) : undefined;
  if (attribute?.type !== 'string' || typeof text !== 'string' || text === '') return undefined;
  return condition(attribute, parts?.args.length === 3 ? 'startsWith' : 'endsWith', text);
}

function leaf(operator: string, args: readonly JsonLogic[]): Node | undefined {
  const [left, right] = args;
  if (args.length !== 2 || left === undefined || right === undefined) return undefined;
  if (operator === 'in') return member(left, right);
  const symbol = own(comparisons, operator);
  if (symbol === undefined) return undefined;
  const path = pathIn(left);
  if (path !== undefined) return comparison(path, symbol, right);
  return symbol === '=' ? substring(left, right) : undefined;
}

/** Returns true if `== false` negates a rule: null is not false, but an empty list of missing names equals it. */
const isCondition = (rule: JsonLogic): boolean => {
  const operator = operation(rule)?.operator;
  return operator !== undefined && (operator === 'missing' || isTruthValue(rule));
};

/** Parses a rule to a tree that prints as the same rule. A rule without an equivalent condition becomes a `logic` node. */
export function parseRule(rule: JsonLogic): Node {
  const verbatim = node({ kind: 'logic', rule });
  const parts = operation(rule);
  if (parts === undefined) return verbatim;
  const { operator, args } = parts;
  const written = (rule as { readonly [operator: string]: JsonLogic })[operator];
  if ((operator === 'and' || operator === 'or') && Array.isArray(written) && args.length > 0)
    return node({ kind: operator, members: args.map((arg) => parseRule(arg)) });
  const [negated, constant] = args;
  if (operator === '==' && args.length === 2 && constant === false && isCondition(negated as JsonLogic))
    return node({ kind: 'not', member: parseRule(negated as JsonLogic) });
  const parsed = leaf(operator, args);
  return parsed !== undefined && JSON.stringify(bareRule(parsed)) === JSON.stringify(rule) ? parsed : verbatim;
}
