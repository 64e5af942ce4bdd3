import { factsOfRule } from '../../decision/facts.js';
import { pointer } from '../../expression/json-data.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../logic/operation.js';
import { checkDocument } from './check-document.js';
import { membersOf, type Placed } from './located-rule.js';
import { pairProblems } from './pairs.js';
import { type Finding, type Problem, problem } from './problem.js';
import { constantFinding, lowLuminosityFinding, nullFinding, undecidedFinding } from './single-rules.js';

const at = (path: string, findings: readonly (Finding | undefined)[]): readonly Problem[] =>
  findings.flatMap((finding) => (finding === undefined ? [] : [problem(path, finding)]));

const lossReportFinding = (operator: string): Finding => ({
  code: 'no-loss-report',
  severity: 'warning',
  message: `the loss report of the portal stops at '${operator}', and the record never becomes complete`,
  hint: 'use and and or instead',
});

/** An `or`: its members, and what they are together. */
function lintChoice(placed: Placed, safe: ReadonlySet<string>): readonly Problem[] {
  const members = membersOf(placed, 'or');
  const facts = factsOfRule(placed.rule);
  // What does not decide the whole is no concern of a member.
  const undisputed = facts === undefined ? [] : [...facts.paths].filter((path) => !facts.deciding.has(path));
  const inner = new Set([...safe, ...undisputed, ...(facts?.explicit ?? [])]);
  const isConstant = members.some(({ rule }) => factsOfRule(rule)?.canFail === false);
  const whole = isConstant ? undefined : constantFinding(placed.rule);
  return [
    ...at(placed.path, [whole?.code === 'always-true' ? whole : undefined, undecidedFinding(placed.rule)]),
    ...members.flatMap((member) => lintConjunction(member, inner)),
    ...pairProblems(members, 'or'),
  ];
}

function lintRule(placed: Placed, safe: ReadonlySet<string>): readonly Problem[] {
  const { rule, path } = placed;
  const operator = operation(rule)?.operator;
  if (operator === 'or') return lintChoice(placed, safe);
  const isChoice = operator === 'if' || operator === '?:';
  return [
    ...(isChoice ? [problem(pointer(path, operator), lossReportFinding(operator))] : []),
    ...at(path, [nullFinding(rule, safe), constantFinding(rule), lowLuminosityFinding(rule), undecidedFinding(rule)]),
  ];
}

/** The members of a conjunction, and what they are together. Null at the paths that are `safe` is excluded by rules around it. */
function lintConjunction(placed: Placed, outer: ReadonlySet<string>): readonly Problem[] {
  const members = membersOf(placed, 'and');
  const safe = new Set([...outer, ...members.flatMap(({ rule }) => [...(factsOfRule(rule)?.excluding ?? [])])]);
  return [...members.flatMap((member) => lintRule(member, safe)), ...pairProblems(members, 'and')];
}

/** Pointers in the order of the document: the tenth rule after the second. */
const order = (a: Problem, b: Problem): number => a.path.localeCompare(b.path, 'en', { numeric: true });

/** All problems of a document, doubtful rules included, in the order of the document. */
export function lintDocument(document: JsonLogic): readonly Problem[] {
  const problems = [...checkDocument(document), ...lintConjunction({ rule: document, path: '' }, new Set())];
  return Object.freeze(problems.sort(order));
}
