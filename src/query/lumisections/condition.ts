import { QueryError } from '../../errors.js';
import { checkDepth } from '../../expression/depth.js';
import { isExpression, type JsonLogic } from '../../expression/node.js';
import { compile, type Decision } from '../../logic/compile.js';
import { printClauses } from '../../print/guards.js';
import { describe } from '../../util/describe.js';
import type { AlignedRange } from './aligned.js';
import type { LumisectionContext } from './context.js';
import { type FlagVerdict, isFiller } from './ranges.js';

/** The data requested from the registry, which conditions can use. */
export interface RequestedData {
  readonly rr: boolean;
  readonly oms: boolean;
  readonly luminosity: boolean;
  readonly target: 'runs' | 'datasets';
}

/** Returns the lumisections of a range that pass, for a run or dataset. */
export type Condition = (
  context: LumisectionContext,
) => (range: AlignedRange) => readonly (readonly [first: number, last: number])[];

const isRules = (value: unknown): value is { toJsonLogic(): JsonLogic } =>
  typeof value === 'object' && value !== null && 'toJsonLogic' in value && typeof value.toJsonLogic === 'function';

/** Returns the rules of a golden JSON, or those of an expression, with guards against null. */
function rulesOf(condition: unknown): JsonLogic {
  if (isExpression(condition))
    return { and: printClauses([checkDepth(condition)], true).flatMap(({ rules }) => rules) };
  if (isRules(condition)) return condition.toJsonLogic();
  throw new QueryError('not-an-expression', `Expected a condition on lumisections, got ${describe(condition)}`, {
    hint: "Write flag('dt-dt').is('GOOD'), dcs.pixel, goldenJson().where(…), or (range) => ….",
  });
}

/** Returns every string of some rules, each of which can be a path. */
const pathsIn = (rules: unknown): readonly string[] =>
  typeof rules === 'string'
    ? [rules]
    : typeof rules === 'object' && rules !== null
      ? Object.values(rules).flatMap(pathsIn)
      : [];

/** Checks that data was requested. Otherwise it would be null, and silently nothing would pass. */
export function checkRequested(
  paths: readonly string[],
  { rr, oms, luminosity, target }: RequestedData,
  user: string,
): void {
  const missing = (path: string): string | undefined => {
    const [root, part, name] = path.split('.');
    if (root === 'dataset' && part !== 'name' && target === 'runs') return 'Use datasets() instead of runs().';
    if (root !== 'lumisection') return undefined;
    if (part === 'rr' && !rr) return 'Write lumisections({ rr: true }).';
    if (part === 'oms' && !oms) return 'Write lumisections({ oms: true }).';
    return part === 'oms' && !luminosity && (name === 'recorded' || name === 'delivered')
      ? 'Write lumisections({ luminosity: true }).'
      : undefined;
  };
  for (const path of paths) {
    const hint = missing(path);
    if (hint !== undefined)
      throw new QueryError('not-requested', `${user} needs ${path}, which was not requested`, {
        attribute: path,
        hint,
      });
  }
}

/** Returns statuses by flag without fillers, which are missing on the portal too. */
function statuses({ rr = {} }: AlignedRange): Readonly<Record<string, unknown>> {
  const byFlag: Record<string, unknown> = {};
  for (const [flag, verdict] of Object.entries(rr as Readonly<Record<string, FlagVerdict>>))
    if (!isFiller(verdict)) byFlag[flag] = verdict.status;
  return byFlag;
}

/** Returns the result of a function; null and undefined do not pass. */
function isTrue(verdict: unknown): boolean {
  if (typeof verdict === 'boolean' || verdict === undefined || verdict === null) return verdict === true;
  throw new QueryError('bad-value', `Expected a boolean from the condition, got ${describe(verdict)}`, {
    hint: 'Write (range) => range.oms?.cms_active === true.',
  });
}

/**
 * Compiles a condition on lumisections: an expression, a golden JSON, or a function of a range. Lumisections without data of a requested
 * side never pass, as on the JSON portal.
 */
export function compileCondition(condition: unknown, requested: RequestedData): Condition {
  const isKnown = ({ rr, oms }: AlignedRange): boolean =>
    (!requested.rr || rr !== undefined) && (!requested.oms || oms !== undefined);
  if (typeof condition === 'function')
    return () => (range) => (isTrue(condition(range)) ? [[range.start, range.end]] : []);
  const rules = rulesOf(condition);
  checkRequested(pathsIn(rules), requested, 'The condition');
  const compiled = compile(rules);
  const byNumber = compiled.reads('lumisection.lumisection_number');
  return (context) => {
    const dataOf = (range: AlignedRange, number: number) => ({
      ...context,
      lumisection: { lumisection_number: number, oms: range.oms, rr: statuses(range) },
    });
    let decision: Decision | undefined;
    return (range) => {
      if (!isKnown(range)) return [];
      decision ??= compiled.decide(dataOf(range, range.start));
      if (typeof decision === 'boolean') return decision ? [[range.start, range.end]] : [];
      if (!byNumber) return decision(dataOf(range, range.start)) ? [[range.start, range.end]] : [];
      const passing: [number, number][] = [];
      for (let number = range.start; number <= range.end; number++)
        if (decision(dataOf(range, number))) passing.push([number, number]);
      return passing;
    };
  };
}
