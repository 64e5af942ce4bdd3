/** Random rules in JSON logic, from the comparisons of a test and the groups and negations that join them. */
import fc, { type Arbitrary } from 'fast-check';
import type { JsonLogic } from 'runregistry';

export const pick = <T>(...of: readonly T[]): Arbitrary<T> => fc.constantFrom(...of);
export const at = (path: string): JsonLogic => ({ var: path });

export const equality = pick('==', '===', '!=', '!==');
export const order = pick('<', '<=', '>', '>=');

/** Returns a comparison with its operands in the given order. */
export const comparison = (
  operator: Arbitrary<string>,
  left: Arbitrary<JsonLogic>,
  right: Arbitrary<JsonLogic>,
): Arbitrary<JsonLogic> => fc.tuple(operator, left, right).map(([o, a, b]): JsonLogic => ({ [o]: [a, b] }));

/** Returns a comparison with its operands in either order. */
export const eitherOrder = (
  operator: Arbitrary<string>,
  left: Arbitrary<JsonLogic>,
  right: Arbitrary<JsonLogic>,
): Arbitrary<JsonLogic> =>
  fc.tuple(operator, left, right, fc.boolean()).map(([o, a, b, swap]): JsonLogic => ({ [o]: swap ? [b, a] : [a, b] }));

/** Returns the rule of a value between two others. */
export const between = (
  operator: Arbitrary<string>,
  value: Arbitrary<JsonLogic>,
  limit: Arbitrary<JsonLogic>,
): Arbitrary<JsonLogic> =>
  fc.tuple(operator, limit, value, limit).map(([o, low, middle, high]): JsonLogic => ({ [o]: [low, middle, high] }));

/** Forms that join rules, by name. */
const forms = {
  and: (_: Arbitrary<JsonLogic>, members: Arbitrary<JsonLogic[]>) => members.map((and): JsonLogic => ({ and })),
  or: (_: Arbitrary<JsonLogic>, members: Arbitrary<JsonLogic[]>) => members.map((or): JsonLogic => ({ or })),
  nand: (_: Arbitrary<JsonLogic>, members: Arbitrary<JsonLogic[]>) =>
    members.map((and): JsonLogic => ({ '!': [{ and }] })),
  nor: (_: Arbitrary<JsonLogic>, members: Arbitrary<JsonLogic[]>) =>
    members.map((or): JsonLogic => ({ '!': [{ or }] })),
  '!': (rule: Arbitrary<JsonLogic>) => rule.map((one): JsonLogic => ({ '!': one })),
  '![]': (rule: Arbitrary<JsonLogic>) => rule.map((one): JsonLogic => ({ '!': [one] })),
  '!!': (rule: Arbitrary<JsonLogic>) => rule.map((one): JsonLogic => ({ '!!': one })),
  '!![]': (rule: Arbitrary<JsonLogic>) => rule.map((one): JsonLogic => ({ '!!': [one] })),
  'log[]': (rule: Arbitrary<JsonLogic>) => rule.map((one): JsonLogic => ({ log: [one] })),
  isFalse: (rule: Arbitrary<JsonLogic>) => rule.map((one): JsonLogic => ({ '==': [one, false] })),
  isTruth: (rule: Arbitrary<JsonLogic>) => comparison(equality, rule, fc.boolean()),
  if: (rule: Arbitrary<JsonLogic>) =>
    fc.array(rule, { minLength: 1, maxLength: 4 }).map((parts): JsonLogic => ({ if: parts })),
  ifElse: (rule: Arbitrary<JsonLogic>) => fc.tuple(rule, rule, rule).map((three): JsonLogic => ({ if: three })),
};

interface RuleOptions {
  /** Rules that contain no others, with their weights. */
  readonly atoms: readonly { readonly weight: number; readonly arbitrary: Arbitrary<JsonLogic> }[];
  /** Weights of the forms that join them. */
  readonly joined: Readonly<Partial<Record<keyof typeof forms, number>>>;
  readonly maxDepth: number;
  /** The number of members of a group. */
  readonly members?: fc.ArrayConstraints;
}

export function randomRules({
  atoms,
  joined,
  maxDepth,
  members = { minLength: 1, maxLength: 3 },
}: RuleOptions): Arbitrary<JsonLogic> {
  return fc.letrec<{ rule: JsonLogic }>((tie) => {
    const group = fc.array(tie('rule'), members);
    const weights = Object.entries(joined) as readonly [keyof typeof forms, number][];
    return {
      rule: fc.oneof(
        { maxDepth, depthIdentifier: 'rule', withCrossShrink: true },
        ...atoms,
        ...weights.map(([form, weight]) => ({ weight, arbitrary: forms[form](tie('rule'), group) })),
      ),
    };
  }).rule;
}
