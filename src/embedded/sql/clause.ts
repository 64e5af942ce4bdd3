import type { Json } from '../state.js';

/** Operators of a filter. `LIKE` ignores case as `like` does; only `NOTLIKE` is case-sensitive. */
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

  /** Returns a clause with one operator. */
  static of(operator: Operator, value: Term): Clause {
    const clause = new Clause();
    clause.operators.set(operator, value);
    return clause;
  }

  /** Returns a clause with one name. */
  static named(name: string, value: Term): Clause {
    const clause = new Clause();
    clause.names.set(name, value);
    return clause;
  }

  /** Returns one clause per entry, operators before names: the order in which the registry writes its SQL. */
  parts(): Clause[] {
    return [
      ...[...this.operators].map(([operator, value]) => Clause.of(operator, value)),
      ...[...this.names].map(([name, value]) => Clause.named(name, value)),
    ];
  }
}

/** Any value of a filter. `undefined` is the value of `{"datasets_in_gui":{}}`. */
export type Term = null | undefined | boolean | number | string | Clause | readonly Term[];

/** Returns true if a term is an array; `Array.isArray` does not narrow readonly arrays. */
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

/** Operator words of each list. Only datasets have `contains`. */
export const operatorWords = {
  runs: runWords,
  datasets: new Map<string, Operator>([...runWords, ['contains', 'contains']]),
} as const;

/** No operator words, for requests whose names are never operators. */
export const noWords: ReadonlyMap<string, Operator> = new Map();

/** JSON, with `undefined` where the registry uses it. */
export type Projected = Json | undefined | readonly Projected[] | { readonly [key: string]: Projected };

/** Reads a filter, at every depth, with the given operator words. */
export function readTerm(value: Projected, words: ReadonlyMap<string, Operator>): Term {
  if (Array.isArray(value)) return value.map((item: Projected) => readTerm(item, words));
  if (value === null || typeof value !== 'object') return value;
  return readClause(value as { readonly [key: string]: Projected }, words);
}

/** Reads a filter that is an object. */
export function readClause(value: { readonly [key: string]: Projected }, words: ReadonlyMap<string, Operator>): Clause {
  const clause = new Clause();
  for (const [key, item] of Object.entries(value)) {
    const operator = words.get(key);
    if (operator === undefined) clause.names.set(key, readTerm(item, words));
    else clause.operators.set(operator, readTerm(item, words));
  }
  return clause;
}
