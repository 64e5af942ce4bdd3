import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { WireFilter } from '../print/filter.js';
import type { Target } from '../print/formula.js';
import { type FilterWarning, readFilter } from './wire-filter.js';

/** The web application of the production registry. */
export const productionSite = 'https://cmsrunregistry.web.cern.ch';

/** A condition of the web application's query builder, or a group of them. */
type Rule =
  | { readonly field: string; readonly operator: string; readonly value: string }
  | { readonly combinator: 'and' | 'or'; readonly not: boolean; readonly rules: readonly Rule[] };

/** The page of each target, and the part of the address that holds the filter of its table of all rows. */
const pages: Readonly<
  Record<Target, { readonly path: string; readonly prefix: string; readonly others: readonly string[] }>
> = {
  runs: { path: '/online/global', prefix: 'obf', others: ['otf'] },
  datasets: { path: '/offline/datasets/global', prefix: 'ofbf', others: ['oftf'] },
};

const bad = (what: string, hint?: string): QueryError => new QueryError('bad-web-url', what, { hint });

const whole = 'copy the whole address of the web page';

const deepest = 50;
const mostRules = 10_000;

/** A node of what an address holds in brackets: `rules[0][field]`. */
type Held = Map<string, Held | string>;

/** Reads `prefix[a][b]=value` pairs into a tree. */
function held(url: URL, prefix: string): Held | undefined {
  const root: Held = new Map();
  for (const [name, value] of url.searchParams) {
    if (name !== prefix && !name.startsWith(`${prefix}[`)) continue;
    const rest = name.slice(prefix.length);
    if (!/^(?:\[[^[\]]+\])+$/.test(rest)) throw bad(`${describe(name)} of the address is no part of a rule`, whole);
    const steps = rest.slice(1, -1).split('][');
    if (steps.length > 2 * deepest) throw bad(`the address holds more than ${deepest} levels of rules`);
    let node = root;
    for (const step of steps.slice(0, -1)) {
      const next = node.get(step) ?? new Map<string, Held | string>();
      if (typeof next === 'string') throw bad(`${describe(name)} of the address is a value and a group at once`, whole);
      node.set(step, next);
      node = next;
    }
    const last = steps.at(-1) as string;
    if (node.has(last)) throw bad(`${describe(name)} stands in the address twice`, whole);
    node.set(last, value);
  }
  return root.size === 0 ? undefined : root;
}

const text = (node: Held, key: string): string | undefined => {
  const value = node.get(key);
  return typeof value === 'string' ? value : undefined;
};

function ruleOf(node: Held): Rule {
  const rules = node.get('rules');
  const combinator = text(node, 'combinator');
  if (combinator === 'and' || combinator === 'or') {
    if (rules !== undefined && !(rules instanceof Map)) throw bad('the rules of the address are a text', whole);
    const members = [...(rules ?? [])].sort(([a], [b]) => Number(a) - Number(b));
    if (members.length > mostRules) throw bad(`the address holds more than ${mostRules} rules`);
    return {
      combinator,
      not: text(node, 'not') === 'true',
      rules: members.map(([key, member]) => {
        if (member instanceof Map && /^\d+$/.test(key)) return ruleOf(member);
        throw bad(`${describe(key)} in the address is no rule`, whole);
      }),
    };
  }
  const [field, operator, value] = [text(node, 'field'), text(node, 'operator'), text(node, 'value') ?? ''];
  if (field === undefined || operator === undefined)
    throw bad(
      rules === undefined
        ? 'a rule of the address has no field or no operator'
        : "rules of the address lack 'and' or 'or'",
      whole,
    );
  return { field, operator, value };
}

