import type { Attribute, AttributeType } from '../catalogue/attribute.js';
import { nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import {
  checkBoolean,
  checkBounds,
  checkElement,
  checkEnum,
  checkList,
  checkNumber,
  checkOrNull,
  checkPattern,
  checkText,
} from './check.js';
import { nextSecond, type Period, readPeriod } from './dates.js';
import { refuseMethods, refuseMoreArguments } from './guards.js';
import { escapeLike } from './like.js';
import type { Comparison, Node } from './node.js';
import { node } from './node.js';

/** What is done with the finished condition: a builder adds it, a handle returns it. */
export type Finish<R> = (condition: Node) => R;

const not = (member: Node): Node => node({ kind: 'not', member });
const any = (...members: Node[]): Node => node({ kind: 'or', members });
const all = (...members: Node[]): Node => node({ kind: 'and', members });

/** The untyped conditions behind the public types of `conditions.ts`, one class for each type of attribute. */
class Condition<R> {
  protected readonly attribute: Attribute;
  protected readonly finish: Finish<R>;

  constructor(attribute: Attribute, finish: Finish<R>) {
    this.attribute = attribute;
    this.finish = finish;
  }

  isNull(): R {
    return this.finish(node({ kind: 'null', attribute: this.attribute }));
  }

  isNotNull(): R {
    return this.finish(not(node({ kind: 'null', attribute: this.attribute })));
  }

  protected compare(operator: Comparison, value: number | string | boolean): Node {
    return node({ kind: 'compare', attribute: this.attribute, operator, value });
  }

  protected negated(positive: Node, options: unknown): R {
    const negative = not(positive);
    const orNull = checkOrNull(options, this.attribute.name);
    return this.finish(orNull ? any(negative, node({ kind: 'null', attribute: this.attribute })) : negative);
  }
}

/** Conditions on values with an order: `Value` is a number, or a period of time. */
abstract class OrderedCondition<Value, R> extends Condition<R> {
  protected abstract read(value: unknown): Value;
  protected abstract node(operator: Comparison, value: Value): Node;
  protected abstract swapped(low: Value, high: Value): boolean;
  protected abstract oneOf(values: unknown): Node;

  eq(value: unknown): R {
    return this.finish(this.node('=', this.read(value)));
  }
  ne(value: unknown, options?: unknown): R {
    return this.negated(this.node('=', this.read(value)), options);
  }
  gt(value: unknown): R {
    return this.finish(this.node('>', this.read(value)));
  }
  gte(value: unknown): R {
    return this.finish(this.node('>=', this.read(value)));
  }
  lt(value: unknown): R {
    return this.finish(this.node('<', this.read(value)));
  }
  lte(value: unknown): R {
    return this.finish(this.node('<=', this.read(value)));
  }
  between(low: unknown, high: unknown): R {
    const [first, last] = [this.read(low), this.read(high)];
    checkBounds(low, high, this.swapped(first, last), this.attribute.name);
    return this.finish(all(this.node('>=', first), this.node('<=', last)));
  }
  in(values: unknown): R {
    return this.finish(this.oneOf(values));
  }
  notIn(values: unknown, options?: unknown): R {
    return this.negated(this.oneOf(values), options);
  }
}

class NumberConditions<R> extends OrderedCondition<number, R> {
  protected read(value: unknown): number {
    return checkNumber(value, this.attribute);
  }
  protected node(operator: Comparison, value: number): Node {
    return this.compare(operator, value);
  }
  protected swapped(low: number, high: number): boolean {
    return low > high;
  }
  protected oneOf(values: unknown): Node {
    return oneOf(
      this.attribute,
      checkList(values, this.attribute.name, (value) => this.read(value)),
    );
  }
}

class DateConditions<R> extends OrderedCondition<Period, R> {
  protected read(value: unknown): Period {
    return readPeriod(value, this.attribute.name);
  }

  protected node(operator: Comparison, { start, end, fraction }: Period): Node {
    if (operator === '=') {
      if (fraction > 0)
        throw new QueryError(
          'bad-value',
          `'${this.attribute.name}' has no fractions of a second, so it never equals one`,
          {
            attribute: this.attribute.name,
            hint: 'leave the milliseconds out, or use between',
          },
        );
      return end === undefined ? this.compare('=', start) : all(this.compare('>=', start), this.compare('<', end));
    }
    // With a fraction, the stored second before it is earlier and the one after it is later.
    if (operator === '>=') return this.compare('>=', fraction > 0 ? nextSecond(start) : start);
    if (operator === '<') return this.compare('<', fraction > 0 ? nextSecond(start) : start);
    if (operator === '>') return end === undefined ? this.compare('>', start) : this.compare('>=', end);
    return end === undefined ? this.compare('<=', start) : this.compare('<', end);
  }

  protected swapped(low: Period, high: Period): boolean {
    if (high.end !== undefined) return low.start >= high.end;
    return low.start === high.start ? low.fraction > high.fraction : low.start > high.start;
  }

  protected oneOf(values: unknown): Node {
    const { name } = this.attribute;
    const periods = checkList(values, name, (value) => this.read(value));
    if (periods.every((period) => period.end === undefined && period.fraction === 0))
      return oneOf(this.attribute, [...new Set(periods.map((period) => period.start))]);
    return any(...periods.map((period) => this.node('=', period)));
  }

  before(value: unknown): R {
    return this.lt(value);
  }
  after(value: unknown): R {
    return this.gt(value);
  }
}

const oneOf = (attribute: Attribute, values: readonly (number | string)[]): Node =>
  node({ kind: 'in', attribute, values });

class StringConditions<R> extends Condition<R> {
  private text(value: unknown): string {
    return checkText(value, this.attribute.name);
  }
  private matching(pattern: string): Node {
    return node({ kind: 'like', attribute: this.attribute, pattern });
  }
  private oneOf(values: unknown): Node {
    return oneOf(
      this.attribute,
      checkList(values, this.attribute.name, (value) => this.text(value)),
    );
  }

  eq(value: unknown): R {
    return this.finish(this.compare('=', this.text(value)));
  }
  ne(value: unknown, options?: unknown): R {
    return this.negated(this.compare('=', this.text(value)), options);
  }
  like(pattern: unknown): R {
    return this.finish(this.matching(checkPattern(pattern, this.attribute.name)));
  }
  notLike(pattern: unknown, options?: unknown): R {
    return this.negated(this.matching(checkPattern(pattern, this.attribute.name)), options);
  }
  contains(text: unknown): R {
    return this.finish(this.matching(`%${escapeLike(this.text(text))}%`));
  }
  startsWith(text: unknown): R {
    return this.finish(this.matching(`${escapeLike(this.text(text))}%`));
  }
  endsWith(text: unknown): R {
    return this.finish(this.matching(`%${escapeLike(this.text(text))}`));
  }
  in(values: unknown): R {
    return this.finish(this.oneOf(values));
  }
  notIn(values: unknown, options?: unknown): R {
    return this.negated(this.oneOf(values), options);
  }
}

class EnumConditions<R> extends Condition<R> {
  private oneOf(values: unknown): Node {
    return oneOf(
      this.attribute,
      checkList(values, this.attribute.name, (value) => checkEnum(value, this.attribute)),
    );
  }

  is(value: unknown): R {
    return this.finish(this.compare('=', checkEnum(value, this.attribute)));
  }
  isNot(value: unknown, options?: unknown): R {
    return this.negated(this.compare('=', checkEnum(value, this.attribute)), options);
  }
  in(values: unknown): R {
    return this.finish(this.oneOf(values));
  }
  notIn(values: unknown, options?: unknown): R {
    return this.negated(this.oneOf(values), options);
  }
}

class BooleanConditions<R> extends Condition<R> {
  is(value: unknown): R {
    return this.finish(this.compare('=', checkBoolean(value, this.attribute)));
  }
}

class ListConditions<R> extends Condition<R> {
  private element(value: unknown): Node {
    return node({ kind: 'has', attribute: this.attribute, value: checkElement(value, this.attribute.name) });
  }

  has(value: unknown): R {
    return this.finish(this.element(value));
  }
  hasNot(value: unknown): R {
    return this.finish(not(this.element(value)));
  }
}

const classes = {
  number: NumberConditions,
  date: DateConditions,
  string: StringConditions,
  enum: EnumConditions,
  boolean: BooleanConditions,
  list: ListConditions,
} as const;

const internal: readonly string[] = [
  'constructor',
  'compare',
  'negated',
  'read',
  'node',
  'swapped',
  'oneOf',
  'text',
  'matching',
  'element',
];

const ownMethods = (prototype: object): string[] =>
  Object.getOwnPropertyNames(prototype).filter((name) => !internal.includes(name));

function methodsOf(prototype: object): string[] {
  const parent = Object.getPrototypeOf(prototype);
  const inherited = parent === null || parent === Object.prototype ? [] : methodsOf(parent);
  return [...ownMethods(prototype), ...inherited];
}

const methods = Object.fromEntries(
  Object.entries(classes).map(([type, { prototype }]) => [type, methodsOf(prototype)]),
) as Record<AttributeType, string[]>;
// A list knows null, but the registry cannot be asked for it in a form that has been measured.
methods.list = ['has', 'hasNot'];

/** The conditions of an attribute, by name. */
export const conditionNames = (type: AttributeType): readonly string[] => methods[type];

const article = (type: AttributeType) => (type === 'enum' ? 'an enum' : type === 'string' ? 'a text' : `a ${type}`);

/** Says which condition an attribute does not have, and which it has. */
export function noSuchCondition(attribute: Attribute, condition: string): QueryError {
  const names = methods[attribute.type];
  const [first] = nearest(condition, names);
  return new QueryError(
    'unknown-operator',
    `'${attribute.name}' is ${article(attribute.type)} and has no condition '${condition}'`,
    {
      attribute: attribute.name,
      suggestions: first === undefined ? [] : [first],
      hint: `use ${names.join(', ')}`,
    },
  );
}

/** The conditions of attributes and of flags, whatever the type. */
export const allConditionNames: readonly string[] = [
  ...new Set([...Object.values(methods).flat(), 'every', 'atLeast', 'atMost']),
];

const attributeIn = (of: object): Attribute => (of as { attribute: Attribute }).attribute;
const nameIn = (of: object): string => attributeIn(of).name;

refuseMoreArguments(Condition.prototype, ['isNull', 'isNotNull'], nameIn);
refuseMoreArguments(OrderedCondition.prototype, ownMethods(OrderedCondition.prototype), nameIn);
for (const [type, { prototype }] of Object.entries(classes)) {
  refuseMoreArguments(prototype, ownMethods(prototype), nameIn);
  const others = allConditionNames.filter((name) => !methods[type as AttributeType].includes(name));
  refuseMethods(prototype, others, (of, name) => noSuchCondition(attributeIn(of), name));
}

/** The conditions of an attribute; their result is what `finish` makes of the condition. */
export function condition<R>(attribute: Attribute, finish: Finish<R>): Condition<R> {
  const Class = classes[attribute.type] as new (attribute: Attribute, finish: Finish<R>) => Condition<R>;
  return new Class(attribute, finish);
}

/** The attribute of a handle, or of a `where(name)` on which no condition was called yet; undefined for anything else. */
export const attributeOf = (value: unknown): Attribute | undefined =>
  value instanceof Condition ? attributeIn(value) : undefined;
