import { didYouMean, nearest } from '../../catalogue/nearest.js';
import { pointer } from '../../expression/json-data.js';
import type { JsonLogic } from '../../expression/node.js';
import { argumentPath, comparisons, elementOperators, operation } from '../../expression/operation.js';
import { describe } from '../../util/describe.js';
import { own } from '../../util/own.js';
import { type Finding, type Problem, problem } from './problem.js';
import { type ArgumentFinding, comparisonFindings, inFindings } from './values.js';
import { variableFinding } from './variables.js';

const any = Number.POSITIVE_INFINITY;

/** Operators of JSON logic, with the number of their arguments. */
const operators: Readonly<Record<string, readonly [min: number, max: number]>> = {
  and: [1, any],
  or: [1, any],
  '!': [1, 1],
  '!!': [1, 1],
  '==': [2, 2],
  '===': [2, 2],
  '!=': [2, 2],
  '!==': [2, 2],
  '>': [2, 2],
  '>=': [2, 2],
  '<': [2, 3],
  '<=': [2, 3],
  in: [2, 2],
  if: [1, any],
  '?:': [1, any],
  var: [1, 2],
  missing: [1, any],
  missing_some: [2, 2],
  '+': [1, any],
  '-': [1, 2],
  '*': [1, any],
  '/': [2, 2],
  '%': [2, 2],
  min: [1, any],
  max: [1, any],
  cat: [1, any],
  substr: [2, 3],
  merge: [1, any],
  map: [2, 2],
  filter: [2, 2],
  reduce: [2, 3],
  all: [2, 2],
  none: [2, 2],
  some: [2, 2],
  log: [1, 1],
};

/** Operators of other languages, with their equivalent in JSON logic. */
const equivalents: Readonly<Record<string, string>> = { '=': '==', '<>': '!=', '&&': 'and', '||': 'or', not: '!' };

function argumentCount(min: number, max: number): string {
  if (max === any) return `at least ${min} argument${min === 1 ? '' : 's'}`;
  return `${min === max ? min : `${min} to ${max}`} argument${max === 1 ? '' : 's'}`;
}

function operatorFinding(operator: string, args: number): Finding | undefined {
  const bounds = own(operators, operator);
  if (bounds === undefined) {
    const equivalent = own(equivalents, operator);
    const suggestions = equivalent === undefined ? nearest(operator, Object.keys(operators)) : [equivalent];
    return {
      code: 'unknown-operator',
      message: `Unknown operator '${operator}' of JSON logic`,
      hint: didYouMean(suggestions),
      suggestions,
    };
  }
  const [min, max] = bounds;
  if (operator === 'log' && args === 1)
    return {
      code: 'log-operator',
      severity: 'warning',
      message: "The operator 'log' only prints to the console of the portal",
      hint: "Write its argument without 'log'.",
    };
  if (args >= min && args <= max) return undefined;
  return { code: 'wrong-arguments', message: `Expected ${argumentCount(min, max)} for '${operator}', got ${args}` };
}

function describeData(data: JsonLogic): string {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return describe(data);
  const keys = Object.keys(data).length;
  return keys === 0 ? 'an empty object' : `an object with ${keys} keys`;
}

function dataFinding(data: JsonLogic): Finding | undefined {
  if (typeof data === 'boolean') return undefined;
  return {
    code: 'not-a-rule',
    message: `Expected a rule, got ${describeData(data)}, which JSON logic returns unchanged`,
    hint: 'Write a rule with one operator, such as {"==":[{"var":"lumisection.rr.dt-dt"},"GOOD"]}.',
  };
}

type Report = (path: string, finding: Finding | undefined) => void;

function argumentFindings(operator: string, args: readonly JsonLogic[]): readonly ArgumentFinding[] {
  if (comparisons.has(operator)) return comparisonFindings(operator, args);
  return operator === 'in' ? inFindings(args) : [];
}

/** Yields the names in the arguments of `missing` and `missing_some`, each after its path. */
function* missingNames(
  operator: string,
  args: readonly JsonLogic[],
  at: (index: number) => string,
): Generator<readonly [path: string, name: JsonLogic]> {
  // The first argument of `missing_some` is a number.
  for (const [index, arg] of args.entries())
    if (Array.isArray(arg)) for (const [element, name] of arg.entries()) yield [pointer(at(index), element), name];
    else if (operator === 'missing') yield [at(index), arg];
}

/** Checks every operator, variable and value. Below some operators, variables read the elements of a list. */
function visit(rule: JsonLogic, path: string, report: Report, ofElements: boolean): void {
  if (Array.isArray(rule)) {
    for (const [index, member] of rule.entries()) visit(member, pointer(path, index), report, ofElements);
    return;
  }
  const parts = operation(rule);
  if (parts === undefined) return;
  const { operator, args } = parts;
  const below = pointer(path, operator);
  const at = (index: number): string => argumentPath(rule, path, index);
  const finding = operatorFinding(operator, args.length);
  report(below, finding);
  if (!ofElements && finding === undefined) {
    if (operator === 'var') report(at(0), variableFinding(args));
    if (operator === 'missing' || operator === 'missing_some')
      for (const [path, name] of missingNames(operator, args, at)) report(path, variableFinding([name]));
    for (const [index, located] of argumentFindings(operator, args)) report(pointer(below, ...index), located);
  }
  if (operator === 'var') return;
  for (const [index, arg] of args.entries())
    visit(arg, at(index), report, ofElements || (elementOperators.has(operator) && index === 1));
}

/** Operators that return a list. */
const listOperators = new Set(['missing', 'missing_some', 'merge', 'map', 'filter']);

const listFinding = (operator: string): Finding => ({
  code: 'not-a-rule',
  message: `The operator '${operator}' returns a list, and an empty list passes the lumisection without the later rules`,
  hint: `Write {"!":[{"${operator}":[…]}]} to require an empty list, or {"!!":[{"${operator}":[…]}]} to require a non-empty one.`,
});

/** Checks that the document, and the members of its `and` and `or`, are rules rather than data. */
function visitVerdicts(rule: JsonLogic, path: string, report: Report): void {
  const parts = operation(rule);
  if (parts === undefined) report(path, dataFinding(rule));
  else if (listOperators.has(parts.operator)) report(path, listFinding(parts.operator));
  else if (parts.operator === 'and' || parts.operator === 'or')
    for (const [index, member] of parts.args.entries()) visitVerdicts(member, argumentPath(rule, path, index), report);
}

/** Checks every rule, operator, variable and value of a document, and returns the problems. */
export function checkDocument(document: JsonLogic): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, finding) => {
    if (finding !== undefined) problems.push(problem(path, finding));
  };
  visitVerdicts(document, '', report);
  visit(document, '', report, false);
  return problems;
}
