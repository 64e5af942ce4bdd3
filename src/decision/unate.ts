import { atomOf } from './atom.js';
import type { Facts } from './fact-types.js';
import type { AtomFormula, Formula } from './formula.js';

/** Returns the truth of a formula, given the truth of its atoms. */
function truth(formula: Formula, isTrue: (atom: AtomFormula) => boolean): boolean {
  if (formula.kind === 'atom') return isTrue(formula);
  return formula.kind === 'and'
    ? formula.members.every((member) => truth(member, isTrue))
    : formula.members.some((member) => truth(member, isTrue));
}

/** Collects the atoms of a formula. To concatenate lists would copy an atom once per level. */
function atomsIn(formula: Formula, into: AtomFormula[] = []): readonly AtomFormula[] {
  if (formula.kind === 'atom') into.push(formula);
  else for (const member of formula.members) atomsIn(member, into);
  return into;
}

/**
 * Returns the facts of a formula with one atom per attribute, such as "at least two of these flags are GOOD". Such a formula is monotone
 * in independent atoms and needs no table. Undefined for any other formula.
 */
export function unateFacts(formula: Formula, factsOf: (atom: AtomFormula) => Facts | undefined): Facts | undefined {
  const byPath = new Map<string, { readonly key: string; readonly facts: Facts }>();
  const pathOf = (atom: AtomFormula): string => [...atomOf(atom.rule).variables.keys()].join();
  for (const atom of atomsIn(formula)) {
    if (atomOf(atom.rule).variables.size !== 1) return undefined;
    const path = pathOf(atom);
    const key = JSON.stringify([atom.negated, atom.rule]);
    const previous = byPath.get(path);
    if (previous !== undefined && previous.key !== key) return undefined;
    const facts = previous?.facts ?? factsOf(atom);
    if (facts === undefined) return undefined;
    byPath.set(path, { key, facts });
  }
  const can = (test: (facts: Facts, path: string) => boolean): boolean =>
    truth(formula, (atom) => test((byPath.get(pathOf(atom)) as { facts: Facts }).facts, pathOf(atom)));
  const all = [...byPath];
  const paths = all.map(([path]) => path);
  return {
    canPass: can(({ canPass }) => canPass),
    canFail: !can(({ canFail }) => !canFail),
    canEver: { pass: can(({ canEver }) => canEver.pass), fail: !can(({ canEver }) => !canEver.fail) },
    deciding: new Set(paths.filter((path) => byPath.get(path)?.facts.deciding.has(path))),
    excluding: new Set(
      paths.filter(
        (path) => !can((facts, other) => (other === path ? !facts.excluding.has(path) : facts.canEver.pass)),
      ),
    ),
    explicit: new Set(all.flatMap(([, { facts }]) => [...facts.explicit])),
    paths: new Set(paths),
    isExact: all.every(([, { facts }]) => facts.isExact),
  };
}
