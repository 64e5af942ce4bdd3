import type { Attribute } from '../catalogue/attribute.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { attributeAt, flagAt } from '../catalogue/paths.js';
import { statuses } from '../catalogue/states.js';
import { describe } from '../expression/describe.js';
import type { JsonLogic } from '../expression/node.js';
import { operation, pathIn } from '../logic/operation.js';
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
  if (type === 'enum' && !values.includes(value as string))
    return unlike(value, values, `${path} is never ${describe(value)}`);
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
    const path = pathIn(one);
    if (path === undefined) return [];
    return args.flatMap((value, other): readonly Located[] => {
      const finding =
        other === index || operation(value) !== undefined ? undefined : valueFinding(path, value, operator);
      return finding === undefined ? [] : [[[other], finding]];
    });
  });
}

/** What is wrong with the arguments of `in`. */
export function inFindings([first = null, second = null]: readonly JsonLogic[]): readonly Located[] {
  const left = pathIn(first);
  if (left !== undefined && typeof second === 'string')
    return [
      [
        [],
        {
          code: 'reversed-in',
          message: `asks whether '${second}' contains the value of ${left}, not the other way round`,
          hint: `write {"in":[${JSON.stringify(second)},{"var":"${left}"}]}`,
        },
      ],
    ];
  if (left !== undefined && Array.isArray(second))
    return second.flatMap((value, index): readonly Located[] => {
      const finding = operation(value) === undefined ? valueFinding(left, value, '==') : undefined;
      return finding === undefined ? [] : [[[1, index], finding]];
    });
  const right = pathIn(second);
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
  if (typeof first === 'string') return [];
  return [[[0], { code: 'wrong-type', message: `${right} never contains ${describe(first)}`, hint: 'write a text' }]];
}
