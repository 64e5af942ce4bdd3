import { describe } from '../expression/describe.js';
import type { WireFilter } from '../print/filter.js';
import type { Target } from '../print/formula.js';
import { badWebUrl, copyWhole, type Rule } from './web-page.js';
import type { Bracketed } from './web-parameters.js';

const maxRules = 10_000;

/** Where a part of an address is not read, or not as written. */
export type Warn = (message: string) => void;

const ruleKeys: readonly string[] = ['field', 'operator', 'value', 'id'];
const groupKeys: readonly string[] = ['rules', 'combinator', 'not', 'id'];

/** A value; undefined if there is none. @throws QueryError for a group of values. */
function text(node: Bracketed, key: string): string | undefined {
  const value = node.get(key);
  if (value instanceof Map) throw badWebUrl(`${describe(key)} in the address is a group of values`, copyWhole);
  return value as string | undefined;
}

function warnOfOthers(node: Bracketed, known: readonly string[], warn: Warn): void {
  for (const key of node.keys())
    if (!known.includes(key)) warn(`${describe(key)} in a rule of the address is not read`);
}

function groupOf(node: Bracketed, combinator: 'and' | 'or', warn: Warn): Rule {
  const rules = node.get('rules');
  if (typeof rules === 'string') throw badWebUrl('the rules of the address are a text', copyWhole);
  // Without rules, what is there may be the rules under another name.
  if (rules === undefined)
    for (const [key, value] of node)
      if (value instanceof Map) throw badWebUrl(`${describe(key)} in the address is no rule`, copyWhole);
  warnOfOthers(node, groupKeys, warn);
  const members = [...(rules ?? [])].sort(([a], [b]) => Number(a) - Number(b));
  if (members.length > maxRules) throw badWebUrl(`the address holds more than ${maxRules} rules`);
  return {
    combinator,
    not: !['false', '', undefined].includes(text(node, 'not')),
    rules: members.map(([key, member]) => {
      if (member instanceof Map && /^\d+$/.test(key)) return ruleOf(member, warn);
      throw badWebUrl(`${describe(key)} in the address is no rule`, copyWhole);
    }),
  };
}

/** A pattern such as `%25ns%` may begin with any two digits; other values rarely hold `%` and two of them. */
const isEncodedTwice = (operator: string, value: string): boolean =>
  /like$/i.test(operator)
    ? /%(?:2f|5b|5d|3d|3c|3e)|^%25.*%25$/i.test(value)
    : /%(?!25(?![0-9a-f]{2}))[0-9a-f]{2}/i.test(value);

/** The rule, or group of rules, that an address holds. */
export function ruleOf(node: Bracketed, warn: Warn): Rule {
  const combinator = text(node, 'combinator');
  if (combinator === 'and' || combinator === 'or') return groupOf(node, combinator, warn);
  const [field, operator, value] = [text(node, 'field'), text(node, 'operator'), text(node, 'value') ?? ''];
  if (field === undefined || operator === undefined)
    throw badWebUrl(
      node.has('rules')
        ? "rules of the address lack 'and' or 'or'"
        : 'a rule of the address has no field or no operator',
      copyWhole,
    );
  warnOfOthers(node, ruleKeys, warn);
  if (isEncodedTwice(operator, value)) warn(`${describe(value)} of the address looks percent-encoded twice`);
  return { field, operator, value };
}

function flagFilter({ field, operator, value }: Extract<Rule, { field: string }>, warn: Warn): WireFilter {
  if (operator !== '=')
    warn(`the web application takes '${operator}' of a flag for '=': lumisections with ${value || 'GOOD'}`);
  return { [`${field}.${value || 'GOOD'}`]: { '>': 0 } };
}

function runsFilter(operator: string, value: string, target: Target, warn: Warn): WireFilter {
  if (operator === 'not in' && target === 'runs')
    warn("the web application has no 'not in' for runs, and shows an error");
  if (/,\S/.test(value.trim())) warn(`the web application takes out the commas of ${describe(value)}`);
  const runs = value.split(/[\s,]+/).filter((run) => run !== '');
  const each = runs.map((run): WireFilter => ({ run_number: { [operator === 'in' ? '=' : '<>']: run } }));
  return { [operator === 'in' ? 'or' : 'and']: each };
}

/** What the web application sends for a rule; undefined for a group without rules, null for a rule that lets everything pass. */
export function payload(rule: Rule, target: Target, warn: Warn): WireFilter | undefined | null {
  if ('rules' in rule) {
    if (rule.not) warn("the web application carries 'not' along and does not apply it: nothing is negated");
    const members = rule.rules.map((one) => payload(one, target, warn)).filter((one) => one !== undefined);
    const filters = members.filter((one) => one !== null);
    if (filters.length < members.length && (rule.combinator === 'or' || filters.length === 0)) return null;
    return filters.length === 0 ? undefined : { [rule.combinator]: filters };
  }
  const { field, operator, value } = rule;
  if (field.startsWith('triplet_summary')) return flagFilter(rule, warn);
  if (value === '') {
    if (field.includes('_state') || field === 'state') return { [field]: { [operator]: 'OPEN' } };
    warn(`a condition on ${field} without a value lets everything pass`);
    return null;
  }
  if (field === 'run_number' && (operator === 'in' || operator === 'not in'))
    return runsFilter(operator, value, target, warn);
  if (field !== 'oms_attributes.ls_duration') return { [field]: { [operator]: value } };
  const whole = Number.parseInt(value, 10);
  if (String(whole) !== value) warn(`the web application takes ${describe(value)} for ${whole}`);
  return { [field]: { [operator]: whole } };
}
