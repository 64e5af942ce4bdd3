import type { Attribute } from '../../catalogue/attribute.js';
import { didYouMean, nearest } from '../../catalogue/nearest.js';
import { attributeAt, flagAt } from '../../catalogue/paths.js';
import { statuses } from '../../catalogue/states.js';
import { isStoredDate } from '../../decision/dates.js';
import { describe } from '../../expression/describe.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../logic/operation.js';
import type { Finding } from './problem.js';

const typeWords: Readonly<Record<Attribute['type'], string>> = {
  number: 'a number',
  date: 'a date as text, such as 2018-05-25T19:16:05Z',
  string: 'a text',
  enum: 'a text',
  boolean: 'true or false',
  list: 'a list of texts',
};

const fits = (value: JsonLogic, { type }: Attribute): boolean =>
  typeof value === (type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'string') ||
  (type === 'list' && Array.isArray(value));

const oneOf = (values: readonly string[]): string => `write one of ${values.map((one) => `'${one}'`).join(', ')}`;

function unlike(value: JsonLogic, values: readonly string[], message: string): Finding {
  const suggestions = typeof value === 'string' ? nearest(value, values) : [];
  return { code: 'wrong-type', message, hint: didYouMean(suggestions) ?? oneOf(values), suggestions };
}

/** Energies of the LHC in TeV: of a beam or a collision. */
const isTev = (value: number): boolean =>
  (value >= 6 && value <= 7) || (value >= 13 && value <= 14) || (value > 0 && value < 14 && !Number.isInteger(value));

const ordering = new Set(['>', '>=', '<', '<=']);

function attributeFinding(attribute: Attribute, path: string, value: JsonLogic, operator: string): Finding | undefined {
  const { type, values = [], range, unit, meaning } = attribute;
  const is = `${path} is ${typeWords[type]}`;
  if (ordering.has(operator) && (type === 'boolean' || type === 'list'))
    return { code: 'wrong-type', message: `${is}, and has no order`, hint: 'compare it with ==' };
  if (!fits(value, attribute)) {
    const isNumeric = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
    return {
      code: 'wrong-type',
      message: `${is}, and is compared with ${describe(value)}`,
      hint:
        type === 'number' && isNumeric
          ? `write ${Number(value)}`
          : `write a value such as ${JSON.stringify(attribute.example)}`,
    };
  }
  if (type === 'date' && !isStoredDate(value as string))
    return {
      code: 'wrong-type',
      message: `${path} is compared as a string with ${describe(value)}, which is not the form of stored dates`,
      hint: `write a date such as ${JSON.stringify(attribute.example)}, or the beginning of one`,
    };
  if (type === 'enum' && !values.includes(value as string))
    return unlike(value, values, `${path} is never ${describe(value)}`);
  if (unit === 'GeV' && typeof value === 'number' && isTev(value))
    return {
      code: 'out-of-range',
      severity: 'warning',
      message: `${path} is in GeV, and ${value} looks like a value in TeV`,
      hint: `write ${Math.round(value * 1000)}`,
    };
  if (range === undefined || typeof value !== 'number' || (value >= range[0] && value <= range[1])) return undefined;
  return {
    code: 'out-of-range',
    severity: 'warning',
    message: `${path} lies between ${range[0]} and ${range[1]}${unit === undefined ? '' : ` ${unit}`}, and is compared with ${value}`,
    hint: `it is: ${meaning}`,
  };
}

/** What is wrong with a value that the thing at a path is compared with, if anything. */
function valueFinding(path: string, value: JsonLogic, operator: string): Finding | undefined {
  if (value === null) return undefined;
  const flag = flagAt(path);
  if (flag !== undefined)
    return typeof value === 'string' && (statuses as readonly string[]).includes(value)
      ? undefined
      : unlike(value, statuses, `${describe(value)} is not a status of '${flag}'`);
  const attribute = attributeAt(path);
  return attribute === undefined ? undefined : attributeFinding(attribute, path, value, operator);
}

/** A finding, and which argument it is about. */
export type Located = readonly [index: readonly number[], finding: Finding];

/** What is wrong with the arguments of a comparison. */
export function comparisonFindings(operator: string, args: readonly JsonLogic[]): readonly Located[] {
  return args.flatMap((one, index) => {
    const path = pathRead(one);
    if (path === undefined) return [];
    return args.flatMap((value, other): readonly Located[] => {
      const finding =
        other === index || operation(value) !== undefined ? undefined : valueFinding(path, value, operator);
      return finding === undefined ? [] : [[[other], finding]];
    });
  });
}

/** The path that a variable reads, whatever stands for a missing value. */
function pathRead(rule: JsonLogic): string | undefined {
  const found = operation(rule);
  const [path] = found?.operator === 'var' ? found.args : [];
  return typeof path === 'string' ? path : undefined;
}

/** The values that the variable at a path can have, if they are few. */
const valuesAt = (path: string): readonly string[] | undefined =>
  flagAt(path) === undefined ? attributeAt(path)?.values : statuses;

/** The rule that a reversed `in` most likely intends: one of the values in a string, or that the value contains the string. */
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

/** What is wrong with the arguments of `in`. */
export function inFindings([first = null, second = null]: readonly JsonLogic[]): readonly Located[] {
  const left = pathRead(first);
  if (left !== undefined && typeof second === 'string')
    return [
      [
        [],
        {
          code: 'reversed-in',
          message: `asks whether '${second}' contains the value of ${left}, not the other way round`,
          hint: `write ${JSON.stringify(intended(left, second))}`,
        },
      ],
    ];
  if (left !== undefined && Array.isArray(second))
    return second.flatMap((value, index): readonly Located[] => {
      const finding = operation(value) === undefined ? valueFinding(left, value, '==') : undefined;
      return finding === undefined ? [] : [[[1, index], finding]];
    });
  const right = pathRead(second);
  const attribute = right === undefined ? undefined : attributeAt(right);
  if (attribute === undefined || operation(first) !== undefined) return [];
  const { type } = attribute;
  if (type === 'number' || type === 'boolean')
    return [
      [
        [1],
        {
          code: 'wrong-type',
          message: `${right} is ${typeWords[type]}, and contains nothing`,
          hint: 'compare it with ==',
        },
      ],
    ];
  // A number within a string is searched for as its digits.
  if (typeof first === 'string' || (typeof first === 'number' && type !== 'list')) return [];
  return [[[0], { code: 'wrong-type', message: `${right} never contains ${describe(first)}`, hint: 'write a text' }]];
}
