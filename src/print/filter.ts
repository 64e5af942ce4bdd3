import type { Atom, Formula } from './formula.js';

/** A filter in the registry's own form, as JSON. */
export type WireFilter = { readonly [key: string]: unknown };

const condition = ({ operator, value }: Atom): WireFilter => ({ [operator]: value });

const element = (formula: Formula): WireFilter => {
  if (formula.kind === 'atom') return { [formula.key]: condition(formula) };
  if (formula.kind === 'loose') return element(formula.of);
  return { [formula.kind === 'all' ? 'and' : 'or']: formula.members.map(element) };
};

const isText = (atom: Atom): boolean => typeof atom.value === 'string' || atom.value === null;

/** The key of an OR over values of one key that may be said under that key: a column, or a JSON attribute with texts. */
function sharedKey(formula: Formula): string | undefined {
  if (formula.kind !== 'any' || formula.members.length === 0) return undefined;
  const [first] = formula.members;
  if (first?.kind !== 'atom' || first.contains) return undefined;
  const fits = formula.members.every(
    (member) => member.kind === 'atom' && member.key === first.key && (member.column || isText(member)),
  );
  return fits ? first.key : undefined;
}

/**
 * The short form that the Python client sends: one key beside the other, ANDed. Undefined where it would not be right: an OR must
 * not stand beside another key, numbers under `and` and `or` of a JSON attribute are an error 500, and an object cannot hold one
 * operator twice.
 */
function shortForm(formulas: readonly Formula[]): WireFilter | undefined {
  const byKey = new Map<string, Formula[]>();
  for (const formula of formulas) {
    const key = formula.kind === 'atom' ? formula.key : sharedKey(formula);
    if (key === undefined) return undefined;
    const here = byKey.get(key);
    if (here === undefined) byKey.set(key, [formula]);
    else here.push(formula);
  }
  const filter: Record<string, unknown> = {};
  for (const [key, list] of byKey) {
    const [first] = list;
    if (first === undefined) continue;
    if (list.length === 1) {
      filter[key] = first.kind === 'any' ? { or: (first.members as Atom[]).map(condition) } : condition(first as Atom);
      continue;
    }
    const atoms = list.filter((formula): formula is Atom => formula.kind === 'atom' && !formula.contains);
    if (atoms.length !== list.length) return undefined;
    if (first.kind === 'atom' && first.column) filter[key] = { and: atoms.map(condition) };
    else if (new Set(atoms.map((atom) => atom.operator)).size === atoms.length)
      filter[key] = Object.assign({}, ...atoms.map(condition));
    else return undefined;
  }
  return filter;
}

/**
 * The filter of one request. Either the short form, or one `and` with nothing beside it, each element within one projection: the
 * two forms that the registry reads as they look.
 */
export const wireFilter = (formulas: readonly Formula[]): WireFilter =>
  shortForm(formulas) ?? { and: formulas.map(element) };

/** The key of a row: that of a dataset has a name. */
export interface RowKey {
  readonly run_number: number;
  readonly name?: string;
}

/**
 * The same filter for the rows behind one, in the order of the keys of rows: how the next page is asked for without counting rows, which
 * come and go. Datasets of a run are in the order of their names.
 */
export function keysetFilter(filter: WireFilter, { run_number, name }: RowKey, direction: 'asc' | 'desc'): WireFilter {
  const further = { run_number: { [direction === 'asc' ? '>' : '<']: run_number } };
  const behind =
    name === undefined
      ? further
      : { or: [further, { and: [{ run_number: { '=': run_number } }, { name: { '>': name } }] }] };
  const { and } = filter;
  const isAnd = Array.isArray(and) && Object.keys(filter).length === 1;
  const parts = isAnd ? (and as WireFilter[]) : Object.entries(filter).map(([key, value]) => ({ [key]: value }));
  return { and: [...parts, behind] };
}
