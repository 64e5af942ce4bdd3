import { checkOptions, checkSwitch } from '../expression/options.js';
import type { GoldenJson, PrintOptions } from '../golden/builder.js';
import { Golden } from '../golden/golden.js';
import type { Problem } from '../golden/lint/problem.js';
import { parse } from '../golden/parse.js';
import type { Target } from '../print/formula.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { Query } from '../query/query.js';
import type { Client } from '../query/reading/client.js';
import { linkOfUrl, type WebLink, type WebUrlOptions } from '../wire/from-web-url.js';
import type { FilterWarning } from '../wire/place.js';
import { readFilter } from '../wire/read-filter.js';
import { emptyQuery, queryFromJson } from './queries.js';

/** A builder of queries, and the way back from their JSON. */
export interface Builder<Query> {
  (): Query;
  /**
   * Reads back what `toJSON()` of a query wrote, every part of it checked.
   * @throws QueryError where it is something else.
   */
  fromJSON(json: unknown): Query;
  /**
   * Reads a filter as the registry takes it: pasted from the web application, from `raw()`, or from a script of the Python client with
   * `ignore_filter_transformation`. The query means what the filter looks like; `warnings` tell where the registry reads it otherwise.
   *
   * @example
   * ```ts
   * const { query, warnings } = runs.parse({ or: [{ 'rr_attributes.class': { '=': 'Cosmics22' } }, { 'triplet_summary.dt-dt.BAD': { '>': 0 } }] });
   * console.log(String(query.explain()), warnings[0]?.message); // the registry reads this OR as an AND …
   * ```
   * @throws QueryError for a key, operator or value that cannot be asked for, with its place.
   */
  parse(filter: object): ParsedFilter<Query>;
  /**
   * Reads the address of a page of the web application, with the filter and the order that it shows. Two tables with the same filter are
   * one; for different filters, the option `table` selects.
   *
   * @example runs.fromWebUrl('https://cmsrunregistry.web.cern.ch/online/global?otf[rules][0][field]=run_number&otf[rules][0][value]=355555&otf[rules][0][operator]==&otf[combinator]=and', { table: 'top' })
   * @throws QueryError for an address of another page, and for one that asks for something that cannot be read.
   */
  fromWebUrl(url: string | URL, options?: WebUrlOptions): ParsedFilter<Query>;
}

/** A query that was read from a filter, and where the registry would read the filter otherwise. */
export interface ParsedFilter<Query> {
  readonly query: Query;
  readonly warnings: readonly FilterWarning[];
}

/** A builder of golden JSON, and the way in from documents. */
export interface GoldenBuilder {
  (options?: PrintOptions): GoldenJson;
  /**
   * Reads a document of JSON logic, or its text, and says what is wrong with it: unknown variables and operators, values of another
   * type, `in` the wrong way round, names of an older Run Registry. The document is kept to the letter: `golden.toJsonLogic()` gives it
   * back, null passes where it passed, and `golden.withGuards()` keeps it out. `golden.lint()` says more.
   *
   * @example
   * ```ts
   * const { golden, problems } = goldenJson.parse({ and: [{ '<=': [{ var: 'run.oms.enrgy' }, 7000] }] });
   * console.log(problems[0]?.hint); // did you mean 'run.oms.energy'?
   * ```
   * @throws QueryError for text that is not JSON, and for rules that are nested too deep.
   */
  parse(document: object | string): { readonly golden: GoldenJson; readonly problems: readonly Problem[] };
}

function builder<Built>(client: Client, target: Target): Builder<Built> {
  const parsed = ({ filter, order = [], warnings: before = [] }: Partial<WebLink>): ParsedFilter<Built> => {
    const { tree, warnings } = readFilter(filter, target);
    let query = emptyQuery(client, target);
    if (tree !== undefined) query = query.where(tree) as Query;
    for (const { attribute, direction } of order) query = query.orderBy(attribute.name, direction);
    return Object.freeze({
      query: query as unknown as Built,
      warnings: Object.freeze([...before, ...warnings]),
    });
  };
  return Object.assign(() => emptyQuery(client, target) as unknown as Built, {
    fromJSON: (json: unknown) => queryFromJson(client, target, json) as unknown as Built,
    parse: (filter: object) => parsed({ filter } as Partial<WebLink>),
    fromWebUrl: (url: string | URL, options?: WebUrlOptions) => parsed(linkOfUrl(url, target, options)),
  });
}

/** The builder of queries for runs. */
export const runBuilder = (client: Client): Builder<RunQuery> => builder(client, 'runs');

/** The builder of queries for datasets. */
export const datasetBuilder = (client: Client): Builder<DatasetQuery> => builder(client, 'datasets');

/** The builder of golden JSON. */
export function goldenBuilder(client: Client): GoldenBuilder {
  const empty = (options: PrintOptions = {}): GoldenJson => {
    checkOptions(options, ['guards'], 'goldenJson()');
    const { guards = true } = options;
    return new Golden(client, {
      clauses: [],
      guards: checkSwitch(guards, "the option 'guards'"),
    }) as unknown as GoldenJson;
  };
  return Object.assign(empty, {
    parse: (document: object | string) => parse(client, document) as unknown as ReturnType<GoldenBuilder['parse']>,
  });
}
