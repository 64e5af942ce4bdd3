import { factsOfRule } from '../decision/facts.js';
import type { JsonLogic } from '../expression/node.js';
import { membersOf } from './lint/located-rule.js';
import { pairProblems } from './lint/pairs.js';
import { constantFinding } from './lint/single-rules.js';

/** Larger documents are not searched, because golden JSONs are printed often. `lint()` searches all of them. */
const maxRules = 100;

/** Returns why no lumisection can pass a document, as sentences without a full stop. Only rules that all must hold count. */
export function impossibleRules(document: JsonLogic): readonly string[] {
  const members = membersOf({ rule: document, path: '' }, 'and');
  if (members.length > maxRules) return [];
  const never = members.filter(({ rule }) => factsOfRule(rule)?.canPass === false);
  const single = never
    .flatMap(({ rule }) => constantFinding(rule, 'required') ?? [])
    .filter(({ code }) => code === 'never-true');
  const pairs = pairProblems(members, 'and', 'required').filter(({ code }) => code === 'contradiction');
  return [...new Set([...single, ...pairs].map(({ message }) => message))];
}
