import { checkOptions, checkSwitch } from '../expression/options.js';
import type { GoldenJson, PrintOptions } from '../golden/builder.js';
import { Golden } from '../golden/golden.js';
import { parse } from '../golden/parse.js';
import type { Problem } from '../golden/problem.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { Client } from '../query/read.js';
import { emptyQuery, queryFromJson } from './queries.js';

/** A builder of queries, and the way back from their JSON. */
export interface Builder<Query> {
  (): Query;
  /**
   * Reads back what `toJSON()` of a query wrote, every part of it checked.
   * @throws QueryError where it is something else.
   */
  fromJSON(json: unknown): Query;
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

/** The builder of queries for runs. */
export const runBuilder = (client: Client): Builder<RunQuery> =>
  Object.assign(() => emptyQuery(client, 'runs') as unknown as RunQuery, {
    fromJSON: (json: unknown) => queryFromJson(client, 'runs', json) as unknown as RunQuery,
  });

/** The builder of queries for datasets. */
export const datasetBuilder = (client: Client): Builder<DatasetQuery> =>
  Object.assign(() => emptyQuery(client, 'datasets') as unknown as DatasetQuery, {
    fromJSON: (json: unknown) => queryFromJson(client, 'datasets', json) as unknown as DatasetQuery,
  });

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
