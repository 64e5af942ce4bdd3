import { flagPrefix } from '../../catalogue/paths.js';
import { factsOfRule } from '../../decision/facts.js';
import { formulaOf } from '../../decision/formula.js';
import { Table } from '../../decision/table.js';
import type { JsonLogic } from '../../expression/node.js';
import { pathsOf } from '../../logic/compile-value.js';
import { describeRule } from '../document/describe-rule.js';
import { membersOf } from './located-rule.js';
import { type Problem, problem } from './problem.js';

/**
 * The flag and the bit of CASTOR, with values that they have only in runs with CASTOR.
 *
 * CASTOR is not among the components of runs since 2022, and no published rule since then requires it.
 */
const castor = [
  { path: `${flagPrefix}castor-castor`, value: 'GOOD' },
  { path: 'lumisection.oms.castor_ready', value: true },
] as const;

/** Attributes that select runs of a period. */
const dated = new Set([
  'run.run_number',
  'run.oms.run_number',
  'run.oms.fill_number',
  'run.oms.start_time',
  'run.oms.end_time',
  'run.oms.cmssw_version',
  'run.rr.class',
  'dataset.name',
]);

/** Returns true if a rule may select runs of a period, also by a year in a key or a menu. */
const selectsPeriod = (rule: JsonLogic): boolean => {
  const paths = pathsOf(rule);
  return (
    paths.some((path) => dated.has(path)) ||
    (/20\d\d/.test(JSON.stringify(rule)) && paths.some((path) => /^(run|dataset)\./.test(path)))
  );
};

/** Returns true if a rule is true for one value at a path only. */
function requires(rule: JsonLogic, path: string, value: unknown): boolean {
  const formula = formulaOf(rule);
  const table = Table.of([formula]);
  const column = table?.columns.find(({ variable }) => variable.path === path);
  if (table === undefined || column === undefined) return false;
  return table.truthsOf(formula).every((truth, row) => {
    const { values } = table.classIn(column, row);
    return truth === 0 || values.every((one) => one === value);
  });
}

/** Returns a problem for each rule that requires CASTOR, unless another rule selects runs of a period. */
export function absentDetectorProblems(document: JsonLogic): readonly Problem[] {
  const members = membersOf({ rule: document, path: '' }, 'and');
  const requiring = members.filter(({ rule }) => {
    const facts = factsOfRule(rule);
    return facts?.canPass && castor.some(({ path, value }) => facts.paths.has(path) && requires(rule, path, value));
  });
  if (requiring.length === 0 || members.some(({ rule }) => selectsPeriod(rule))) return [];
  return requiring.map(({ rule, path }) =>
    problem(path, {
      code: 'absent-detector',
      severity: 'warning',
      message: `'${describeRule(rule)}' is true in no run since 2022, because CASTOR is not part of them`,
      hint: 'Remove it, or select earlier runs by class or number. See presets for the rules of each year.',
    }),
  );
}
