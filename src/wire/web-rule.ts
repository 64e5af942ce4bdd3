import type { WireFilter } from '../print/filter.js';
import type { Target } from '../print/formula.js';
import { describe } from '../util/describe.js';
import { badWebUrl, copyWhole, type Rule } from './web-page.js';
import type { Bracketed } from './web-parameters.js';

const maxRules = 10_000;

/** Receives a warning. */
export type Warn = (message: string) => void;

const ruleKeys: readonly string[] = ['field', 'operator', 'value', 'id'];
const groupKeys: readonly string[] = ['rules', 'combinator', 'not', 'id'];

/** Returns a value, or undefined. @throws QueryError for a group of values. */
function valueAt(node: Bracketed, key: string): string | undefined {
  const value = node.get(key);
  if (value instanceof Map) throw badWebUrl(`Expected a value for ${describe(key)} in the URL, got a group`, copyWhole);
  return value as string | undefined;
}

function warnOfOthers(node: Bracketed, expected: readonly string[], warn: Warn): void {
  for (const key of node.keys()) if (!expected.includes(key)) warn(`${describe(key)} in a rule of the URL is ignored`);
}

function groupOf(node: Bracketed, combinator: 'and' | 'or', warn: Warn): Rule {
  const rules = node.get('rules');
  if (typeof rules === 'string') throw badWebUrl('Expected a list of rules in the URL, got a string', copyWhole);
  // Other keys could be the rules under another name.
  if (rules === undefined)
    for (const [key, value] of node)
      if (value instanceof Map) throw badWebUrl(`Unexpected ${describe(key)} in the rules of the URL`, copyWhole);
  warnOfOthers(node, groupKeys, warn);
  const members = [...(rules ?? [])].sort(([a], [b]) => Number(a) - Number(b));
  if (members.length > maxRules) throw badWebUrl(`Expected at most ${maxRules} rules in the URL`);
  return {
    combinator,
    not: !['false', '', undefined].includes(valueAt(node, 'not')),
    rules: members.map(([key, member]) => {
      if (member instanceof Map && /^\d+$/.test(key)) return ruleOf(member, warn);
      throw badWebUrl(`Invalid rule ${describe(key)} in the URL`, copyWhole);
    }),
  };
}

/** Tests for double percent-encoding. A pattern such as `%25ns%` can begin with any two digits. */
const isEncodedTwice = (operator: string, value: string): boolean =>
  /like$/i.test(operator)
    ? /%(?:2f|5b|5d|3d|3c|3e)|^%25.*%25$/i.test(value)
    : /%(?!25(?![0-9a-f]{2}))[0-9a-f]{2}/i.test(value);

/** Reads a rule, or a group of rules. */
export function ruleOf(node: Bracketed, warn: Warn): Rule {
  const combinator = valueAt(node, 'combinator');
  if (combinator === 'and' || combinator === 'or') return groupOf(node, combinator, warn);
  const [field, operator, value] = [valueAt(node, 'field'), valueAt(node, 'operator'), valueAt(node, 'value') ?? ''];
  if (field === undefined || operator === undefined)
    throw badWebUrl(
      node.has('rules')
        ? "Expected 'and' or 'or' as the combinator of rules in the URL"
        : 'Expected a field and an operator in each rule of the URL',
      copyWhole,
    );
  warnOfOthers(node, ruleKeys, warn);
  if (isEncodedTwice(operator, value)) warn(`${describe(value)} in the URL looks percent-encoded twice`);
  return { field, operator, value };
}

function flagFilter({ field, operator, value }: Extract<Rule, { field: string }>, warn: Warn): WireFilter {
  if (operator !== '=')
    warn(`The web application reads '${operator}' of a flag as '=': lumisections with ${value || 'GOOD'}`);
  return { [`${field}.${value || 'GOOD'}`]: { '>': 0 } };
}

function runsFilter(operator: string, value: string, target: Target, warn: Warn): WireFilter {
  if (operator === 'not in' && target === 'runs')
    warn("The web application does not support 'not in' for runs, and shows an error");
  if (/,\S/.test(value.trim())) warn(`The web application removes the commas of ${describe(value)}`);
  const runs = value.split(/[\s,]+/).filter((run) => run !== '');
  const each = runs.map((run): WireFilter => ({ run_number: { [operator === 'in' ? '=' : '<>']: run } }));
  return { [operator === 'in' ? 'or' : 'and']: each };
}

/** Returns the filter that the web application sends for a rule; undefined for an empty group, null for a rule that matches everything. */
export function payload(rule: Rule, target: Target, warn: Warn): WireFilter | undefined | null {
  if ('rules' in rule) {
    if (rule.not) warn("The web application ignores 'not': nothing is negated");
    const members = rule.rules.map((member) => payload(member, target, warn)).filter((one) => one !== undefined);
    const filters = members.filter((member) => member !== null);
    if (filters.length < members.length && (rule.combinator === 'or' || filters.length === 0)) return null;
    return filters.length === 0 ? undefined : { [rule.combinator]: filters };
  }
  const { field, operator, value } = rule;
  if (field.startsWith('triplet_summary')) return flagFilter(rule, warn);
  if (value === '') {
    if (field.includes('_state') || field === 'state') return { [field]: { [operator]: 'OPEN' } };
    warn(`A condition on ${field} without a value matches everything`);
    return null;
  }
  if (field === 'run_number' && (operator === 'in' || operator === 'not in'))
    return runsFilter(operator, value, target, warn);
  if (field !== 'oms_attributes.ls_duration') return { [field]: { [operator]: value } };
  const whole = Number.parseInt(value, 10);
  if (String(whole) !== value) warn(`The web application reads ${describe(value)} as ${whole}`);
  return { [field]: { [operator]: whole } };
}
