import type { Attribute, AttributeType } from '../catalogue/attribute.js';
import { hintsByType } from '../catalogue/guessed-conditions.js';
import { nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { isLumiList } from '../lumi/lumi-list.js';
import { inspect } from '../util/inspect.js';
import { own } from '../util/own.js';
import {
  checkArity,
  checkBoolean,
  checkBounds,
  checkElement,
  checkEnum,
  checkList,
  checkNumber,
  checkOrNull,
  checkPart,
  checkPattern,
  checkSeparateBounds,
  checkString,
} from './check.js';
import { node } from './create-node.js';
import { nextSecond, type Period, readPeriod } from './dates.js';
import { flagConditionNames } from './flag-builders.js';
import { escapeLike } from './like.js';
import { defineMethods } from './methods.js';
import type { Comparison, Node } from './node.js';

/** Receives the finished condition: a builder adds it, a handle returns it. */
export type Finish<R> = (condition: Node) => R;

/** Checks the arguments of a condition and returns its node. */
type Build = (attribute: Attribute, ...args: readonly unknown[]) => Node;
type Builders = Readonly<Record<string, Build>>;

const not = (member: Node): Node => node({ kind: 'not', member });
const any = (...members: Node[]): Node => node({ kind: 'or', members });
const all = (...members: Node[]): Node => node({ kind: 'and', members });
const isNull: Build = (attribute) => node({ kind: 'null', attribute });
const compare = (attribute: Attribute, operator: Comparison, value: number | string | boolean): Node =>
  node({ kind: 'compare', attribute, operator, value });
const like = (attribute: Attribute, pattern: string): Node => node({ kind: 'like', attribute, pattern });
const oneOf = (attribute: Attribute, values: readonly (number | string)[]): Node =>
  node({ kind: 'in', attribute, values });

/** Negates a condition. The negation accepts `{ orNull: true }` as its last argument. */
const negated =
  (positive: Build): Build =>
  (attribute, value, options) => {
    const negative = not(positive(attribute, value));
    return checkOrNull(options, attribute.name) ? any(negative, isNull(attribute)) : negative;
  };

const nullable: Builders = { isNull, isNotNull: (attribute) => not(isNull(attribute)) };

/** Returns the conditions for values with an order. */
function ordered<Value>(
  read: (value: unknown, attribute: Attribute) => Value,
  compared: (attribute: Attribute, operator: Comparison, value: Value) => Node,
  swapped: (low: Value, high: Value) => boolean,
  member: (attribute: Attribute, values: readonly Value[]) => Node,
): Builders {
  const by =
    (operator: Comparison): Build =>
    (attribute, value) =>
      compared(attribute, operator, read(value, attribute));
  const isIn: Build = (attribute, values) =>
    member(
      attribute,
      checkList(values, attribute.name, (value) => read(value, attribute)),
    );
  return {
    eq: by('='),
    ne: negated(by('=')),
    gt: by('>'),
    gte: by('>='),
    lt: by('<'),
    lte: by('<='),
    between: (attribute, low, high) => {
      checkSeparateBounds(low, high, attribute.name);
      const [first, last] = [read(low, attribute), read(high, attribute)];
      checkBounds(low, high, swapped(first, last), attribute.name);
      return all(compared(attribute, '>=', first), compared(attribute, '<=', last));
    },
    in: isIn,
    notIn: negated(isIn),
    ...nullable,
  };
}

function compareDate(attribute: Attribute, operator: Comparison, { start, end, fraction }: Period): Node {
  if (operator === '=') {
    if (fraction > 0)
      throw new QueryError(
        'bad-value',
        `Expected whole seconds for '${attribute.name}', got a fraction of a second, which no stored date has`,
        {
          attribute: attribute.name,
          hint: 'Omit the milliseconds, or use between().',
        },
      );
    return end === undefined
      ? compare(attribute, '=', start)
      : all(compare(attribute, '>=', start), compare(attribute, '<', end));
  }
  // Stored dates are whole seconds: the one before the fraction is earlier, the next one is later.
  if (operator === '>=' || operator === '<')
    return compare(attribute, operator, fraction > 0 ? nextSecond(start) : start);
  if (operator === '>') return end === undefined ? compare(attribute, '>', start) : compare(attribute, '>=', end);
  return end === undefined ? compare(attribute, '<=', start) : compare(attribute, '<', end);
}

function oneOfDates(attribute: Attribute, periods: readonly Period[]): Node {
  if (periods.every(({ end, fraction }) => end === undefined && fraction === 0))
    return oneOf(attribute, [...new Set(periods.map(({ start }) => start))]);
  return any(...periods.map((period) => compareDate(attribute, '=', period)));
}

const isSwapped = (low: Period, high: Period): boolean => {
  if (high.end !== undefined) return low.start >= high.end;
  return low.start === high.start ? low.fraction > high.fraction : low.start > high.start;
};

/** Builds the condition that a value is one of several. */
const listed =
  (check: (value: unknown, attribute: Attribute) => string): Build =>
  (attribute, values) =>
    oneOf(
      attribute,
      checkList(values, attribute.name, (value) => check(value, attribute)),
    );

const number = ordered(checkNumber, compare, (low, high) => low > high, oneOf);
const date = ordered((value, { name }) => readPeriod(value, name), compareDate, isSwapped, oneOfDates);
const string = (value: unknown, { name }: Attribute): string => checkString(value, name);
const isString: Build = (attribute, value) => compare(attribute, '=', string(value, attribute));
/** Builds a `like` condition. The registry also accepts patterns for dates and states. */
export const matching: Build = (attribute, pattern) => like(attribute, checkPattern(pattern, attribute.name));
const has: Build = (attribute, value) => node({ kind: 'has', attribute, value: checkElement(value, attribute.name) });
const isEnum: Build = (attribute, value) => compare(attribute, '=', checkEnum(value, attribute));
const literal = ({ name }: Attribute, value: unknown): string => escapeLike(checkPart(value, name));

/** Returns the runs of a LumiList, in conditions on the number of a run. */
const runsIn = ({ identifies }: Attribute, values: unknown): unknown =>
  identifies === 'run' && isLumiList(values) ? values.runs : values;

const isNumberIn = number.in as Build;
const isRunIn: Build = (attribute, values) => isNumberIn(attribute, runsIn(attribute, values));

/** The registry compares `datasets_in_gui` only by its elements. */
const listIsNull: Build = (attribute) => {
  if (attribute.match === 'exact')
    throw new QueryError('unknown-operator', `The registry cannot test if the list '${attribute.name}' is null`, {
      attribute: attribute.name,
      hint: "Use has('…'). The list is empty if there is no value.",
    });
  return isNull(attribute);
};

const isBoolean: Build = (attribute, value) => compare(attribute, '=', checkBoolean(value, attribute));
/** A boolean that is not true is false, or null. */
const isNotBoolean: Build = (attribute, value, options) => {
  const opposite = compare(attribute, '=', !checkBoolean(value, attribute));
  return checkOrNull(options, attribute.name) ? any(opposite, isNull(attribute)) : opposite;
};

/** The conditions of the elements of a list. */
const elements: Builders = { has, hasNot: (attribute, value) => not(has(attribute, value)), contains: has };

/** The conditions of each type of attribute. `conditions.ts` has their types. */
const builders: Readonly<Record<AttributeType, Builders>> = {
  number: { ...number, in: isRunIn, notIn: negated(isRunIn) },
  date: { before: date.lt as Build, after: date.gt as Build, ...date },
  string: {
    eq: isString,
    ne: negated(isString),
    like: matching,
    notLike: negated(matching),
    contains: (attribute, value) => like(attribute, `%${literal(attribute, value)}%`),
    startsWith: (attribute, value) => like(attribute, `${literal(attribute, value)}%`),
    endsWith: (attribute, value) => like(attribute, `%${literal(attribute, value)}`),
    in: listed(string),
    notIn: negated(listed(string)),
    ...nullable,
  },
  enum: {
    is: isEnum,
    isNot: negated(isEnum),
    in: listed(checkEnum),
    notIn: negated(listed(checkEnum)),
    ...nullable,
    eq: isEnum,
    ne: negated(isEnum),
  },
  boolean: { is: isBoolean, isNot: isNotBoolean, ...nullable, eq: isBoolean, ne: isNotBoolean },
  list: { ...elements, isNull: listIsNull, isNotNull: (attribute) => not(listIsNull(attribute)) },
};

/** Returns the names of the conditions of an attribute. */
export const conditionNames = ({ type, match }: Pick<Attribute, 'type' | 'match'>): readonly string[] =>
  Object.keys(match === 'exact' ? elements : builders[type]);

/** The names of all conditions of attributes and flags. */
export const allConditionNames: readonly string[] = [
  ...Object.values(builders).flatMap(Object.keys),
  ...flagConditionNames,
];

const article = (type: AttributeType) => (type === 'enum' ? 'an enum' : `a ${type}`);

/** Returns the error for a condition that an attribute does not have. */
function noSuchCondition(attribute: Attribute, condition: string): QueryError {
  const { name, type } = attribute;
  const names = conditionNames(attribute);
  const guessed = hintsByType[type];
  const [first] = nearest(condition, names);
  return new QueryError(
    'unknown-operator',
    `Unknown condition '${condition}' of '${name}', which is ${article(type)}`,
    {
      attribute: name,
      suggestions: first === undefined ? [] : [first],
      hint: own(guessed, condition) ?? `Use one of ${names.join(', ')}.`,
    },
  );
}

/** Returns the node of a condition by the name of its method. */
export function build(attribute: Attribute, method: string, ...args: readonly unknown[]): Node {
  const make = own(builders[attribute.type], method);
  if (make === undefined) throw noSuchCondition(attribute, method);
  checkArity(method, make.length - 1, args, attribute.name);
  return make(attribute, ...args);
}

interface Described extends Pick<Attribute, 'name' | 'type'> {
  readonly unit?: string | undefined;
}

/** Describes an attribute: `energy (number, GeV)`. */
export const inWords = ({ name, type, unit }: Described): string =>
  `${name} (${type}${unit === undefined ? '' : `, ${unit}`})`;

/** The untyped conditions of an attribute behind the public types of `conditions.ts`. Each returns the result of `finish`. */
export class Condition<R> {
  readonly #attribute: Attribute;
  readonly #finish: Finish<R>;

  constructor(attribute: Attribute, finish: Finish<R>) {
    this.#attribute = attribute;
    this.#finish = finish;
  }

  static {
    const guessed = Object.values(hintsByType).flatMap(Object.keys);
    defineMethods(Condition.prototype, [...allConditionNames, ...guessed], (self, name, args) =>
      self.#finish(build(self.#attribute, name, ...args)),
    );
  }

  /** Returns the attribute of a handle, or of `where(name)` without a condition; undefined for anything else. */
  static attributeOf(value: unknown): Attribute | undefined {
    return typeof value === 'object' && value !== null && #attribute in value ? value.#attribute : undefined;
  }

  toString(): string {
    return `${inWords(this.#attribute)} without a condition`;
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return `${this}`;
  }
}