/** What the web application sends for a rule; undefined for a group without rules, null for a rule that lets everything pass. */
function payload(rule: Rule, target: Target, warn: (message: string) => void): WireFilter | undefined | null {
  if ('rules' in rule) {
    if (rule.not) warn("the web application carries 'not' along and does not apply it: nothing is negated");
    const members = rule.rules.map((one) => payload(one, target, warn)).filter((one) => one !== undefined);
    const filters = members.filter((one) => one !== null);
    if (filters.length < members.length && (rule.combinator === 'or' || filters.length === 0)) return null;
    return filters.length === 0 ? undefined : { [rule.combinator]: filters };
  }
  const { field, operator, value } = rule;
  if (field.startsWith('triplet_summary')) {
    if (operator !== '=')
      warn(`the web application takes '${operator}' of a flag for '=': lumisections with ${value || 'GOOD'}`);
    return { [`${field}.${value || 'GOOD'}`]: { '>': 0 } };
  }
  if (value === '') {
    if (field.includes('_state') || field === 'state') return { [field]: { [operator]: 'OPEN' } };
    warn(`a condition on ${field} without a value lets everything pass`);
    return null;
  }
  if (field === 'run_number' && (operator === 'in' || operator === 'not in')) {
    if (operator === 'not in' && target === 'runs')
      warn("the web application has no 'not in' for runs, and shows an error");
    if (/,\S/.test(value.trim())) warn(`the web application takes out the commas of ${describe(value).slice(9)}`);
    const runs = value.split(/[\s,]+/).filter((run) => run !== '');
    const each = runs.map((run): WireFilter => ({ run_number: { [operator === 'in' ? '=' : '<>']: run } }));
    return { [operator === 'in' ? 'or' : 'and']: each };
  }
  if (field !== 'oms_attributes.ls_duration') return { [field]: { [operator]: value } };
  const whole = Number.parseInt(value, 10);
  if (String(whole) !== value) warn(`the web application takes ${describe(value).slice(9)} for ${whole}`);
  return { [field]: { [operator]: whole } };
}

/** The filter of a shareable address, and what the web application makes of it otherwise than it looks. */
export function filterOfUrl(
  given: unknown,
  target: Target,
): { filter: WireFilter; warnings: readonly FilterWarning[] } {
  const hint = `copy the address of the page, which begins with ${productionSite}${pages[target].path}?`;
  let url: URL;
  try {
    url = given instanceof URL ? given : new URL(String(given));
  } catch {
    throw bad(`${describe(given)} is no address`, hint);
  }
  const [, section] = url.pathname.split('/');
  const isOf: Target | undefined = section === 'online' ? 'runs' : section === 'offline' ? 'datasets' : undefined;
  if (isOf === undefined) throw bad(`${url.origin}${url.pathname} is no page of runs or datasets`, hint);
  if (isOf !== target) throw bad(`the page shows ${isOf}`, `use ${isOf}.fromWebUrl(…)`);
  const { prefix, others } = pages[target];
  const found = [prefix, ...others].map((one) => held(url, one)).filter((one) => one !== undefined);
  const [only, ...more] = found;
  if (only === undefined) return { filter: {}, warnings: [] };
  if (more.length > 0)
    throw bad(
      'the address holds filters of two tables, and only one can be meant',
      'remove the filter of one table on the page',
    );
  const warnings: FilterWarning[] = [];
  const rule = ruleOf(only);
  const filter = payload('rules' in rule ? rule : { combinator: 'and', not: false, rules: [rule] }, target, (message) =>
    warnings.push(Object.freeze({ code: 'web-application', path: '', message })),
  );
  return { filter: filter ?? {}, warnings };
}

const joiners: readonly string[] = ['and', 'or'];
const operators: readonly string[] = ['=', '<>', '<', '>', '<=', '>=', 'like', 'notlike'];

const inexpressible = (what: string): QueryError =>
  bad(
    `the web application has no word for ${what}`,
    'share the query as JSON.stringify(query), which runs.fromJSON(…) reads back',
  );

/** The page reads its address with qs, which takes no longer list for one, and no more parts. */
const longestList = 20;
const mostParts = 1000;

const isRun = (rule: Rule): boolean => 'field' in rule && rule.field === 'run_number' && rule.operator === '=';

