import type { Attribute } from '../catalogue/attribute.js';
import { build } from '../expression/condition.js';
import { describe } from '../expression/describe.js';
import { not } from '../expression/logic.js';
import { matching } from '../expression/matching.js';
import type { Expression, Node } from '../expression/node.js';
import { operatorCondition } from '../expression/operators.js';
import { elementOf, literalOf } from './json-text-pattern.js';
import { inGui } from './key.js';
import { type Asked, numberIn, type Part } from './parts.js';
import type { Place } from './place.js';

const treeOf = (attribute: Attribute, operator: string, value: unknown): Node =>
  operatorCondition(attribute, operator, value, (tree) => tree);

const isLike = (operator: string): boolean => operator === 'like' || operator === 'notlike';

/** Warns of a date that the registry compares as another text than it looks. */
function checkDate(value: string, operator: string, place: Place): void {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  const isPrefix = /^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?$/.test(value);
  if (!isInstant && !(isPrefix && (operator === '>=' || operator === '<')))
    place.warn('compared-as-text', `the registry compares '${value}' as text with dates such as 2018-05-25T19:16:05Z`);
}

/** The value that digits in a string stand for. */
function readNumber({ home }: Attribute, value: string, place: Place): unknown {
  if (home !== 'column') place.warnOfText(value);
  else if (!/^\s*[+-]?\d+\s*$/.test(value))
    place.warn('server-error', `the registry answers ${describe(value)} with an error`);
  return numberIn(value) ?? value;
}

function truthCondition(attribute: Attribute, { operator, value }: Asked, place: Place): Part {
  const { name, absence } = attribute;
  const truth = value === 'true' ? true : value === 'false' ? false : value;
  if (typeof truth !== 'boolean' && truth !== null)
    return place.fail(`'${name}' is true or false, and ${describe(value)} is neither`);
  if (operator !== '=' && operator !== '<>') return place.fail(`'${name}' is true or false, and has no '${operator}'`);
  const is = treeOf(attribute, '=', truth);
  const tree = operator === '=' ? is : not(is as Expression);
  if (absence !== 'false') return { tree, shape: undefined };
  const meant = [(truth !== true) === (operator === '=')];
  const what = `'${name}' is true or absent, and the registry finds no row here; '= null' finds those that are meant`;
  return { tree, shape: place.absence({ key: name, asked: [truth === null && operator === '='], meant }, what) };
}

/** Whether a text has nothing that JSON text could have between two elements. */
const isWord = (text: string | undefined): boolean => text !== undefined && /^[\w ./:-]*$/.test(text);

/** The element that a value or pattern asks for, and the literal text of a pattern. */
function soughtIn(
  value: string,
  operator: string,
): { readonly element?: string | undefined; readonly literal?: string } {
  if (!isLike(operator)) return { element: value };
  const literal = literalOf(value);
  return literal === undefined ? {} : { element: elementOf(literal) ?? literal, literal };
}

function warnOfList({ name, wire }: Attribute, operator: string, value: string, place: Place): void {
  const { element, literal } = soughtIn(value, operator);
  if (wire === inGui) {
    if (operator === 'notlike' || operator === '<>' || literal !== undefined)
      place.warn('read-as-contains', `the registry looks for the element '${value}' here, whatever the operator`);
  } else if (operator === 'contains') place.warn('server-error', `the registry has no 'contains' here`);
  else if (!isLike(operator))
    place.warn(
      'compared-as-text',
      `'${name}' is a list, which is compared as its whole JSON text; like '%"${value}"%' finds an element`,
    );
  else if (literal !== undefined && !(elementOf(literal) !== undefined && isWord(element)))
    place.warn(
      'compared-as-text',
      `the registry looks for ${describe(literal)} anywhere in the JSON text of the list; like '%"text"%' finds an element`,
    );
}

function listCondition(attribute: Attribute, { operator, value }: Asked, place: Place): Part {
  const { name, type, wire } = attribute;
  if (type !== 'list' || typeof value !== 'string' || ['>', '>=', '<', '<='].includes(operator))
    return place.fail(`'${name}' has no '${operator}' with ${describe(value)}`, "write like '%…%'");
  warnOfList(attribute, operator, value, place);
  const sought = soughtIn(value, operator).element ?? (wire === inGui ? value : undefined);
  if (sought === undefined)
    return place.fail(
      `'${name}' is a list, and '${operator} ${value}' cannot be said of its elements`,
      `write like '%"text"%'`,
    );
  const isNegative = operator === 'notlike' || operator === '<>';
  return { tree: build(attribute, isNegative ? 'hasNot' : 'has', sought), shape: undefined };
}

/** A condition on an attribute. */
export function attributeCondition(attribute: Attribute, asked: Asked, place: Place): Part {
  const { type } = attribute;
  const { operator, value } = asked;
  if (type === 'list' || operator === 'contains') return listCondition(attribute, asked, place);
  if (value === null && operator !== '=' && operator !== '<>')
    return place.fail(`'${attribute.name}' is never ${operator} null`);
  if (type === 'boolean') return truthCondition(attribute, asked, place);
  const part = (tree: Node): Part => ({ tree, shape: undefined });
  // Stays a pattern, which finds values that the catalogue does not know too.
  if ((type === 'enum' || type === 'date') && isLike(operator)) {
    const tree = matching(attribute, value);
    return part(operator === 'like' ? tree : not(tree as Expression));
  }
  if (type === 'date' && typeof value === 'string') checkDate(value, operator, place);
  const isText = type === 'number' && typeof value === 'string';
  return part(treeOf(attribute, operator, isText ? readNumber(attribute, value, place) : value));
}
