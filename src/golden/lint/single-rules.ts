import { flagPrefix } from '../../catalogue/paths.js';
import { factsOfRule } from '../../decision/facts.js';
import { formulaOf } from '../../decision/formula.js';
import { Table } from '../../decision/table.js';
import type { JsonLogic } from '../../expression/node.js';
import { describeRule } from '../document/describe-rule.js';
import { isDecidable } from './located-rule.js';
import type { Finding } from './problem.js';

const listed = (names: readonly string[]): string =>
  names.length < 2 ? `${names[0]} is` : `${names.slice(0, -1).join(', ')} or ${names.at(-1)} is`;

/** Paths whose null decides although null at the paths that are `safe` is excluded: null equals null. */
function decidedStill(rule: JsonLogic, paths: readonly string[], safe: ReadonlySet<string>): readonly string[] {
  const formula = formulaOf(rule);
  const table = Table.of([formula]);
  return table === undefined ? paths : paths.filter((path) => table.decides(table.truthsOf(formula), path, safe));
}

/** A rule that null decides in favour, although it does not compare with null. */
export function nullFinding(rule: JsonLogic, safe: ReadonlySet<string>): Finding | undefined {
  const facts = factsOfRule(rule);
  const open = [...(facts?.deciding ?? [])].filter((path) => !safe.has(path) && !facts?.explicit.has(path));
  const paths =
    open.length > 0 && [...(facts?.paths ?? [])].some((path) => safe.has(path)) ? decidedStill(rule, open, safe) : open;
  if (paths.length === 0) return undefined;
  return {
    code: 'passes-on-null',
    severity: 'warning',
    message: `'${describeRule(rule)}' is also true where ${listed(paths)} null or missing`,
    hint: 'withGuards() adds the rule that excludes null',
  };
}

/** A rule that is the same for every lumisection. */
export function constantFinding(rule: JsonLogic): Finding | undefined {
  const facts = factsOfRule(rule);
  if (facts === undefined || !facts.isExact) return undefined;
  if (facts.paths.size === 0)
    return {
      code: facts.canPass ? 'always-true' : 'never-true',
      severity: facts.canPass ? 'warning' : 'error',
      message: `the rule is always ${facts.canPass}, whatever the lumisection`,
      // Without a rule that is never true, every lumisection would pass.
      hint: facts.canPass ? 'remove it' : 'no lumisection passes',
    };
  const paths = [...facts.paths].join(' and ');
  if (!facts.canPass)
    return { code: 'never-true', message: `'${describeRule(rule)}' can never be true`, hint: 'no lumisection passes' };
  if (facts.canFail) return undefined;
  return {
    code: 'always-true',
    severity: 'warning',
    message: `'${describeRule(rule)}' is true for every value that ${paths} can have`,
    hint: 'remove it',
  };
}

/** A rule with too many combinations of values. */
export function undecidedFinding(rule: JsonLogic): Finding | undefined {
  if (factsOfRule(rule) !== undefined || !isDecidable(rule)) return undefined;
  return {
    code: 'undecided',
    severity: 'warning',
    message: 'the rule reads attributes with too many combinations of values to decide when it is true',
    hint: 'split it into several rules to have it checked for null, constant results and contradictions',
  };
}

const lowLuminosity = `${flagPrefix}dc-lowlumi`;

/** `dc-lowlumi` expected GOOD. */
export function lowLuminosityFinding(rule: JsonLogic): Finding | undefined {
  const facts = factsOfRule(rule);
  if (facts === undefined || !facts.paths.has(lowLuminosity)) return undefined;
  const formula = formulaOf(rule);
  const table = Table.of([formula]);
  if (table === undefined || !table.prefers(table.truthsOf(formula), lowLuminosity, 'GOOD', 'BAD')) return undefined;
  return {
    code: 'low-luminosity',
    severity: 'warning',
    message: 'dc-lowlumi GOOD selects lumisections of low luminosity',
    hint: "in dc-lowlumi, BAD means 'not low luminosity': expect BAD",
  };
}
