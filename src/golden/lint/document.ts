import { factsOfRule } from '../../decision/facts.js';
import { pointer } from '../../expression/json-data.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../expression/operation.js';
import { absentDetectorProblems } from './absent-detector.js';
import { checkDocument } from './check-document.js';
import { type LocatedRule, membersOf } from './located-rule.js';
import { pairProblems } from './pairs.js';
import type { Position } from './position.js';
import { type Finding, type Problem, problem } from './problem.js';
import { constantFinding, lowLuminosityFinding, nullFinding, undecidedFinding } from './single-rules.js';

const at = (path: string, findings: readonly (Finding | undefined)[]): readonly Problem[] =>
  findings.flatMap((finding) => (finding === undefined ? [] : [problem(path, finding)]));

const lossReportFinding = (operator: string): Finding => ({
  code: 'no-loss-report',
  severity: 'warning',
  message: `The loss report of the portal stops at '${operator}', and the record never becomes complete`,
  hint: "Use 'and' and 'or'.",
});

/** Checks an `or`: its members, and the whole. */
function lintDisjunction(located: LocatedRule, safe: ReadonlySet<string>, position: Position): readonly Problem[] {
  const members = membersOf(located, 'or');
  const facts = factsOfRule(located.rule);
  // A path that does not decide the whole needs no guard in a member.
  const undisputed = facts === undefined ? [] : [...facts.paths].filter((path) => !facts.deciding.has(path));
  const inner = new Set([...safe, ...undisputed, ...(facts?.explicit ?? [])]);
  const isConstant = members.some(({ rule }) => factsOfRule(rule)?.canFail === false);
  const constant = isConstant ? undefined : constantFinding(located.rule, position);
  return [
    ...at(located.path, [constant?.code === 'always-true' ? constant : undefined, undecidedFinding(located.rule)]),
    // Without an alternative that can pass, each rule that is never true excludes every lumisection.
    ...members.flatMap((member) => lintConjunction(member, inner, facts?.canPass === false ? position : 'alternative')),
    ...pairProblems(members, 'or', position),
  ];
}

function lintRule(located: LocatedRule, safe: ReadonlySet<string>, position: Position): readonly Problem[] {
  const { rule, path } = located;
  const operator = operation(rule)?.operator;
  if (operator === 'or') return lintDisjunction(located, safe, position);
  const isConditional = operator === 'if' || operator === '?:';
  return [
    ...(isConditional ? [problem(pointer(path, operator), lossReportFinding(operator))] : []),
    ...at(path, [
      nullFinding(rule, safe),
      constantFinding(rule, position),
      lowLuminosityFinding(rule),
      undecidedFinding(rule),
    ]),
  ];
}

/** Checks a conjunction: its members, and the whole. Other rules exclude null at the `outer` paths. */
function lintConjunction(located: LocatedRule, outer: ReadonlySet<string>, position: Position): readonly Problem[] {
  const members = membersOf(located, 'and');
  const safe = new Set([...outer, ...members.flatMap(({ rule }) => [...(factsOfRule(rule)?.excluding ?? [])])]);
  const inside = position === 'alternative' && members.length > 1 ? 'inAlternative' : position;
  return [...members.flatMap((member) => lintRule(member, safe, inside)), ...pairProblems(members, 'and', position)];
}

/** Compares pointers in document order: the tenth rule after the second. */
const order = (a: Problem, b: Problem): number => a.path.localeCompare(b.path, 'en', { numeric: true });

/** Returns all problems of a document, including doubtful rules, in document order. */
export function lintDocument(document: JsonLogic): readonly Problem[] {
  const problems = [
    ...checkDocument(document),
    ...lintConjunction({ rule: document, path: '' }, new Set(), 'required'),
    ...absentDetectorProblems(document),
  ];
  return Object.freeze(problems.sort(order));
}
