import { flagPrefix } from '../../catalogue/paths.js';
import { atomOf, dataOf } from '../../decision/atom.js';
import { type Facts, factsOfRule } from '../../decision/facts.js';
import { formulaOf } from '../../decision/formula.js';
import { Table } from '../../decision/table.js';
import { atomsOf } from '../../decision/truth-rows.js';
import { isNullable, variableAt } from '../../decision/variable.js';
import type { JsonLogic } from '../../expression/node.js';
import { compileValue } from '../../logic/compile-value.js';
import { isEmptyList } from '../../logic/truthy.js';
import { describeRule } from '../document/describe-rule.js';
import { noneHint, type Position } from './position.js';
import type { Finding } from './problem.js';

const subjectOf = (names: readonly string[]): string =>
  names.length < 2 ? `${names[0]} is` : `${names.slice(0, -1).join(', ')} or ${names.at(-1)} is`;

/** Returns the paths whose null still decides if null is excluded at the `safe` paths: null equals null. */
function stillDeciding(rule: JsonLogic, paths: readonly string[], safe: ReadonlySet<string>): readonly string[] {
  const formula = formulaOf(rule);
  const table = Table.of([formula]);
  return table === undefined ? paths : paths.filter((path) => table.decides(table.truthsOf(formula), path, safe));
}

/** Returns a finding for a rule that is true for null although it does not compare with null. */
export function nullFinding(rule: JsonLogic, safe: ReadonlySet<string>): Finding | undefined {
  const facts = factsOfRule(rule);
  const open = [...(facts?.deciding ?? [])].filter((path) => !safe.has(path) && !facts?.explicit.has(path));
  const paths =
    open.length > 0 && [...(facts?.paths ?? [])].some((path) => safe.has(path))
      ? stillDeciding(rule, open, safe)
      : open;
  if (paths.length === 0) return undefined;
  return {
    code: 'passes-on-null',
    severity: 'warning',
    message: `'${describeRule(rule)}' is also true if ${subjectOf(paths)} null or missing`,
    hint: 'Call withGuards() to add a rule that excludes null.',
  };
}

/** Returns true if null or a missing value makes a rule false. A default applies only to a missing value. */
function excludesNull(rule: JsonLogic, { excluding, paths }: Facts): boolean {
  const [path = '', ...more] = paths;
  if (excluding.size > 0 || more.length > 0) return excluding.size > 0;
  const variable = variableAt(path);
  if (variable === undefined || !isNullable(variable)) return false;
  return [null, undefined].some((nothing) => !atomOf(rule).holds(dataOf([[path, nothing]])));
}

/** Returns true if the value of a constant rule is an empty list, which is false as a condition but passes as the value of a document. */
function returnsEmptyList(rule: JsonLogic): boolean {
  try {
    return isEmptyList(compileValue(rule)({}));
  } catch {
    return false;
  }
}

/** Returns a hint for a rule that is always true. Without an alternative, an `or` would be false for lumisections that it accepts now. */
function alwaysHint(position: Position, exceptNull: boolean): string {
  if (position === 'alternative')
    return exceptNull
      ? 'Compare with null if it should only require a value, or correct the value.'
      : "It makes the whole 'or' true. Remove the 'or', or correct the value.";
  return exceptNull ? 'Compare with null if it should only exclude null, or remove it.' : 'Remove it.';
}

/** Returns a finding for a rule with the same value for every lumisection. */
export function constantFinding(rule: JsonLogic, position: Position): Finding | undefined {
  const facts = factsOfRule(rule);
  if (facts === undefined || !facts.isExact) return undefined;
  if (facts.paths.size === 0) {
    if (returnsEmptyList(rule)) return undefined;
    return {
      code: facts.canPass ? 'always-true' : 'never-true',
      severity: facts.canPass ? 'warning' : 'error',
      message: `The rule is ${facts.canPass} for every lumisection`,
      // Removing a rule that is never true would pass every lumisection.
      hint: facts.canPass ? alwaysHint(position, false) : noneHint(position),
    };
  }
  const paths = [...facts.paths].join(' and ');
  if (!facts.canPass)
    return { code: 'never-true', message: `'${describeRule(rule)}' is never true`, hint: noneHint(position) };
  if (facts.canFail) return undefined;
  const exceptNull = excludesNull(rule, facts);
  return {
    code: 'always-true',
    severity: 'warning',
    message: `'${describeRule(rule)}' is true for every value of ${paths}${exceptNull ? ' except null' : ''}`,
    hint: alwaysHint(position, exceptNull),
  };
}

/** Returns true if a rule can be decided, given few enough combinations of values. */
const isDecidable = (rule: JsonLogic): boolean => atomsOf([formulaOf(rule)]).every(({ isKnown }) => isKnown);

/** Returns a finding for a rule with too many combinations of values. */
export function undecidedFinding(rule: JsonLogic): Finding | undefined {
  if (factsOfRule(rule) !== undefined || !isDecidable(rule)) return undefined;
  return {
    code: 'undecided',
    severity: 'warning',
    message: 'The rule has too many combinations of values to be checked',
    hint: 'Split it into several rules to check for null, constant results and contradictions.',
  };
}

const lowLuminosity = `${flagPrefix}dc-lowlumi`;

/** Returns a finding for a rule that expects `dc-lowlumi` to be GOOD. */
export function lowLuminosityFinding(rule: JsonLogic): Finding | undefined {
  const facts = factsOfRule(rule);
  if (facts === undefined || !facts.paths.has(lowLuminosity)) return undefined;
  const formula = formulaOf(rule);
  const table = Table.of([formula]);
  if (table === undefined || !table.prefers(table.truthsOf(formula), lowLuminosity, 'GOOD', 'BAD')) return undefined;
  return {
    code: 'low-luminosity',
    severity: 'warning',
    message: "'dc-lowlumi is GOOD' selects lumisections with low luminosity",
    hint: "Write 'BAD' for lumisections without low luminosity.",
  };
}
