import type { GuessedBuilder, GuessedGoldenFactory } from '../catalogue/generated/guessed-members.js';
import { goldenFactory } from '../catalogue/guessed-golden-members.js';
import { builder as guessedMembers } from '../catalogue/guessed-members.js';
import { checkOptions, checkSwitch } from '../catalogue/options.js';
import { QueryError } from '../errors.js';
import type { GoldenJson, PrintOptions } from '../golden/builder.js';
import { Golden } from '../golden/golden.js';
import type { Problem } from '../golden/lint/problem.js';
import { parse } from '../golden/parse.js';
import type { Target } from '../print/formula.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import { emptyQuery } from '../query/empty-query.js';
import type { Query } from '../query/query.js';
import type { Client } from '../query/reading/client.js';
import { describe } from '../util/describe.js';
import { defineGuessed, type Hint } from '../util/guessed.js';
import { checkArgumentCount, limitArguments } from '../util/limit-arguments.js';
import type { FilterWarning } from '../wire/filter-warning.js';
import { linkOfUrl, type WebLink, type WebUrlOptions } from '../wire/from-web-url.js';
import { readFilter } from '../wire/read-filter.js';
import { queryFromJson } from './query-from-json.js';

/** Creates queries, also from JSON, filters and links. */
export interface Builder<Query> extends GuessedBuilder {
  /** Takes no arguments. Pass a filter to `parse()`, and run numbers and names to `where()`. */
  (
    filter: Hint<"Write runs().where('run_number').eq(355100), or datasets().where('dataset_name').eq('online'). For a filter of the registry, write runs.parse({ … }).query.">,
  ): never;
  (): Query;
  /**
   * Creates a query from the result of `toJSON()`.
   *
   * @example runs.fromJSON(runs().where('energy').gte(6000).toJSON())
   * @throws QueryError `bad-json` for anything else; `unknown-attribute` and `unknown-flag` for names that the catalogue lacks.
   */
  fromJSON(json: unknown): Query;
  /**
   * Creates a query from a filter of the registry: copied from the web application, from `raw()`, or from a script of the Python client
   * with `ignore_filter_transformation`. The query selects the rows that the filter describes as written; `warnings` list where the registry interprets it
   * differently.
   *
   * @example
   * ```ts
   * const { query, warnings } = runs.parse({ or: [{ 'rr_attributes.class': { '=': 'Cosmics22' } }, { 'triplet_summary.dt-dt.BAD': { '>': 0 } }] });
   * console.log(String(query.explain()), warnings[0]?.message); // the registry interprets this OR as an AND …
   * ```
   * @throws QueryError `bad-filter` for an unknown key, operator or value, with its path.
   */
  parse(filter: object): ParsedFilter<Query>;
  /**
   * Creates a query from a link to a page of the web application, with the filter and order of its table. If the page has two tables
   * with different filters, select one with the option `table`.
   *
   * @example runs.fromWebUrl('https://cmsrunregistry.web.cern.ch/online/global?otf[rules][0][field]=run_number&otf[rules][0][value]=355555&otf[rules][0][operator]==&otf[combinator]=and', { table: 'top' })
   * @throws QueryError `bad-web-url` for a link to another page, or with parameters that cannot be read.
   */
  fromWebUrl(url: string | URL, options?: WebUrlOptions): ParsedFilter<Query>;
}

/** A query from a filter, with warnings where the registry interprets the filter differently. */
export interface ParsedFilter<Query> {
  /** The query with the filter, as written. */
  readonly query: Query;
  /** The places where the registry interprets the filter differently. */
  readonly warnings: readonly FilterWarning[];
}

