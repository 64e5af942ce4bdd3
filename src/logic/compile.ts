import type { JsonLogic } from '../expression/node.js';
import { operation } from '../expression/operation.js';
import { isTruthValue } from '../expression/truth-value.js';
import { groupBy } from '../util/group-by.js';
import { own } from '../util/own.js';
import { maxWork, WorkLimitError, workDone } from './bounded.js';
import { closureOf, isWhollyCovered, pathsOf, type Value } from './compile-value.js';
import { equalities, equalityOf, type LumisectionData, roots } from './equalities.js';
import { evaluationError, guarded, withTypedErrors } from './evaluation-error.js';

/** A result for all lumisections of a dataset, or a function of each. */
export type Decision = boolean | ((data: LumisectionData) => boolean);

/** A compiled document. */
export interface Compiled {
  /** Returns true if the lumisection passes, as on the portal: the value of the document is truthy in JavaScript. */
  passes(data: LumisectionData): boolean;
  /** Returns the same function, with all rules about the run and dataset evaluated once. */
  decide(data: LumisectionData): Decision;
  /** Returns true if the document can read the value at a path. */
  reads(path: string): boolean;
}

type Test = (data: LumisectionData) => boolean;

/** Decides a part of a document for one dataset. */
type Part = (data: LumisectionData) => Decision;

/** Returns true for a rule that only reads the run and the dataset. */
const isFixed = (rule: JsonLogic): boolean => pathsOf(rule).every((path) => /^(run|dataset)(\.|$)/.test(path));

/** Joins parts by AND or OR. A known part is omitted, or is the result. */
function joined(kind: 'and' | 'or', parts: readonly Part[]): Part {
  const decisive = kind === 'or';
  return (data) => {
    const open: Test[] = [];
    for (const part of parts) {
      const decision = part(data);
      if (decision === decisive) return decisive;
      if (typeof decision === 'function') open.push(decision);
    }
    const [first, ...more] = open;
    if (first === undefined) return !decisive;
    if (more.length === 0) return first;
    return (data) => {
      for (const test of open) if (test(data) === decisive) return decisive;
      return !decisive;
    };
  };
}

function partOf(rule: JsonLogic): Part {
  const call = operation(rule);
  if (call?.operator === 'and' || call?.operator === 'or') return joined(call.operator, call.args.map(partOf));
  const test = closureOf(rule) as Test;
  return isFixed(rule) ? test : () => test;
}

const rootOf = (rule: JsonLogic): string =>
  Object.keys(roots).find((root) => pathsOf(rule).every((path) => path.startsWith(`${root}.`))) ?? '';

/** Rules that only read below one path, as functions of the value there. */
interface Group {
  readonly read: (data: LumisectionData) => unknown;
  readonly tests: readonly Value[];
}

function groupOf(root: string, rules: readonly JsonLogic[]): Group {
  const constants = new Map<string, string | boolean>();
  const tests: Value[] = [];
  for (const rule of rules) {
    const equality = equalityOf(rule);
    if (equality?.root === root && !constants.has(equality.name)) constants.set(equality.name, equality.constant);
    else tests.push(closureOf(rule, root));
  }
  return {
    read: own(roots, root) ?? ((data) => data),
    tests: constants.size === 0 ? tests : [equalities(constants), ...tests],
  };
}

const groupsOf = (rules: readonly JsonLogic[]): readonly Group[] =>
  [...groupBy(rules, rootOf)].map(([root, group]) => groupOf(root, group));

function holds(groups: readonly Group[], data: LumisectionData): boolean {
  for (const { read, tests } of groups) {
    const value = read(data);
    for (const test of tests) if (test(value) !== true) return false;
  }
  return true;
}

/** Returns the members of an `and`, including those of nested ones. */
function conjuncts(rule: JsonLogic): readonly JsonLogic[] {
  const call = operation(rule);
  return call?.operator === 'and' ? call.args.flatMap(conjuncts) : [rule];
}

/** The maximum work for all lumisections of a dataset: some seconds. */
const maxWorkOfDataset = 100 * maxWork;

/** Tests the value of a document. An empty list is false in JSON logic, but truthy in JavaScript. */
function compileInOrder(document: JsonLogic): Compiled {
  const value = closureOf(document);
  const passes = guarded((data: LumisectionData): boolean => Boolean(value(data)));
  const decide = (): Decision => {
    let left = maxWorkOfDataset;
    return (data) => {
      const verdict = passes(data);
      left -= workDone();
      if (left < 0) throw evaluationError(new WorkLimitError());
      return verdict;
    };
  };
  return { passes, decide, reads: () => true };
}

/**
 * Compiles a document. If all rules are boolean and cannot fail, their order does not matter: rules about the run and dataset are
 * evaluated first, once for all lumisections of a dataset. Other documents are evaluated in their own order, with json-logic-js for rare
 * operators.
 */
export function compile(document: JsonLogic): Compiled {
  if (!isTruthValue(document) || !isWhollyCovered(document)) return compileInOrder(document);
  const rules = conjuncts(document);
  const paths = new Set(pathsOf(document));
  const fixed = groupsOf(rules.filter(isFixed));
  const open = rules.filter((rule) => !isFixed(rule));
  const simple = groupsOf(open.filter((rule) => rootOf(rule) !== ''));
  const others = open.filter((rule) => rootOf(rule) === '');
  const rest = joined('and', others.map(partOf));
  const passesSimple = (data: LumisectionData): boolean => holds(simple, data);
  const groups = [...fixed, ...simple, ...groupsOf(others)];
  return {
    passes: withTypedErrors((data) => holds(groups, data)),
    decide: withTypedErrors((data): Decision => {
      if (!holds(fixed, data)) return false;
      const decision = rest(data);
      if (typeof decision === 'boolean')
        return decision && simple.length > 0 ? withTypedErrors(passesSimple) : decision;
      return withTypedErrors(simple.length === 0 ? decision : (data) => passesSimple(data) && decision(data));
    }),
    reads: (path) => [...paths].some((one) => one === path || path.startsWith(`${one}.`)),
  };
}
