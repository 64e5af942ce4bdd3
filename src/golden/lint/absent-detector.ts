import { attributeAt, flagPrefix } from '../../catalogue/paths.js';
import { factsOfRule } from '../../decision/facts.js';
import { formulaOf } from '../../decision/formula.js';
import { Table } from '../../decision/table.js';
import type { JsonLogic } from '../../expression/node.js';
import { pathsOf } from '../../logic/compile-value.js';
import { describeRule } from '../document/describe-rule.js';
import { membersOf } from './located-rule.js';
import { type Problem, problem } from './problem.js';

type Test = (value: unknown) => boolean;

/**
 * Attributes with the values that they have only in runs with CASTOR.
 *
 * CASTOR is not among the components of runs since 2022, and no published rule since then requires it.
 */
const castor = new Map<string, Test>([
  [`${flagPrefix}castor-castor`, (value) => value === 'GOOD'],
  ['lumisection.oms.castor_ready', (value) => value === true],
  ['run.oms.castor_included', (value) => value === true],
  ['run.oms.components', (value) => Array.isArray(value) && value.includes('CASTOR')],
]);

/** The first run and the first fill after 2018, with room for tests. */
const laterNumbers = new Map([
  ['run.run_number', 340_000],
  ['run.oms.run_number', 340_000],
  ['run.oms.fill_number', 7_600],
]);

/** Years in classes, datasets and keys: `Collisions18`, `Run2018`. The release series 12 is of 2021. */
const years = /20(\d\d)(?!\d)|(?:Collisions|Cosmics|Commissioning|CRUZET|CRAFT|UL)(\d\d)(?!\d)/g;
const release = /CMSSW_(\d+)_/;

const isOfRuns = (path: string): boolean => /^(run|dataset)\./.test(path);

/** Returns true for a value that only runs before 2022 have. */
function isEarlier(path: string, value: unknown): boolean {
  const later = laterNumbers.get(path);
  if (later !== undefined) return typeof value === 'number' && value < later;
  if (typeof value !== 'string' || !isOfRuns(path)) return false;
  if (attributeAt(path)?.type === 'date') return value < '2022';
  const [, series] = release.exec(value) ?? [];
  if (series !== undefined) return Number(series) < 12;
  const twoDigits = [...value.matchAll(years)].map(([, long, short]) => Number(long ?? short));
  return twoDigits.length > 0 && twoDigits.every((year) => year < 22);
}

/**
 * Returns true if a variable has certain values whenever a rule is true; undefined if this cannot be decided. The attributes of a run and
 * of a dataset are not null, unless the rule compares them with null: `passes-on-null` reports that null passes.
 */
function needs(rule: JsonLogic, test: (path: string, value: unknown) => boolean): boolean | undefined {
  const formula = formulaOf(rule);
  // Rules divide numbers at their constants, and these also where later runs begin.
  const boundaries = [...laterNumbers]
    .filter(([path]) => pathsOf(rule).includes(path))
    .map(([path, first]) => formulaOf({ '<': [{ var: path }, first] }));
  const table = Table.of([formula, ...boundaries]);
  if (table === undefined) return undefined;
  const explicit = factsOfRule(rule)?.explicit;
  const counted = table.rowsWhere(({ isNull }, { path }) => !isNull || !isOfRuns(path) || explicit?.has(path) === true);
  const truths = table.truthsOf(formula);
  const passing = [...truths.keys()].filter((row) => truths[row] === 1 && counted[row] === 1);
  const needsIn = (row: number): boolean =>
    table.columns.some((column) =>
      table.classAt(column, row).values.every((value) => test(column.variable.path, value)),
    );
  if (passing.length === 0 ? truths.includes(1) : !passing.every(needsIn)) return false;
  // Other values may make the rule true.
  return table.isExact || undefined;
}

function requiresCastor(rule: JsonLogic): boolean {
  const facts = factsOfRule(rule);
  if (facts?.canPass !== true || ![...facts.paths].some((path) => castor.has(path))) return false;
  return needs(rule, (path, value) => castor.get(path)?.(value) === true) === true;
}

/** Returns true if a rule excludes runs since 2022. A rule that cannot be decided may do so if it reads an attribute of runs. */
const excludesLaterRuns = (rule: JsonLogic): boolean => needs(rule, isEarlier) ?? pathsOf(rule).some(isOfRuns);

/** Returns a problem for each rule that requires CASTOR, unless a rule excludes runs since 2022. */
export function absentDetectorProblems(document: JsonLogic): readonly Problem[] {
  const members = membersOf({ rule: document, path: '' }, 'and');
  const requiring = members.filter(({ rule }) => requiresCastor(rule));
  if (requiring.length === 0 || members.some(({ rule }) => excludesLaterRuns(rule))) return [];
  return requiring.map(({ rule, path }) =>
    problem(path, {
      code: 'absent-detector',
      severity: 'warning',
      message: `'${describeRule(rule)}' is never true in runs since 2022, which do not include CASTOR`,
      hint: 'Remove it, or select earlier runs by class or number. See presets for the rules of each year.',
    }),
  );
}