/** Creates golden JSONs, also from documents. */
export interface GoldenBuilder extends GuessedGoldenFactory {
  (options?: PrintOptions): GoldenJson;
  /**
   * Reads a document of JSON logic, as an object or a string. `problems` lists unknown variables and operators, values of another type,
   * `in` with reversed arguments, and names of an older Run Registry; `golden.lint()` checks more. `golden.toJsonLogic()` returns the
   * document verbatim, including rules that are true for null; `golden.withGuards()` adds guards to them.
   *
   * @example
   * ```ts
   * const { golden, problems } = goldenJson.parse({ and: [{ '<=': [{ var: 'run.oms.enrgy' }, 7000] }] });
   * console.log(problems[0]?.hint); // Did you mean 'run.oms.energy'?
   * ```
   * @throws QueryError `not-json` for a string that is not JSON, `too-deep` for rules that are nested too deeply.
   */
  parse(document: object | string): {
    /** The rules, unchanged. */
    readonly golden: GoldenJson;
    /** Mistakes in the document; empty if there are none. */
    readonly problems: readonly Problem[];
  };
}

/** Returns the condition for arguments that people pass to a builder, or the way to read a filter. */
function conditionFor(args: readonly unknown[], target: Target): string {
  const [first, second] = args;
  const numbers = args.flat();
  if (typeof first === 'string' && target === 'datasets') return `.where('dataset_name').eq('${first}')`;
  if (typeof first === 'string') return `.where('class').eq('${first}')`;
  if (!numbers.every((value) => typeof value === 'number'))
    return `.where('run_number').eq(355100), or ${target}.parse({ … }).query for a filter of the registry`;
  if (Array.isArray(first))
    return `.where('run_number').in([${numbers.slice(0, 2).join(', ')}${numbers.length > 2 ? ', …' : ''}])`;
  return `.where('run_number').${second === undefined ? `eq(${first})` : `between(${first}, ${second})`}`;
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
  const create = (...args: readonly unknown[]): Built => {
    if (args.length > 0)
      throw new QueryError(
        'wrong-arguments',
        `Expected no arguments for ${target}(), got ${args.map(describe).join(', ')}`,
        { hint: `Write ${target}()${conditionFor(args, target)}.` },
      );
    return emptyQuery(client, target) as unknown as Built;
  };
  defineGuessed(create, guessedMembers, `'${target}'`);
  const others = limitArguments({
    fromJSON: (json: unknown) => queryFromJson(client, target, json) as unknown as Built,
    parse: (filter: object) => parsed({ filter } as Partial<WebLink>),
    fromWebUrl: (url: string | URL, options?: WebUrlOptions) => parsed(linkOfUrl(url, target, options)),
  });
  return Object.assign(create, others) as unknown as Builder<Built>;
}

export const runBuilder = (client: Client): Builder<RunQuery> => builder(client, 'runs');

export const datasetBuilder = (client: Client): Builder<DatasetQuery> => builder(client, 'datasets');

const documentHint = "Write goldenJson().flag('dt-dt').is('GOOD'), or goldenJson.parse(document).golden.";

/** Returns true for JSON logic with several clauses. */
const isDocument = (options: object): boolean =>
  typeof options === 'object' && options !== null && ('and' in options || 'or' in options);

export function goldenBuilder(client: Client): GoldenBuilder {
  const empty = (...args: readonly unknown[]): GoldenJson => {
    checkArgumentCount('goldenJson', args, 1, "Write goldenJson().flag('dt-dt').is('GOOD').");
    const [options = {}] = args as readonly [PrintOptions?];
    if (isDocument(options))
      throw new QueryError('bad-option', 'Expected an object of options for goldenJson(), got a document', {
        hint: 'Write goldenJson.parse(document).golden.',
      });
    checkOptions(options, ['guards'], 'goldenJson()', documentHint);
    const { guards = true } = options;
    return new Golden(client, {
      clauses: [],
      guards: checkSwitch(guards, "the option 'guards'"),
    }) as unknown as GoldenJson;
  };
  defineGuessed(empty, goldenFactory, "'goldenJson'");
  const others = limitArguments({
    parse: (document: object | string) => parse(client, document) as unknown as ReturnType<GoldenBuilder['parse']>,
  });
  return Object.assign(empty, others) as unknown as GoldenBuilder;
}
