import type { Attribute } from '../../catalogue/attribute.js';
import { didYouMean, nearest, quoted } from '../../catalogue/nearest.js';
import { attributeAt, flagAt } from '../../catalogue/paths.js';
import { statuses } from '../../catalogue/states.js';
import { isStoredDate } from '../../decision/dates.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation, orders } from '../../expression/operation.js';
import { describe } from '../../util/describe.js';
import { isNumeric } from '../../util/strings.js';
import type { Finding } from './problem.js';

const typeNames: Readonly<Record<Attribute['type'], string>> = {
  number: 'a number',
  date: 'a date string',
  string: 'a string',
  enum: 'a string',
  boolean: 'a boolean',
  list: 'an array of strings',
};

const fits = (value: JsonLogic, { type }: Attribute): boolean =>
  typeof value === (type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'string') ||
  (type === 'list' && Array.isArray(value));

function unknownValue(value: JsonLogic, values: readonly string[], message: string): Finding {
  const suggestions = typeof value === 'string' ? nearest(value, values) : [];
  return {
    code: 'wrong-type',
    message,
    hint: didYouMean(suggestions) ?? `Write one of ${quoted(values)}.`,
    suggestions,
  };
}

/** Returns true for an energy of the LHC in TeV, of a beam or a collision. */
const isTev = (value: number): boolean =>
  (value >= 6 && value <= 7) || (value >= 13 && value <= 14) || (value > 0 && value < 14 && !Number.isInteger(value));

function rangeFinding({ range, unit, meaning }: Attribute, path: string, value: number): Finding | undefined {
  if (unit === 'GeV' && isTev(value))
    return {
      code: 'out-of-range',
      severity: 'warning',
      message: `Expected GeV for ${path}, got ${value}, which looks like TeV`,
      hint: `Write ${Math.round(value * 1000)}.`,
    };
  if (range === undefined || (value >= range[0] && value <= range[1])) return undefined;
  return {
    code: 'out-of-range',
    severity: 'warning',
    message: `Expected ${range[0]} to ${range[1]}${unit === undefined ? '' : ` ${unit}`} for ${path}, got ${value}`,
    hint: meaning,
  };
}

function attributeFinding(attribute: Attribute, path: string, value: JsonLogic, operator: string): Finding | undefined {
  const { type, values = [] } = attribute;
  if (orders.has(operator) && (type === 'boolean' || type === 'list'))
    return {
      code: 'wrong-type',
      message: `Cannot apply '${operator}' to ${path}, which is ${typeNames[type]}`,
      hint: "Use '=='.",
    };
  if (!fits(value, attribute)) {
    return {
      code: 'wrong-type',
      message: `Expected ${typeNames[type]} for ${path}, got ${describe(value)}`,
      hint:
        type === 'number' && isNumeric(value)
          ? `Write ${Number(value)}.`
          : `Write a value such as ${JSON.stringify(attribute.example)}.`,
    };
  }
  if (type === 'date' && !isStoredDate(value as string))
    return {
      code: 'wrong-type',
      message: `Expected a date for ${path}, got ${describe(value)}`,
      hint: `JSON logic compares dates as strings. Write a date such as ${JSON.stringify(attribute.example)}, or the beginning of one.`,
    };
  if (type === 'enum' && !values.includes(value as string))
    return unknownValue(value, values, `Unknown value ${describe(value)} of ${path}`);
  return typeof value === 'number' ? rangeFinding(attribute, path, value) : undefined;
}

/** Returns what is wrong with the value that a path is compared with. */
function valueFinding(path: string, value: JsonLogic, operator: string): Finding | undefined {
  if (value === null) return undefined;
  const flag = flagAt(path);
  if (flag !== undefined)
    return typeof value === 'string' && (statuses as readonly string[]).includes(value)
      ? undefined
      : unknownValue(value, statuses, `Unknown status ${describe(value)} of flag '${flag}'`);
  const attribute = attributeAt(path);
  return attribute === undefined ? undefined : attributeFinding(attribute, path, value, operator);
}

/** A finding, with the indexes of its argument. */
export type ArgumentFinding = readonly [index: readonly number[], finding: Finding];

/** Returns what is wrong with the arguments of a comparison. */
export function comparisonFindings(operator: string, args: readonly JsonLogic[]): readonly ArgumentFinding[] {
  return args.flatMap((arg, index) => {
    const path = pathRead(arg);
    if (path === undefined) return [];
    return args.flatMap((value, other): readonly ArgumentFinding[] => {
      const finding =
        other === index || operation(value) !== undefined ? undefined : valueFinding(path, value, operator);
      return finding === undefined ? [] : [[[other], finding]];
    });
  });
}

/** Returns the path that a rule reads if it is a variable, with or without a default value. */
function pathRead(rule: JsonLogic): string | undefined {
  const parts = operation(rule);
  const [path] = parts?.operator === 'var' ? parts.args : [];
  return typeof path === 'string' ? path : undefined;
}

/** Returns the values of a flag or enum. */
const valuesAt = (path: string): readonly string[] | undefined =>
  flagAt(path) === undefined ? attributeAt(path)?.values : statuses;

/** Returns the rule that a reversed `in` probably intends: one of the values in a string, or a value that contains the string. */
function intended(path: string, text: string): JsonLogic {
  const variable = { var: path };
  const parts = text.split(/[,;|]/).map((part) => part.trim());
  const type = attributeAt(path)?.type;
  if (type === 'number') return { in: [variable, parts.map(Number).filter(Number.isFinite)] };
  const values = valuesAt(path);
  if (values !== undefined) {
    const named = values.filter((value) => parts.includes(value));
    return named.length === 1
      ? { '==': [variable, named[0] as string] }
      : { in: [variable, named.length > 0 ? named : values] };
  }
  return parts.length > 1 && type !== 'list' ? { in: [variable, parts] } : { in: [text, variable] };
}

/** Returns what is wrong with a search in the value at a path. */
function searchFindings(first: JsonLogic, right: string | undefined): readonly ArgumentFinding[] {
  const attribute = right === undefined ? undefined : attributeAt(right);
  if (attribute === undefined || operation(first) !== undefined) return [];
  const { type } = attribute;
  if (type === 'number' || type === 'boolean')
    return [
      [
        [1],
        {
          code: 'wrong-type',
          message: `Cannot apply 'in' to ${right}, which is ${typeNames[type]}`,
          hint: "Use '=='.",
        },
      ],
    ];
  // A number within a string is searched for as its digits.
  if (typeof first === 'string' || (typeof first === 'number' && type !== 'list')) return [];
  return [
    [
      [0],
      {
        code: 'wrong-type',
        message: `Expected a string to find in ${right}, got ${describe(first)}`,
        hint: 'Write a string.',
      },
    ],
  ];
}

/** Returns what is wrong with the arguments of `in`. */
export function inFindings([first = null, second = null]: readonly JsonLogic[]): readonly ArgumentFinding[] {
  const left = pathRead(first);
  if (left !== undefined && typeof second === 'string')
    return [
      [
        [],
        {
          code: 'reversed-in',
          message: `The rule checks whether '${second}' contains the value of ${left}, not the reverse`,
          hint: `Write ${JSON.stringify(intended(left, second))}.`,
        },
      ],
    ];
  if (left !== undefined && Array.isArray(second))
    return second.flatMap((value, index): readonly ArgumentFinding[] => {
      const finding = operation(value) === undefined ? valueFinding(left, value, '==') : undefined;
      return finding === undefined ? [] : [[[1, index], finding]];
    });
  return searchFindings(first, pathRead(second));
}
