import type { Json } from '../state.js';

/** What the words of a filter stand for. `LIKE` ignores case as `like` does; `NOTLIKE` alone is case-sensitive. */
export type Operator =
  | 'and'
  | 'or'
  | '>'
  | '<'
  | '>='
  | '<='
  | '='
  | '<>'
  | 'ilike'
  | 'notilike'
  | 'notlike'
  | 'contains';

/**
 * A part of a filter: conditions by operator and by name.
 *
 * The registry renames operator words at every depth of a filter, also in the position of a column name. Two spellings of one
 * operator (`like` and `LIKE`) are then one entry, of which the later value wins.
 */
export class Clause {
  readonly operators = new Map<Operator, Term>();
  readonly names = new Map<string, Term>();

  get size(): number {
    return this.operators.size + this.names.size;
  }

  /** A clause of one operator. */
  static of(operator: Operator, value: Term): Clause {
    const clause = new Clause();
    clause.operators.set(operator, value);
    return clause;
  }

  /** A clause of one name. */
  static named(name: string, value: Term): Clause {
    const clause = new Clause();
    clause.names.set(name, value);
    return clause;
  }

  /** One clause an entry, operators before names: the order in which the registry writes its SQL. */
  parts(): Clause[] {
    return [
      ...[...this.operators].map(([operator, value]) => Clause.of(operator, value)),
      ...[...this.names].map(([name, value]) => Clause.named(name, value)),
    ];
  }
}

/** Any value of a filter. `undefined` is what `{"datasets_in_gui":{}}` asks for. */
export type Term = null | undefined | boolean | number | string | Clause | readonly Term[];

/** Whether a term is an array; `Array.isArray` alone does not narrow readonly arrays. */
export function isList(term: Term): term is readonly Term[] {
  return Array.isArray(term);
}

const runWords: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['and', 'and'],
  ['or', 'or'],
  ['>', '>'],
  ['<', '<'],
  ['>=', '>='],
  ['<=', '<='],
  ['like', 'ilike'],
  ['notlike', 'notilike'],
  ['=', '='],
  ['<>', '<>'],
  ['AND', 'and'],
  ['OR', 'or'],
  ['LIKE', 'ilike'],
  ['NOTLIKE', 'notlike'],
]);

/** Operator words of each list; `contains` is known to datasets only. */
export const operatorWords = {
  runs: runWords,
  datasets: new Map<string, Operator>([...runWords, ['contains', 'contains']]),
} as const;

/** No operator words at all: names of another request are never operators. */
export const noWords: ReadonlyMap<string, Operator> = new Map();

/** JSON, with `undefined` where the registry computes with it. */
export type Projected = Json | undefined | readonly Projected[] | { readonly [key: string]: Projected };

/** Reads a filter, at every depth, with the given operator words. */
export function readTerm(value: Projected, words: ReadonlyMap<string, Operator>): Term {
  if (Array.isArray(value)) return value.map((item: Projected) => readTerm(item, words));
  if (value === null || typeof value !== 'object') return value;
  return readClause(value as { readonly [key: string]: Projected }, words);
}

/** Reads a filter that is known to be an object. */
export function readClause(value: { readonly [key: string]: Projected }, words: ReadonlyMap<string, Operator>): Clause {
  const clause = new Clause();
  for (const [key, item] of Object.entries(value)) {
    const operator = words.get(key);
    if (operator === undefined) clause.names.set(key, readTerm(item, words));
    else clause.operators.set(operator, readTerm(item, words));
  }
  return clause;
}
