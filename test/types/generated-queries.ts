import { groups } from '../../src/catalogue/generated/groups.js';
import { attributeAt, attributePaths } from '../../src/catalogue/paths.js';
import { type FlagTable, offlineFlags, onlineFlags, statuses } from '../../src/index.js';

/** Numbers of a linear congruential generator: the same programs each time, so their costs are comparable. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const conditions = {
  number: ['gte(6)', 'between(1, 2)', 'in([1, 2, 3])', 'ne(7, { orNull: true })', 'isNull()'],
  date: ["before('2018-05')", 'gt(new Date(0))', "between('2018-05', '2018-06')", 'isNotNull()'],
  string: ["like('%x%')", "contains('x')", "in(['x', 'y'])", "ne('x')", "startsWith('x')"],
  enum: ["is('OPEN')", "isNot('SIGNOFF', { orNull: true })", "in(['OPEN', 'COMPLETED'])", 'isNull()'],
  boolean: ['is(true)', 'is(false)', 'isNull()'],
  list: ["has('DT')", "hasNot('DT')"],
};
const operators = {
  number: ["'>=', 6", "'<>', null"],
  date: ["'<', '2018-05'"],
  string: ["'like', '%x%'", "'=', 'x'"],
  enum: ["'=', 'OPEN'"],
  boolean: ["'=', true"],
};

/** The attributes and flags of a builder, and their names there. */
interface Vocabulary {
  readonly builder: string;
  readonly attributes: readonly {
    readonly name: string;
    readonly handle: string;
    readonly type: keyof typeof conditions;
  }[];
  /** Conditions on a flag. */
  readonly ofFlag: readonly string[];
}

const ofRuns: Vocabulary = {
  builder: 'runs()',
  attributes: groups
    .filter(({ scope }) => scope === 'run')
    .flatMap(({ table }) => Object.entries(table).map(([name, { type }]) => ({ name, handle: `run.${name}`, type }))),
  ofFlag: ['is', 'isNot', 'every'],
};
const ofGolden: Vocabulary = {
  builder: 'goldenJson()',
  attributes: attributePaths().flatMap((path) => {
    const found = attributeAt(path);
    return found === undefined ? [] : [{ name: path, handle: `${found.scope}.${found.name}`, type: found.type }];
  }),
  ofFlag: ['is', 'isNot'],
};
const flags = [onlineFlags, offlineFlags].flatMap((table: FlagTable) =>
  Object.entries(table).flatMap(([workspace, columns]) => columns.map((column) => ({ workspace, column }))),
);

/** The form of a condition: by name, on a flag, on several flags, with an operator of the registry, or as an expression. */
export type Form = 'name' | 'flag' | 'flags' | 'operator' | 'handle';

function generated(
  { builder, attributes, ofFlag }: Vocabulary,
  forms: readonly Form[],
  statements: number,
  conditionsEach = 6,
): string {
  const below = numbers(1);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const condition = (): string => {
    const form = pick(forms);
    if (form === 'flag') {
      const { workspace, column } = pick(flags);
      const name = pick([`'${workspace}', '${column}'`, `'${workspace}-${column}'`]);
      return `.flag(${name}).${pick(ofFlag)}('${pick(statuses)}')`;
    }
    if (form === 'flags') {
      const names = [pick(flags), pick(flags), pick(flags)].map(({ workspace, column }) => `'${workspace}-${column}'`);
      return `.flags([${names.join(', ')}]).are('${pick(statuses)}')`;
    }
    const { name, handle, type } = pick(attributes);
    if (form === 'operator' && type !== 'list') return `.where('${name}', ${pick(operators[type])})`;
    return form === 'handle'
      ? `.where(${handle}.${pick(conditions[type])})`
      : `.where('${name}').${pick(conditions[type])}`;
  };
  const statement = () => `${builder}${Array.from({ length: conditionsEach }, condition).join('')};`;
  return Array.from({ length: statements }, statement).join('\n');
}

/** A program of queries, a statement and a line each, over all attributes and flags, written in some of the forms. */
export const generatedQueries = (forms: readonly Form[], queries = 200): string => generated(ofRuns, forms, queries);

/** Returns a program of golden JSONs, over all paths. */
export const generatedGoldenJsons = (forms: readonly Form[], jsons = 200): string => generated(ofGolden, forms, jsons);
