import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { WireFilter } from '../print/filter.js';
import type { Target } from '../print/formula.js';
import type { FilterWarning } from './wire-filter.js';

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

const deepest = 50;
const mostRules = 10_000;

/** A node of what an address holds in brackets: `rules[0][field]`. */
type Held = Map<string, Held | string>;

/** Reads `prefix[a][b]=value` pairs into a tree. */
function held(url: URL, prefix: string): Held | undefined {
  const root: Held = new Map();
  for (const [name, value] of url.searchParams) {
    const [, first, rest] = /^([a-z]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
    if (first !== prefix || rest === undefined) continue;
    const steps = [...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, step = '']) => step);
    if (steps.length > 2 * deepest) throw bad(`the address holds more than ${deepest} levels of rules`);
    let node = root;
    for (const step of steps.slice(0, -1)) {
      const next = node.get(step) ?? new Map<string, Held | string>();
      if (typeof next === 'string') throw bad(`'${name}' is a value and a group at once`);
      node.set(step, next);
      node = next;
    }
    node.set(steps.at(-1) as string, value);
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
    const members = rules instanceof Map ? [...rules].sort(([a], [b]) => Number(a) - Number(b)) : [];
    if (members.length > mostRules) throw bad(`the address holds more than ${mostRules} rules`);
    return {
      combinator,
      not: text(node, 'not') === 'true',
      rules: members.map(([key, member]) => {
        if (member instanceof Map) return ruleOf(member);
        throw bad(`rule ${key} of the address is ${describe(member)}`);
      }),
    };
  }
  const [field, operator, value] = [text(node, 'field'), text(node, 'operator'), text(node, 'value') ?? ''];
  if (field === undefined || operator === undefined)
    throw bad('a rule of the address has no field or no operator', 'copy the whole address of the web page');
  return { field, operator, value };
}

/** What the web application sends for a rule; undefined for one that it lets everything pass by. */
function payload(rule: Rule, warn: (message: string) => void): WireFilter | undefined {
  if ('rules' in rule) {
    if (rule.not) warn("the web application carries 'not' along and does not apply it: nothing is negated");
    const members = rule.rules.flatMap((one) => payload(one, warn) ?? []);
    return members.length === 0 ? undefined : { [rule.combinator]: members };
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
    return undefined;
  }
  if (field === 'run_number' && (operator === 'in' || operator === 'not in')) {
    const runs = value.split(/[\s,]+/).filter((run) => run !== '');
    const each = runs.map((run): WireFilter => ({ run_number: { [operator === 'in' ? '=' : '<>']: run } }));
    return { [operator === 'in' ? 'or' : 'and']: each };
  }
  return { [field]: { [operator]: field === 'oms_attributes.ls_duration' ? Number.parseInt(value, 10) : value } };
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
  const filter = payload('rules' in rule ? rule : { combinator: 'and', not: false, rules: [rule] }, (message) =>
    warnings.push({ code: 'web-application', path: '', message }),
  );
  return { filter: filter ?? {}, warnings };
}

const joiners: readonly string[] = ['and', 'or'];

const inexpressible = (what: string): QueryError =>
  bad(
    `the web application has no word for ${what}`,
    'share the query as JSON.stringify(query), which runs.fromJSON(…) reads back',
  );

/** The rules of one key: each operator a rule. */
function rulesOfKey(key: string, value: unknown): readonly Rule[] {
  return Object.entries(value as Readonly<Record<string, unknown>>).map(([operator, given]): Rule => {
    if (joiners.includes(operator))
      return {
        combinator: operator as 'and' | 'or',
        not: false,
        rules: (given as unknown[]).flatMap((one) => group(rulesOfKey(key, one))),
      };
    const [, flag, status] = /^(triplet_summary\.[^.]+)\.(.+)$/.exec(key) ?? [];
    if (flag !== undefined && status !== undefined) {
      if (operator !== '>' || given !== 0 || status === 'comments' || status === 'causes')
        throw inexpressible(`${key} ${operator} ${describe(given)}`);
      return { field: flag, operator: '=', value: status };
    }
    // Everything in an address is text, and the registry compares text with numbers as text.
    const isText = typeof given === 'string' && given !== '';
    const isNumber =
      typeof given === 'number' &&
      (key === 'run_number' || (key === 'oms_attributes.ls_duration' && Number.isInteger(given)));
    if (!isText && !isNumber && typeof given !== 'boolean')
      throw inexpressible(`${key} ${operator} ${describe(given)}`);
    return { field: key, operator, value: String(given) };
  });
}

const group = (rules: readonly Rule[]): readonly Rule[] =>
  rules.length < 2 ? rules : [{ combinator: 'and', not: false, rules }];

function rulesOf(filter: WireFilter): readonly Rule[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    joiners.includes(key)
      ? [
          {
            combinator: key as 'and' | 'or',
            not: false,
            rules: (value as WireFilter[]).flatMap((one) => group(rulesOf(one))),
          },
        ]
      : rulesOfKey(key, value),
  );
}

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
  const rules = rulesOf(filter);
  if (rules.length === 0) return url.href;
  const [only] = rules;
  write(
    only !== undefined && rules.length === 1 && 'rules' in only ? only : { combinator: 'and', not: false, rules },
    prefix,
    url.searchParams,
  );
  return url.href;
}
