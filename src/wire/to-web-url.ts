import type { QueryError } from '../errors.js';
import { isOperator } from '../expression/operators.js';
import type { WireFilter } from '../print/filter.js';
import type { Target } from '../print/formula.js';
import { type OrderKey, registrySorts, sortings } from '../print/order.js';
import { describe } from '../util/describe.js';
import { readFilter } from './read-filter.js';
import { badWebUrl, linkedTable, pages, type Rule } from './web-page.js';

const joiners: readonly string[] = ['and', 'or'];

const inexpressible = (what: string): QueryError =>
  badWebUrl(
    `The web application cannot express ${what}`,
    'Share JSON.stringify(query) instead, which fromJSON() reads back.',
  );

/** The limits of qs, with which the page parses its URL. */
const maxListLength = 20;
const maxParts = 1000;

const isRun = (rule: Rule): boolean => 'field' in rule && rule.field === 'run_number' && rule.operator === '=';

/** Returns a group of rules. Runs become a list. Rules beyond the limits of the page become nested groups. */
function grouped(combinator: 'and' | 'or', rules: readonly Rule[]): Rule {
  const [only] = rules;
  if (only !== undefined && rules.length === 1) return only;
  if (combinator === 'or' && rules.every(isRun)) {
    const runs = rules.map((rule) => ('value' in rule ? rule.value : ''));
    return { field: 'run_number', operator: 'in', value: runs.join(' ') };
  }
  if (rules.length <= maxListLength) return { combinator, not: false, rules };
  // A nested AND must not contain an OR, which the registry would misread across its tables.
  if (combinator === 'and' && rules.some((rule) => 'rules' in rule && rule.combinator === 'or'))
    throw inexpressible(`an AND of ${rules.length} conditions`);
  const parts = Array.from({ length: Math.ceil(rules.length / maxListLength) }, (_, index) =>
    grouped(combinator, rules.slice(index * maxListLength, (index + 1) * maxListLength)),
  );
  return grouped(combinator, parts);
}

/** Returns the rules of one key, one for each operator. */
function rulesOfKey(key: string, value: unknown): readonly Rule[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [['=', value] as const];
  return entries.map(([operator, given]): Rule => {
    if (joiners.includes(operator) && Array.isArray(given))
      return grouped(
        operator as 'and' | 'or',
        given.map((condition) => grouped('and', rulesOfKey(key, condition))),
      );
    const inWords = (): QueryError => inexpressible(`${key} ${operator} ${describe(given)}`);
    const [, flag, status] = /^(triplet_summary\.[^.]+)\.(.+)$/.exec(key) ?? [];
    if (flag !== undefined && status !== undefined) {
      if (operator !== '>' || given !== 0 || status === 'comments' || status === 'causes') throw inWords();
      return { field: flag, operator: '=', value: status };
    }
    // Everything in a URL is text, and the registry compares text with numbers as text.
    const isText = typeof given === 'string' && given !== '';
    const isNumber =
      typeof given === 'number' &&
      (key === 'run_number' || (key === 'oms_attributes.ls_duration' && Number.isSafeInteger(given)));
    if (!isOperator(operator) || (!isText && !isNumber && typeof given !== 'boolean')) throw inWords();
    return { field: key, operator, value: String(given) };
  });
}

const rulesOf = (filter: WireFilter): readonly Rule[] =>
  Object.entries(filter).flatMap(([key, value]) =>
    joiners.includes(key) && Array.isArray(value)
      ? [
          grouped(
            key as 'and' | 'or',
            value.map((member) => grouped('and', rulesOf(member as WireFilter))),
          ),
        ]
      : rulesOfKey(key, value),
  );

function write(rule: Rule, path: string, into: URLSearchParams): void {
  if (!('rules' in rule)) {
    for (const name of ['field', 'value', 'operator'] as const) into.append(`${path}[${name}]`, rule[name]);
    return;
  }
  for (const [index, member] of rule.rules.entries()) write(member, `${path}[rules][${index}]`, into);
  into.append(`${path}[combinator]`, rule.combinator);
  into.append(`${path}[not]`, String(rule.not));
}

/** The parts of a query in a URL. */
export interface Shareable {
  readonly filter: WireFilter;
  readonly target: Target;
  readonly order: readonly OrderKey[];
  readonly limit: number | undefined;
}

function writeOrder(order: readonly OrderKey[], target: Target, into: URLSearchParams): void {
  const other = order.find(({ attribute }) => !registrySorts(attribute, target));
  if (other !== undefined) throw inexpressible(`the order by ${other.attribute.name}, which it sorts as strings`);
  const { order: prefix } = linkedTable[target];
  for (const [index, [id, direction]] of sortings(order, target).slice(0, order.length).entries()) {
    into.append(`${prefix}[${index}][id]`, id);
    into.append(`${prefix}[${index}][desc]`, String(direction === 'DESC'));
  }
}

/** Returns the URL of the page for a query. @throws QueryError for a query that the page cannot express. */
export function urlOfQuery({ filter, target, order, limit }: Shareable, site: string): string {
  const url = new URL(pages[target].path, site);
  if (limit !== undefined) throw inexpressible(`limit(${limit})`);
  // A payload of `raw()` is arbitrary.
  const [warning] = readFilter(filter, target).warnings;
  if (warning !== undefined)
    throw inexpressible(`a filter that the registry does not interpret as written (${warning.message})`);
  const rules = rulesOf(filter);
  if (rules.length > 0) {
    const rule = grouped('and', rules);
    const group: Rule = 'rules' in rule ? rule : { combinator: 'and', not: false, rules: [rule] };
    write(group, linkedTable[target].filter, url.searchParams);
  }
  writeOrder(order, target, url.searchParams);
  if (url.searchParams.size > maxParts) throw inexpressible('a query with so many conditions');
  return url.href;
}
