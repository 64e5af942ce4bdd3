import { groups } from '../../src/catalogue/tables.js';
import { type FlagTable, offlineFlags, onlineFlags, statuses } from '../../src/index.js';

/** Numbers from a linear congruence: the same program each time, so that its cost can be compared. */
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

const attributes = groups
  .filter(({ scope }) => scope === 'run')
  .flatMap(({ table }) => Object.entries(table).map(([name, { type }]) => ({ name, type })));
const flags = [onlineFlags, offlineFlags].flatMap((table: FlagTable) =>
  Object.entries(table).flatMap(([workspace, columns]) => columns.map((column) => ({ workspace, column }))),
);

/** How a condition is written: by name, on a flag, with an operator of the registry, or as an expression. */
export type Form = 'name' | 'flag' | 'operator' | 'handle';

/** A program of queries, a statement and a line each, over all attributes and flags, written in some of the forms. */
export function generatedQueries(forms: readonly Form[], queries = 200, conditionsEach = 6, seed = 1): string {
  const below = numbers(seed);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const condition = (): string => {
    const form = pick(forms);
    if (form === 'flag') {
      const { workspace, column } = pick(flags);
      const name = pick([`'${workspace}', '${column}'`, `'${workspace}-${column}'`]);
      return `.flag(${name}).${pick(['is', 'isNot', 'every'])}('${pick(statuses)}')`;
    }
    const { name, type } = pick(attributes);
    if (form === 'operator' && type !== 'list') return `.where('${name}', ${pick(operators[type])})`;
    return form === 'handle'
      ? `.where(run.${name}.${pick(conditions[type])})`
      : `.where('${name}').${pick(conditions[type])}`;
  };
  const query = () => `runs()${Array.from({ length: conditionsEach }, condition).join('')};`;
  return Array.from({ length: queries }, query).join('\n');
}