/** A group of rules. Runs are a list; of more rules than the page takes, some become a group of their own where that says the same. */
function grouped(combinator: 'and' | 'or', rules: readonly Rule[]): Rule {
  const [only] = rules;
  if (only !== undefined && rules.length === 1) return only;
  if (combinator === 'or' && rules.every(isRun)) {
    const runs = rules.map((rule) => ('value' in rule ? rule.value : ''));
    return { field: 'run_number', operator: 'in', value: runs.join(' ') };
  }
  if (rules.length <= longestList) return { combinator, not: false, rules };
  // An AND of its own must hold no OR: across the tables of the registry it would be read otherwise.
  if (combinator === 'and' && rules.some((rule) => 'rules' in rule && rule.combinator === 'or'))
    throw inexpressible(`an AND of ${rules.length} conditions`);
  const parts = Array.from({ length: Math.ceil(rules.length / longestList) }, (_, index) =>
    grouped(combinator, rules.slice(index * longestList, (index + 1) * longestList)),
  );
  return grouped(combinator, parts);
}

/** The rules of one key: each operator a rule. */
function rulesOfKey(key: string, value: unknown): readonly Rule[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [['=', value] as const];
  return entries.map(([operator, given]): Rule => {
    if (joiners.includes(operator) && Array.isArray(given))
      return grouped(
        operator as 'and' | 'or',
        given.map((one) => grouped('and', rulesOfKey(key, one))),
      );
    const inWords = (): QueryError => inexpressible(`${key} ${operator} ${describe(given)}`);
    const [, flag, status] = /^(triplet_summary\.[^.]+)\.(.+)$/.exec(key) ?? [];
    if (flag !== undefined && status !== undefined) {
      if (operator !== '>' || given !== 0 || status === 'comments' || status === 'causes') throw inWords();
      return { field: flag, operator: '=', value: status };
    }
    // Everything in an address is text, and the registry compares text with numbers as text.
    const isText = typeof given === 'string' && given !== '';
    const isNumber =
      typeof given === 'number' &&
      (key === 'run_number' || (key === 'oms_attributes.ls_duration' && Number.isSafeInteger(given)));
    if (!operators.includes(operator) || (!isText && !isNumber && typeof given !== 'boolean')) throw inWords();
    return { field: key, operator, value: String(given) };
  });
}

const rulesOf = (filter: WireFilter): readonly Rule[] =>
  Object.entries(filter).flatMap(([key, value]) =>
    joiners.includes(key) && Array.isArray(value)
      ? [
          grouped(
            key as 'and' | 'or',
            value.map((one) => grouped('and', rulesOf(one as WireFilter))),
          ),
        ]
      : rulesOfKey(key, value),
  );

function write(rule: Rule, path: string, into: URLSearchParams): void {
  if (!('rules' in rule)) {
    for (const name of ['field', 'value', 'operator'] as const) into.append(`${path}[${name}]`, rule[name]);
    return;
  }
  for (const [index, one] of rule.rules.entries()) write(one, `${path}[rules][${index}]`, into);
  into.append(`${path}[combinator]`, rule.combinator);
  into.append(`${path}[not]`, String(rule.not));
}

/** The address of the page that shows what a filter matches. @throws QueryError for what the page has no word for. */
export function urlOfFilter(filter: WireFilter, target: Target, site: string): string {
  const { path, prefix } = pages[target];
  const url = new URL(path, site);
  // A payload of `raw()` can be anything.
  const [warning] = readFilter(filter, target).warnings;
  if (warning !== undefined) throw inexpressible(`a filter that the registry reads otherwise (${warning.message})`);
  const rules = rulesOf(filter);
  if (rules.length === 0) return url.href;
  const rule = grouped('and', rules);
  write('rules' in rule ? rule : { combinator: 'and', not: false, rules: [rule] }, prefix, url.searchParams);
  if (url.searchParams.size > mostParts) throw inexpressible(`a query of so many conditions`);
  return url.href;
}
