import type { JsonLogic } from '../expression/node.js';
import { operation } from '../expression/operation.js';
import { formulaOf } from './formula.js';
import { atomsOf } from './truth-rows.js';

/**
 * The maximum work for all rules in a rule: a second. The table of a rule contains everything below it, so the work of a nested rule would
 * grow with the cube of its depth.
 */
const maxWork = 2_000_000;

interface Work {
  /** The work of the tables of a rule: pairs of atoms on the same variable, since each is evaluated for the values of the others. */
  readonly own: number;
  /** The work of all rules in it. */
  readonly nested: number;
}

const cache = new WeakMap<object, Work>();

/** Returns the members of an `and` or `or`, flattened over nested rules of the same kind. */
function membersOf(rule: JsonLogic, kind: string): readonly JsonLogic[] {
  const call = operation(rule);
  return call?.operator === kind ? call.args.flatMap((member) => membersOf(member, kind)) : [rule];
}

function ownWork(rule: JsonLogic): number {
  const atomsByPath = new Map<string, number>();
  for (const { variables } of atomsOf([formulaOf(rule)]))
    for (const path of variables.keys()) atomsByPath.set(path, (atomsByPath.get(path) ?? 0) + 1);
  return [...atomsByPath.values()].reduce((sum, atoms) => sum + atoms ** 2, 0);
}

function workOf(rule: JsonLogic): Work | undefined {
  const kind = operation(rule)?.operator;
  if (kind !== 'and' && kind !== 'or') return undefined;
  const cached = cache.get(rule as object);
  if (cached !== undefined) return cached;
  let nested = 0;
  for (const member of membersOf(rule, kind)) {
    const work = workOf(member);
    if (work !== undefined) nested += work.own + work.nested;
  }
  const work = { own: ownWork(rule), nested };
  cache.set(rule as object, work);
  return work;
}

/** Returns true if the facts of a rule and of all rules in it can be found in a bounded time. */
export const isFeasible = (rule: JsonLogic): boolean => (workOf(rule)?.nested ?? 0) <= maxWork;
