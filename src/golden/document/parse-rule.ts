import type { Attribute } from '../../catalogue/attribute.js';
import { attributeAt, flagAt } from '../../catalogue/paths.js';
import { QueryError } from '../../errors.js';
import { build } from '../../expression/condition.js';
import { buildFlag } from '../../expression/flag-builders.js';
import { type Comparison, type JsonLogic, type Node, node } from '../../expression/node.js';
import { isBoolean } from '../../logic/compile-value.js';
import { operation, pathIn } from '../../logic/operation.js';
import { bareRule } from '../../print/json-logic.js';

const comparisons: Readonly<Record<string, Comparison>> = { '==': '=', '>': '>', '>=': '>=', '<': '<', '<=': '<=' };

/** A condition made by the method that people would call; undefined where it takes no such value. */
function made(attribute: Attribute, method: string, ...values: readonly unknown[]): Node | undefined {
  try {
    return build(attribute, method, ...values);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function compared(path: string, operator: Comparison, value: JsonLogic): Node | undefined {
  const flag = flagAt(path);
  if (flag !== undefined)
    return operator === '=' && typeof value === 'string' ? attempt(() => buildFlag(flag, 'is', value)) : undefined;
  const attribute = attributeAt(path);
  if (attribute === undefined) return undefined;
  if (value === null) return operator === '=' ? node({ kind: 'null', attribute }) : undefined;
  const { type } = attribute;
  if (type === 'boolean' || type === 'enum') return operator === '=' ? made(attribute, 'is', value) : undefined;
  const method = { '=': 'eq', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' }[operator];
  if (type === 'date')
    // As text, which is how JSON logic compares them; a prefix of a date stands for itself.
    return typeof value === 'string' ? node({ kind: 'compare', attribute, operator, value }) : undefined;
  return type === 'list' ? undefined : made(attribute, method, value);
}

function attempt(make: () => Node): Node | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function member(first: JsonLogic | undefined, second: JsonLogic | undefined): Node | undefined {
  const listed = pathIn(first);
  const attributeListed = listed === undefined ? undefined : attributeAt(listed);
  if (attributeListed !== undefined) return Array.isArray(second) ? made(attributeListed, 'in', second) : undefined;
  const held = pathIn(second);
  const attribute = held === undefined ? undefined : attributeAt(held);
  if (attribute === undefined) return undefined;
  return made(attribute, attribute.type === 'list' ? 'has' : 'contains', first);
}

/** `substr` of a text compared with what it must be: how a text begins, or ends. */
function part(left: JsonLogic | undefined, text: JsonLogic | undefined): Node | undefined {
  const found = left === undefined ? undefined : operation(left);
  const path = found?.operator === 'substr' ? pathIn(found.args[0]) : undefined;
  const attribute = path === undefined ? undefined : attributeAt(path);
  if (attribute?.type !== 'string' || typeof text !== 'string' || text === '') return undefined;
  return made(attribute, found?.args.length === 3 ? 'startsWith' : 'endsWith', text);
}

function leaf(operator: string, args: readonly JsonLogic[]): Node | undefined {
  const [left, right] = args;
  if (args.length !== 2 || left === undefined || right === undefined) return undefined;
  if (operator === 'in') return member(left, right);
  const comparison = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (comparison === undefined) return undefined;
  const path = pathIn(left);
  if (path !== undefined) return compared(path, comparison, right);
  return comparison === '=' ? part(left, right) : undefined;
}

/** Whether `not` of the tree means what `== false` means of the rule: null is not false, so `and` and `or` must be true or false. */
const isCondition = (rule: JsonLogic): boolean => {
  const operator = operation(rule)?.operator;
  if (operator === 'and' || operator === 'or') return isBoolean(rule);
  return operator !== undefined && operator !== 'var';
};

/**
 * The tree of a rule, which prints as the very same rule: what no condition says to the letter is kept as it is.
 */
export function parseRule(rule: JsonLogic): Node {
  const kept = (): Node => node({ kind: 'logic', rule });
  const found = operation(rule);
  if (found === undefined) return kept();
  const { operator, args } = found;
  const written = (rule as { readonly [operator: string]: JsonLogic })[operator];
  if ((operator === 'and' || operator === 'or') && Array.isArray(written) && args.length > 0)
    return node({ kind: operator, members: args.map((one) => parseRule(one)) });
  const [negated, constant] = args;
  if (operator === '==' && args.length === 2 && constant === false && isCondition(negated as JsonLogic))
    return node({ kind: 'not', member: parseRule(negated as JsonLogic) });
  const read = leaf(operator, args);
  return read !== undefined && JSON.stringify(bareRule(read)) === JSON.stringify(rule) ? read : kept();
}
