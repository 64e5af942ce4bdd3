import type { Attribute } from '../catalogue/attribute.js';
import { build, matching } from '../expression/condition.js';
import { not } from '../expression/logic.js';
import { asNode, type Node } from '../expression/node.js';
import { operatorCondition } from '../expression/operators.js';
import { isWithinElement } from '../print/formula.js';
import { describe } from '../util/describe.js';
import { elementOf, literalOf } from './json-text-pattern.js';
import { inGui } from './key.js';
import { numberIn, type OperatorValue, type Part } from './parts.js';
import type { Place } from './place.js';

const treeOf = (attribute: Attribute, operator: string, value: unknown): Node =>
  operatorCondition(attribute, operator, value, (tree) => tree);

const isLike = (operator: string): boolean => operator === 'like' || operator === 'notlike';

/** Warns of a date that the registry does not compare as an instant. */
function checkDate(value: string, operator: string, place: Place): void {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  const isPrefix = /^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?$/.test(value);
  if (!isInstant && !(isPrefix && (operator === '>=' || operator === '<')))
    place.warn(
      'compared-as-text',
      `The registry compares '${value}' as a string with dates such as 2018-05-25T19:16:05Z`,
    );
}

/** Returns the number in a numeric string, or else the string. */
function readNumber({ home }: Attribute, value: string, place: Place): unknown {
  if (home !== 'column') place.warnOfString(value);
  else if (!/^\s*[+-]?\d+\s*$/.test(value))
    place.warn('server-error', `The registry returns an error for ${describe(value)}`);
  return numberIn(value) ?? value;
}

function booleanCondition(attribute: Attribute, { operator, value }: OperatorValue, place: Place): Part {
  const { name, absence } = attribute;
  const truth = value === 'true' ? true : value === 'false' ? false : value;
  if (typeof truth !== 'boolean' && truth !== null)
    return place.fail(`Expected a boolean for '${name}', got ${describe(value)}`);
  if (operator !== '=' && operator !== '<>')
    return place.fail(`Unknown operator '${operator}' of '${name}', which is a boolean`, 'Use = or <>.');
  const is = treeOf(attribute, '=', truth);
  const tree = operator === '=' ? is : asNode(not(is));
  if (absence !== 'false') return { tree, shape: undefined };
  const written = [(truth !== true) === (operator === '=')];
  const doubt = `The registry stores '${name}' as true or not at all, and finds no row here. '= null' finds the rows without it`;
  return {
    tree,
    shape: place.absence({ key: name, interpreted: [truth === null && operator === '='], written }, doubt),
  };
}

/** Returns the element in a value or pattern, and the literal part of a pattern. */
function soughtIn(
  value: string,
  operator: string,
): { readonly element?: string | undefined; readonly literal?: string } {
  if (!isLike(operator)) return { element: value };
  const literal = literalOf(value);
  return literal === undefined ? {} : { element: elementOf(literal) ?? literal, literal };
}

function warnOfList({ name, wire }: Attribute, operator: string, value: string, place: Place): void {
  const { literal } = soughtIn(value, operator);
  const element = literal === undefined ? undefined : elementOf(literal);
  if (wire === inGui) {
    if (operator === 'notlike' || operator === '<>' || literal !== undefined)
      place.warn('read-as-contains', `The registry tests if the list contains '${value}', whatever the operator`);
  } else if (operator === 'contains') place.warn('server-error', `The registry does not support 'contains' here`);
  else if (!isLike(operator))
    place.warn(
      'compared-as-text',
      `The registry compares the whole JSON of the list '${name}'. like '%"${value}"%' finds an element`,
    );
  else if (literal !== undefined && (element === undefined || !isWithinElement(element)))
    place.warn(
      'compared-as-text',
      `The registry finds ${describe(literal)} anywhere in the JSON of the list. like '%"…"%' finds an element`,
    );
}

function listCondition(attribute: Attribute, { operator, value }: OperatorValue, place: Place): Part {
  const { name, type, wire } = attribute;
  if (type !== 'list') return place.fail(`Unknown operator '${operator}' of '${name}'`, "Write like '%…%'.");
  if (value === null && wire !== inGui && (operator === '=' || operator === '<>'))
    return { tree: build(attribute, operator === '=' ? 'isNull' : 'isNotNull'), shape: undefined };
  if (typeof value !== 'string' || ['>', '>=', '<', '<='].includes(operator))
    return place.fail(
      `Expected a pattern for the list '${name}', got '${operator}' with ${describe(value)}`,
      "Write like '%…%'.",
    );
  warnOfList(attribute, operator, value, place);
  const sought = soughtIn(value, operator).element ?? (wire === inGui ? value : undefined);
  if (sought === undefined)
    return place.fail(
      `Expected a condition on an element of '${name}', got '${operator} ${value}'`,
      `Write like '%"…"%'.`,
    );
  const isNegative = operator === 'notlike' || operator === '<>';
  return { tree: build(attribute, isNegative ? 'hasNot' : 'has', sought), shape: undefined };
}

/** Returns the condition on an attribute. */
export function attributeCondition(attribute: Attribute, condition: OperatorValue, place: Place): Part {
  const { type } = attribute;
  const { operator, value } = condition;
  if (type === 'list' || operator === 'contains') return listCondition(attribute, condition, place);
  if (value === null && operator !== '=' && operator !== '<>')
    return place.fail(`Expected a value for '${operator}' of '${attribute.name}', got null`);
  if (type === 'boolean') return booleanCondition(attribute, condition, place);
  const part = (tree: Node): Part => ({ tree, shape: undefined });
  // A pattern also matches values that are not in the catalogue.
  if ((type === 'enum' || type === 'date') && isLike(operator)) {
    const tree = matching(attribute, value);
    return part(operator === 'like' ? tree : asNode(not(tree)));
  }
  if (type === 'date' && typeof value === 'string') checkDate(value, operator, place);
  const isText = type === 'number' && typeof value === 'string';
  return part(treeOf(attribute, operator, isText ? readNumber(attribute, value, place) : value));
}
