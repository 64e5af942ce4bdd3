import { type Atom, atomOf, dataOf } from './atom.js';
import { domainOf } from './domain.js';
import { factsOf } from './facts.js';
import type { AtomFormula, Formula } from './formula.js';
import { Table } from './table.js';
import { isNullable } from './variable.js';

/** Returns the variable of an atom with only one. */
const onlyVariable = ({ variables }: Atom) => (variables.size === 1 ? [...variables.values()][0] : undefined);

const nothing = [null, undefined];

/** Returns true if an atom on one variable is true for null. */
function isTrueForNull(atom: Atom, path: string, negated: boolean): boolean {
  return nothing.some((value) => atom.holds(dataOf([[path, value]])) !== negated);
}

/** Returns the nullable paths that some atom compares with a value other than null. */
export function comparedPaths(formula: Formula): readonly string[] {
  if (formula.kind !== 'atom') return formula.members.flatMap(comparedPaths);
  const { variables, explicit } = atomOf(formula.rule);
  return [...variables.values()].flatMap((variable) =>
    isNullable(variable) && !explicit.has(variable.path) ? [variable.path] : [],
  );
}

/** Returns the paths whose null makes an atom true although another value makes it false, if the `safe` paths are not null. */
export function decidingPaths({ rule, negated }: AtomFormula, safe: ReadonlySet<string>): readonly string[] {
  const atom = atomOf(rule);
  const open = [...atom.variables.values()].filter(
    (variable) => isNullable(variable) && !safe.has(variable.path) && !atom.explicit.has(variable.path),
  );
  if (open.length === 0 || !atom.isKnown) return [];
  const only = onlyVariable(atom);
  if (only !== undefined) {
    if (!isTrueForNull(atom, only.path, negated)) return [];
    const { entries, isExact } = domainOf(only, [atom]);
    const isFalseSomewhere = entries.some(
      (entry) => !entry.isNull && atom.holds(dataOf([[only.path, entry.value]])) === negated,
    );
    return isFalseSomewhere || !isExact ? [only.path] : [];
  }
  const formula: Formula = { kind: 'atom', rule, negated };
  const table = Table.of([formula]);
  // Too many combinations, or too few values of a calculation: all nullable paths are assumed to decide.
  if (table === undefined || !atom.isExact) return open.map(({ path }) => path);
  const truths = table.truthsOf(formula);
  const closed = new Set(safe);
  for (const { path } of open) if (table.decides(truths, path, closed)) closed.add(path);
  return open.flatMap(({ path }) => (closed.has(path) ? [path] : []));
}

/** Returns the paths whose null makes an atom false for all values of its other variables. */
function excludedByAtom(formula: AtomFormula): ReadonlySet<string> {
  const atom = atomOf(formula.rule);
  const nullable = [...atom.variables.values()].filter(isNullable);
  if (nullable.length === 0 || !atom.isKnown) return new Set();
  const only = onlyVariable(atom);
  if (only !== undefined) return new Set(isTrueForNull(atom, only.path, formula.negated) ? [] : [only.path]);
  return factsOf(formula)?.excluding ?? new Set();
}

/** Returns the paths whose null makes a formula false because it makes one of its atoms false. */
export function excludedPaths(formula: Formula): ReadonlySet<string> {
  if (formula.kind === 'atom') return excludedByAtom(formula);
  const members = formula.members.map(excludedPaths);
  const [first = new Set<string>(), ...more] = members;
  return formula.kind === 'and'
    ? new Set(members.flatMap((paths) => [...paths]))
    : new Set([...first].filter((path) => more.every((paths) => paths.has(path))));
}
