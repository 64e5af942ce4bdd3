import type { JsonLogic } from '../expression/node.js';
import { level } from './domain.js';
import type { Facts } from './fact-types.js';
import { type Formula, formulaOf } from './formula.js';
import { mergeEqualities } from './merge.js';
import { Table } from './table.js';
import { atomsOf, variablesOf } from './truth-rows.js';
import { unateFacts } from './unate.js';
import { isNullable } from './variable.js';
import { isFeasible } from './work.js';

export type { Facts } from './fact-types.js';

/** Groups members that share variables. The groups are true or false independently of each other. */
export function independent<T>(
  members: readonly T[],
  pathsOf: (member: T) => Iterable<string>,
): readonly (readonly T[])[] {
  const groups: { members: T[]; paths: Set<string> }[] = [];
  for (const member of members) {
    const paths = new Set(pathsOf(member));
    const touching = groups.filter((group) => [...paths].some((path) => group.paths.has(path)));
    const [first, ...rest] = touching;
    if (first === undefined) {
      groups.push({ members: [member], paths });
      continue;
    }
    for (const group of rest) {
      first.members.push(...group.members);
      for (const path of group.paths) first.paths.add(path);
      groups.splice(groups.indexOf(group), 1);
    }
    first.members.push(member);
    for (const path of paths) first.paths.add(path);
  }
  return groups.map((group) => group.members);
}

/** Returns the members of a formula, flattened over nested formulas of the same kind. */
function flat(formula: Formula, kind: 'and' | 'or'): readonly Formula[] {
  return formula.kind === kind ? formula.members.flatMap((member) => flat(member, kind)) : [formula];
}

function joinedFacts(kind: 'and' | 'or', parts: readonly Facts[]): Facts {
  const isAnd = kind === 'and';
  const passes = (test: (part: Facts) => boolean): boolean => (isAnd ? parts.every(test) : parts.some(test));
  const fails = (test: (part: Facts) => boolean): boolean => (isAnd ? parts.some(test) : parts.every(test));
  const others = (part: Facts): readonly Facts[] => parts.filter((other) => other !== part);
  const union = (pick: (part: Facts) => Iterable<string>): ReadonlySet<string> =>
    new Set(parts.flatMap((part) => [...pick(part)]));
  return {
    canPass: passes(({ canPass }) => canPass),
    canFail: fails(({ canFail }) => canFail),
    canEver: { pass: passes(({ canEver }) => canEver.pass), fail: fails(({ canEver }) => canEver.fail) },
    deciding: union((part) =>
      others(part).every((other) => (isAnd ? other.canEver.pass : other.canEver.fail)) ? part.deciding : [],
    ),
    excluding: union((part) => (isAnd || others(part).every((other) => !other.canEver.pass) ? part.excluding : [])),
    explicit: union(({ explicit }) => explicit),
    paths: union(({ paths }) => paths),
    isExact: parts.every(({ isExact }) => isExact),
  };
}

const isExpected = (truths: Uint8Array, rows: Uint8Array, wanted: number): boolean =>
  truths.some((truth, row) => truth === wanted && rows[row] === 1);

function tableFacts(formula: Formula): Facts | undefined {
  const table = Table.of([formula]);
  if (table === undefined) return formula.kind === 'atom' ? undefined : unateFacts(formula, tableFacts);
  const truths = table.truthsOf(formula);
  const explicit = new Set(atomsOf([formula]).flatMap((atom) => [...atom.explicit]));
  const nullable = table.columns.flatMap(({ variable }) => (isNullable(variable) ? [variable.path] : []));
  const expected = table.rowsWhere((entry) => entry.level === level.expected);
  const possible = table.rowsWhere(
    (entry, { path }) => entry.level <= level.outOfRange && (!entry.isNull || explicit.has(path)),
  );
  return {
    canPass: isExpected(truths, expected, 1),
    canFail: isExpected(truths, possible, 0),
    canEver: { pass: truths.includes(1), fail: truths.includes(0) },
    deciding: new Set(nullable.filter((path) => table.decides(truths, path))),
    excluding: new Set(nullable.filter((path) => table.excludes(truths, path))),
    explicit,
    paths: new Set(table.columns.map(({ variable }) => variable.path)),
    isExact: table.isExact,
  };
}

/** Returns the facts of a formula; undefined if it reads unknown values or has too many combinations of values. */
export function factsOf(formula: Formula): Facts | undefined {
  if (formula.kind === 'atom') return tableFacts(formula);
  const { kind } = formula;
  const groups = independent(flat(formula, kind), (member) => variablesOf([member]).keys());
  if (groups.length === 1) {
    const [members] = groups as [readonly Formula[]];
    // Parts of one member may be independent.
    return members.length === 1 ? factsOf(members[0] as Formula) : tableFacts(formula);
  }
  const parts: Facts[] = [];
  for (const members of groups) {
    const facts = members.length === 1 ? factsOf(members[0] as Formula) : tableFacts({ kind, members });
    if (facts === undefined) return undefined;
    parts.push(facts);
  }
  return joinedFacts(kind, parts);
}

const cache = new WeakMap<object, { readonly facts: Facts | undefined }>();

/** Returns the facts of a rule, cached by rule. */
export function factsOfRule(rule: JsonLogic): Facts | undefined {
  if (typeof rule !== 'object' || rule === null) return factsOf(formulaOf(rule));
  const cached = cache.get(rule);
  if (cached !== undefined) return cached.facts;
  const facts = isFeasible(rule) ? factsOf(mergeEqualities(formulaOf(rule))) : undefined;
  cache.set(rule, { facts });
  return facts;
}
