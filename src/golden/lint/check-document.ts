import { didYouMean, nearest } from '../../catalogue/nearest.js';
import { describe } from '../../expression/describe.js';
import { pointer } from '../../expression/json-data.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../logic/operation.js';
import { type Finding, type Problem, problem } from './problem.js';
import { comparisonFindings, inFindings } from './values.js';
import { variableFinding } from './variables.js';

const any = Number.POSITIVE_INFINITY;

/** Operators of JSON logic, and how many arguments they take. */
const operators: Readonly<Record<string, readonly [least: number, most: number]>> = {
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

/** What people write who think of another language. */
const foreign: Readonly<Record<string, string>> = { '=': '==', '<>': '!=', '&&': 'and', '||': 'or', not: '!' };

/** Operators whose second argument sees the elements of a list, not the lumisection. */
const overElements = new Set(['map', 'filter', 'reduce', 'all', 'none', 'some']);

const comparisons = new Set(['==', '===', '!=', '!==', '>', '>=', '<', '<=']);

function operatorFinding(operator: string, args: number): Finding | undefined {
  const bounds = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (bounds === undefined) {
    const meant = Object.hasOwn(foreign, operator) ? foreign[operator] : undefined;
    const suggestions = meant === undefined ? nearest(operator, Object.keys(operators)) : [meant];
    return {
      code: 'unknown-operator',
      message: `'${operator}' is not an operator of JSON logic`,
      hint: didYouMean(suggestions),
      suggestions,
    };
  }
  const [least, most] = bounds;
  if (operator === 'log' && args === 1)
    return {
      code: 'log-operator',
      severity: 'warning',
      message: "'log' writes to the console of the portal and returns its argument unchanged",
      hint: "write the argument without 'log'",
    };
  if (args >= least && args <= most) return undefined;
  const number = least === most ? `${least}` : most === any ? `${least} or more` : `${least} to ${most}`;
  return { code: 'wrong-arguments', message: `'${operator}' takes ${number} arguments, and has ${args}` };
}

function dataFinding(data: JsonLogic): Finding | undefined {
  if (typeof data === 'boolean') return undefined;
  const keys = typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.keys(data).length : undefined;
  const what = keys === undefined ? describe(data) : keys === 0 ? 'an empty object' : `an object with ${keys} keys`;
  return {
    code: 'not-a-rule',
    message: `${what} is data, not a rule, and JSON logic takes it as it is`,
    hint: 'write a rule with one operator, such as {"==":[{"var":"lumisection.rr.dt-dt"},"GOOD"]}',
  };
}

type Say = (path: string, finding: Finding | undefined) => void;

/** Looks at every operator, variable and value. Below some operators, variables name parts of the elements of a list. */
function visit(rule: JsonLogic, path: string, say: Say, ofElements: boolean): void {
  if (Array.isArray(rule)) {
    for (const [index, one] of rule.entries()) visit(one, pointer(path, index), say, ofElements);
    return;
  }
  const found = operation(rule);
  if (found === undefined) return;
  const { operator, args } = found;
  const below = pointer(path, operator);
  const isList = Array.isArray((rule as { readonly [operator: string]: JsonLogic })[operator]);
  const at = (index: number): string => (isList ? pointer(below, index) : below);
  const wrong = operatorFinding(operator, args.length);
  say(below, wrong);
  if (!ofElements && wrong === undefined) {
    if (operator === 'var') say(at(0), variableFinding(args));
    const findings = comparisons.has(operator)
      ? comparisonFindings(operator, args)
      : operator === 'in'
        ? inFindings(args)
        : [];
    for (const [index, finding] of findings) say(pointer(below, ...index), finding);
  }
  if (operator === 'var') return;
  for (const [index, one] of args.entries())
    visit(one, at(index), say, ofElements || (overElements.has(operator) && index === 1));
}

/** Operators that return a list. */
const listing = new Set(['missing', 'missing_some', 'merge', 'map', 'filter']);

const listFinding = (operator: string): Finding => ({
  code: 'not-a-rule',
  message: `'${operator}' returns a list; an empty one ends an 'and' and lets the lumisection pass, so that later rules are ignored`,
  hint: `write {"!":[{"${operator}":[…]}]} to require an empty list, {"!!":[{"${operator}":[…]}]} to require another one`,
});

/** Looks where a verdict is asked for: at the top, and in `and` and `or`. Data there is no verdict. */
function visitVerdicts(rule: JsonLogic, path: string, say: Say): void {
  const found = operation(rule);
  if (found === undefined) say(path, dataFinding(rule));
  else if (listing.has(found.operator)) say(path, listFinding(found.operator));
  else if (found.operator === 'and' || found.operator === 'or')
    for (const [index, one] of found.args.entries()) visitVerdicts(one, pointer(path, found.operator, index), say);
}

/** Checks every rule, variable, operator and value of a document, and says what is wrong and where. */
export function checkDocument(document: JsonLogic): Problem[] {
  const problems: Problem[] = [];
  const say: Say = (path, finding) => {
    if (finding !== undefined) problems.push(problem(path, finding));
  };
  visitVerdicts(document, '', say);
  visit(document, '', say, false);
  return problems;
}
