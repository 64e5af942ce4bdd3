/** Prints rules in JSON logic that no condition expresses as English phrases, with the words of conditions. */
import { attributeAt, flagAt } from '../catalogue/paths.js';
import { own } from '../util/own.js';
import { isString } from '../util/strings.js';
import type { JsonLogic } from './node.js';
import { operation, pathIn } from './operation.js';
import { isTruthValue } from './truth-value.js';

/** How a phrase is embedded in another. */
interface Context {
  readonly negated: boolean;
  readonly nested: boolean;
}

type Args = readonly JsonLogic[];

const nameOf = (path: string): string => flagAt(path) ?? attributeAt(path)?.name ?? path;

export const not = (negated: boolean): string => (negated ? 'not ' : '');

const quote = (value: JsonLogic): string => (isString(value) ? `'${value}'` : JSON.stringify(value));

/** Prints a constant, in the unit and without the quotes that conditions on the other operand have. */
function constant(value: JsonLogic, other: JsonLogic | undefined): string {
  const path = pathIn(other);
  if (
    path !== undefined &&
    isString(value) &&
    value !== '' &&
    (flagAt(path) !== undefined || attributeAt(path)?.type === 'date')
  )
    return value;
  const unit = path === undefined ? undefined : attributeAt(path)?.unit;
  return typeof value === 'number' && value !== 0 && unit !== undefined ? `${value} ${unit}` : quote(value);
}

/** Prints an operand; undefined for an operation. */
function operand(value: JsonLogic | undefined, other?: JsonLogic): string | undefined {
  if (value === undefined) return undefined;
  const path = pathIn(value);
  if (path !== undefined) return nameOf(path);
  return typeof value === 'object' && value !== null ? undefined : constant(value, other);
}

/** Prints operands with a symbol between them; undefined if one is an operation. */
function chain(symbol: string, args: Args): string | undefined {
  const variable = args.find((value) => pathIn(value) !== undefined);
  const texts = args.map((value) => operand(value, variable));
  return texts.includes(undefined) ? undefined : texts.join(` ${symbol} `);
}

/** The values that JSON logic takes as false, besides null, by the type of an attribute. */
const falsy = { boolean: 'false', number: '0', date: 'empty', string: 'empty', enum: 'empty', list: 'empty' } as const;

/** Prints a variable as a rule. */
function truth(path: string, isTrue: boolean): string {
  const type = flagAt(path) === undefined ? attributeAt(path)?.type : 'enum';
  if (type === 'boolean' && isTrue) return `${nameOf(path)} is true`;
  const value = type === undefined ? 'false, 0, empty' : falsy[type];
  return isTrue ? `${nameOf(path)} is neither ${value} nor null` : `${nameOf(path)} is ${value} or null`;
}

function equality(args: Args, isEqual: boolean, nested: boolean): string | undefined {
  const [left, right] = args;
  if (args.length !== 2 || left === undefined || right === undefined) return undefined;
  const [subject, value] = operation(left) === undefined ? [right, left] : [left, right];
  // `== false` negates a boolean. Null is not false.
  if (value === false && operation(subject) !== undefined && isTruthValue(subject))
    return phrase(subject, { negated: isEqual, nested });
  const texts = [operand(subject, value), operand(value, subject)];
  return texts.includes(undefined) ? undefined : texts.join(isEqual ? ' is ' : ' is not ');
}

function comparison(symbol: string, args: Args, negated: boolean): string | undefined {
  const text = args.length === 2 || args.length === 3 ? chain(symbol, args) : undefined;
  return text === undefined ? undefined : `${not(negated)}${text}`;
}

/** The maximum number of values of a list in a phrase. */
const maxValues = 8;

/** Joins the first values of a list. */
export const firstValues = (texts: readonly string[]): string =>
  `${texts.slice(0, maxValues).join(', ')}${texts.length > maxValues ? `, … (${texts.length} values)` : ''}`;

/** Prints `in`: a string within another, an element of a list, or one of several values. */
function membership([needle, haystack]: Args, negated: boolean): string | undefined {
  const path = pathIn(haystack);
  if (path !== undefined) {
    const type = attributeAt(path)?.type ?? 'string';
    if (type !== 'string' && type !== 'list') return undefined;
    const element = operand(needle);
    const verb = type === 'list' ? (negated ? 'does not have' : 'has') : negated ? 'does not contain' : 'contains';
    return element === undefined ? undefined : `${nameOf(path)} ${verb} ${element}`;
  }
  if (!Array.isArray(haystack)) return undefined;
  const subject = operand(needle);
  const values = (haystack as Args).flatMap((value) => operand(value, needle) ?? []);
  if (subject === undefined || values.length < haystack.length) return undefined;
  return `${subject} is ${not(negated)}${values.length === 0 ? 'in an empty list' : `one of ${firstValues(values)}`}`;
}

function missing(args: Args, negated: boolean): string | undefined {
  const paths = args.length === 1 && Array.isArray(args[0]) ? (args[0] as Args) : args;
  if (paths.length === 0 || !paths.every(isString)) return undefined;
  const names = paths.map(nameOf).join(negated ? ' and ' : ' or ');
  return `${names} ${paths.length > 1 && negated ? 'are' : 'is'} ${not(negated)}missing`;
}

function joined(word: 'and' | 'or', args: Args, { negated, nested }: Context): string | undefined {
  if (args.length === 0) return undefined;
  const texts = args.map((arg) => phrase(arg, { negated, nested: args.length > 1 }));
  const text = texts.join((word === 'and') !== negated ? ' and ' : ' or ');
  return nested && texts.length > 1 ? `(${text})` : text;
}

const negation = ([member]: Args, context: Context): string | undefined =>
  member === undefined ? undefined : phrase(member, context);

const printers: Readonly<Record<string, (args: Args, context: Context) => string | undefined>> = {
  '==': (args, { negated, nested }) => equality(args, !negated, nested),
  '===': (args, { negated, nested }) => equality(args, !negated, nested),
  '!=': (args, { negated, nested }) => equality(args, negated, nested),
  '!==': (args, { negated, nested }) => equality(args, negated, nested),
  '<': (args, { negated }) => comparison('<', args, negated),
  '<=': (args, { negated }) => comparison('<=', args, negated),
  '>': (args, { negated }) => comparison('>', args, negated),
  '>=': (args, { negated }) => comparison('>=', args, negated),
  '!': (args, { negated, nested }) => negation(args, { negated: !negated, nested }),
  '!!': (args, context) => negation(args, context),
  in: (args, { negated }) => membership(args, negated),
  missing: (args, { negated }) => missing(args, negated),
  and: (args, context) => joined('and', args, context),
  or: (args, context) => joined('or', args, context),
};

function phrase(rule: JsonLogic, context: Context): string {
  const path = pathIn(rule);
  if (path !== undefined) return truth(path, !context.negated);
  const parts = operation(rule);
  const text = parts === undefined ? undefined : own(printers, parts.operator)?.(parts.args, context);
  return text ?? `${not(context.negated)}${JSON.stringify(rule)}`;
}

/** Prints a rule as an English phrase: `csc-csc is not null`. A rule that has none is printed as JSON. */
export const logicSentence = (rule: JsonLogic, negated: boolean, nested: boolean): string =>
  phrase(rule, { negated, nested });
