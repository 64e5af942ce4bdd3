import { findAttribute, scopesOf } from '../catalogue/lookup.js';
import { checkOptions } from '../catalogue/options.js';
import type { WireFilter } from '../print/filter.js';
import type { Target } from '../print/formula.js';
import type { OrderKey } from '../print/order.js';
import { describe } from '../util/describe.js';
import { type FilterWarning, filterWarning } from './filter-warning.js';
import { orderOf } from './web-order.js';
import { badWebUrl, type PageTable, pages, productionSite } from './web-page.js';
import { type Parameters, parametersOf } from './web-parameters.js';
import { payload, ruleOf } from './web-rule.js';

/** A table of a page: its position, or the parameter of its filter in URLs. */
export type WebTable = 'top' | 'bottom' | 'obf' | 'otf' | 'ofbf' | 'oftf';

/** Options of `fromWebUrl`. */
export interface WebUrlOptions {
  /**
   * The table to read, for a URL with different filters for the two tables of its page. `'top'` is "All runs" (`otf`), or "Datasets
   * waiting to appear in DQM GUI" (`oftf`); `'bottom'` is "Significant runs" (`obf`), or "Editable datasets" (`ofbf`).
   */
  readonly table?: WebTable | undefined;
}

/** The query in a URL. */
export interface WebLink {
  readonly filter: WireFilter;
  readonly order: readonly OrderKey[];
  readonly warnings: readonly FilterWarning[];
}

/** One table of the page, as in the URL. */
interface TableLink extends WebLink {
  readonly table: PageTable;
  /** True if the URL has conditions for the table, even if they match everything. */
  readonly isFiltered: boolean;
}

const warning = (code: FilterWarning['code'], message: string): FilterWarning => filterWarning(code, '', message);

function tableLink(table: PageTable, { read: parameters }: Parameters, target: Target): TableLink {
  const warnings: FilterWarning[] = [];
  const warn = (message: string): void => {
    warnings.push(warning('web-application', message));
  };
  const value = parameters.get(table.filter);
  const rule = value === undefined ? undefined : ruleOf(value, warn);
  const group =
    rule === undefined || 'rules' in rule ? rule : { combinator: 'and' as const, not: false, rules: [rule] };
  const filter = group === undefined ? undefined : payload(group, target, warn);
  const order = orderOf(parameters.get(table.order), target, warn);
  return { table, filter: filter ?? {}, order, warnings, isFiltered: filter !== undefined };
}

const named = ({ place, title, filter }: PageTable): string => `'${place}' (${title}, ${filter})`;

function selected(links: readonly TableLink[], table: unknown): TableLink {
  const requested = links.find((link) => link.table.place === table || link.table.filter === table);
  const all = links.map((link) => named(link.table)).join(' and ');
  if (requested === undefined)
    throw badWebUrl(`Unknown table ${describe(table)} of the page`, `The tables are ${all}.`);
  if (!requested.isFiltered && requested.order.length === 0)
    throw badWebUrl(`The URL has no filter for the table ${named(requested.table)}`, `The tables are ${all}.`);
  return requested;
}

const withWarnings = (link: TableLink, messages: readonly string[]): TableLink => ({
  ...link,
  warnings: [...link.warnings, ...messages.map((message) => warning('web-application', message))],
});

/** Returns warnings for orders of tables that are not read. */
const orderOfOther = (read: TableLink, links: readonly TableLink[]): readonly string[] =>
  links
    .filter((link) => link !== read && link.order.length > 0)
    .map(
      (link) =>
        `The order of the table ${named(link.table)} is ignored, because the filter is that of ${named(read.table)}`,
    );

/** Returns the table of a URL. Tables with the same filter count as one. */
function onlyTable(links: readonly TableLink[]): TableLink {
  const filtered = links.filter(({ isFiltered }) => isFiltered);
  const [first, second] = filtered.length > 0 ? filtered : links.filter(({ order }) => order.length > 0);
  if (first === undefined) return links[0] as TableLink;
  if (second === undefined) return withWarnings(first, orderOfOther(first, links));
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  if (!isSame(first.filter, second.filter) || (filtered.length === 0 && !isSame(first.order, second.order)))
    throw badWebUrl(
      `The URL has different filters for two tables, ${named(first.table)} and ${named(second.table)}`,
      `Select one: fromWebUrl(url, { table: '${second.table.place}' }).`,
    );
  if (first.order.length === 0) return second;
  return second.order.length === 0 || isSame(first.order, second.order)
    ? first
    : withWarnings(first, [`The two tables have different orders. The order of ${named(first.table)} is used`]);
}

function checkedUrl(given: unknown, target: Target): URL {
  const hint = `Copy the URL of the page, which begins with ${productionSite}${pages[target].path}?.`;
  let url: URL;
  try {
    url = given instanceof URL ? given : new URL(String(given));
  } catch {
    throw badWebUrl(`Expected a URL, got ${describe(given)}`, hint);
  }
  const [, section, rest] = /^\/(online|offline)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  const isPage =
    section === 'online'
      ? /^(?:[a-z][\w-]*)?\/?$/i.test(rest ?? '')
      : /^(?:(?:datasets|workspaces)(?:\/[a-z][\w-]*)?)?\/?$/i.test(rest ?? '');
  if (section === undefined || !isPage)
    throw badWebUrl(`Expected a page of runs or datasets, got ${url.origin}${url.pathname}`, hint);
  const shownTarget: Target = section === 'online' ? 'runs' : 'datasets';
  if (shownTarget !== target)
    throw badWebUrl(`Expected a page of ${target}, got one of ${shownTarget}`, `Use ${shownTarget}.fromWebUrl(…).`);
  return url;
}

/** Returns warnings for unknown parameters. @throws QueryError if there is no filter, since they could be the filter. */
function unknownParameters(
  unknown: readonly string[],
  { filter }: TableLink,
  target: Target,
): readonly FilterWarning[] {
  const shown = unknown
    .map((name) => describe(name))
    .slice(0, 5)
    .join(', ');
  if (unknown.length > 0 && Object.keys(filter).length === 0) {
    const attribute = unknown.find((name) => findAttribute(name, scopesOf(target)));
    throw badWebUrl(
      `The page of ${target} ignores ${shown}, and the URL has no other filter`,
      attribute === undefined
        ? 'Copy the URL of the page with its filter.'
        : `Write ${target}().where('${attribute}').`,
    );
  }
  return unknown.map((name) => warning('unknown-parameter', `The page of ${target} ignores ${describe(name)}`));
}

/**
 * Parses a shareable URL of the web application, with warnings where it does not query as written.
 *
 * @throws QueryError for a URL of another page, or one that cannot be parsed.
 */
export function linkOfUrl(given: unknown, target: Target, options: WebUrlOptions = {}): WebLink {
  checkOptions(options, ['table'], 'fromWebUrl()');
  const parameters = parametersOf(checkedUrl(given, target), target);
  const links = pages[target].tables.map((table) => tableLink(table, parameters, target));
  const link = options.table === undefined ? onlyTable(links) : selected(links, options.table);
  const { filter, order, warnings } = link;
  return { filter, order, warnings: [...unknownParameters(parameters.unknown, link, target), ...warnings] };
}
