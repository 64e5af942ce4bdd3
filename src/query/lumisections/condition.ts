import { QueryError } from '../../errors.js';
import { checkDepth } from '../../expression/depth.js';
import { describe } from '../../expression/describe.js';
import { isExpression, type JsonLogic } from '../../expression/node.js';
import { compile, type Decision } from '../../logic/compile.js';
import { printClauses } from '../../print/guards.js';
import type { AlignedRange } from './aligned.js';
import type { LumisectionContext } from './context.js';
import { type FlagVerdict, isFiller } from './ranges.js';

/** What was asked of the registry, and so what a condition can look at. */
export interface RequestedData {
  readonly rr: boolean;
  readonly oms: boolean;
  readonly luminosity: boolean;
  readonly target: 'runs' | 'datasets';
}

/** Decides lumisections of a run or dataset: which of a range pass. */
export type Condition = (
  owner: LumisectionContext,
) => (range: AlignedRange) => readonly (readonly [first: number, last: number])[];

const isRules = (value: unknown): value is { toJsonLogic(): JsonLogic } =>
  typeof value === 'object' && value !== null && 'toJsonLogic' in value && typeof value.toJsonLogic === 'function';

/** The rules of a condition: those of a golden JSON, or an expression printed so that null never passes. */
function rulesOf(condition: unknown): JsonLogic {
  if (isExpression(condition))
    return { and: printClauses([checkDepth(condition)], true).flatMap(({ rules }) => rules) };
  if (isRules(condition)) return condition.toJsonLogic();
  throw new QueryError('not-an-expression', `${describe(condition)} is no condition on lumisections`, {
    hint: "write flag('dt-dt').is('GOOD'), dcs.pixel, goldenJson().where(…), or (range) => …",
  });
}

/** All that may be a path in some rules, those of rarer operators too. */
const pathsIn = (rules: unknown): readonly string[] =>
  typeof rules === 'string'
    ? [rules]
    : typeof rules === 'object' && rules !== null
      ? Object.values(rules).flatMap(pathsIn)
      : [];

/** What is looked at must have been asked for: else it would be null, and nothing would pass without a word. */
export function checkRequested(
  paths: readonly string[],
  { rr, oms, luminosity, target }: RequestedData,
  who: string,
): void {
  const missing = (path: string): string | undefined => {
    const [root, part, name] = path.split('.');
    if (root === 'dataset' && part !== 'name' && target === 'runs') return 'use datasets() in the place of runs()';
    if (root !== 'lumisection') return undefined;
    if (part === 'rr' && !rr) return 'write lumisections({ rr: true })';
    if (part === 'oms' && !oms) return 'write lumisections({ oms: true })';
    return part === 'oms' && !luminosity && (name === 'recorded' || name === 'delivered')
      ? 'write lumisections({ luminosity: true })'
      : undefined;
  };
  for (const path of paths) {
    const hint = missing(path);
    if (hint !== undefined)
      throw new QueryError('not-requested', `${who} looks at ${path}, which is not asked for`, {
        attribute: path,
        hint,
      });
  }
}

/** Statuses by flag. What the registry filled in is not there, for golden JSON as for the portal. */
function statuses({ rr = {} }: AlignedRange): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [flag, verdict] of Object.entries(rr as Readonly<Record<string, FlagVerdict>>))
    if (!isFiller(verdict)) found[flag] = verdict.status;
  return found;
}

/** The verdict of a function; what is missing does not pass. */
function isYes(verdict: unknown): boolean {
  if (typeof verdict === 'boolean' || verdict === undefined || verdict === null) return verdict === true;
  throw new QueryError('bad-value', `the condition gave ${describe(verdict)} for a range, and not true or false`, {
    hint: 'write (range) => range.oms?.cms_active === true',
  });
}

/**
 * A condition on lumisections: an expression or a golden JSON, with the meaning that they have there, or a function of a range.
 * Lumisections that one side of those asked for does not know never pass, as with the JSON portal.
 */
export function conditionOf(given: unknown, asked: RequestedData): Condition {
  const isKnown = ({ rr, oms }: AlignedRange): boolean =>
    (!asked.rr || rr !== undefined) && (!asked.oms || oms !== undefined);
  if (typeof given === 'function') return () => (range) => (isYes(given(range)) ? [[range.start, range.end]] : []);
  const rules = rulesOf(given);
  checkRequested(pathsIn(rules), asked, 'the condition');
  const compiled = compile(rules);
  const byNumber = compiled.reads('lumisection.lumisection_number');
  return (owner) => {
    const seen = (range: AlignedRange, number: number) => ({
      ...owner,
      lumisection: { lumisection_number: number, oms: range.oms, rr: statuses(range) },
    });
    let decision: Decision | undefined;
    return (range) => {
      if (!isKnown(range)) return [];
      decision ??= compiled.decide(seen(range, range.start));
      if (typeof decision === 'boolean') return decision ? [[range.start, range.end]] : [];
      if (!byNumber) return decision(seen(range, range.start)) ? [[range.start, range.end]] : [];
      const passing: [number, number][] = [];
      for (let number = range.start; number <= range.end; number++)
        if (decision(seen(range, number))) passing.push([number, number]);
      return passing;
    };
  };
}
