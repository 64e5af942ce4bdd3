import * as guessed from '../catalogue/guessed-members.js';
import { attributeNames, queryAttribute, scopesOf } from '../catalogue/lookup.js';
import { type AttributeUse, directionHint, listOrder, wrongDirection } from '../catalogue/messages.js';
import { QueryError } from '../errors.js';
import type { FlagConditions } from '../expression/flag-condition.js';
import { FlagGroup, flagsHint } from '../expression/flag-group.js';
import { type Front, flag, when, where } from '../expression/front.js';
import { frozenCopy } from '../expression/json-data.js';
import type { Node } from '../expression/node.js';
import { curl } from '../print/curl.js';
import type { WireFilter } from '../print/filter.js';
import { conjunction, isExtension, type Plan, plan, type QuerySpec, singleFilter } from '../print/plan.js';
import { python } from '../print/python.js';
import { queryTypescript } from '../print/query-typescript.js';
import { queryToSql } from '../sql/query-sql.js';
import type { SqlOptions, SqlStatement } from '../sql/statement.js';
import { makeComparable } from '../util/comparable.js';
import { streamWithTimeout, withTimeout } from '../util/deadline.js';
import { defined } from '../util/defined.js';
import { describe } from '../util/describe.js';
import { defineGuessed } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import type { JsonObject } from '../util/json-object.js';
import { limitArguments } from '../util/limit-arguments.js';
import { urlOfQuery } from '../wire/to-web-url.js';
import { productionSite } from '../wire/web-page.js';
import type { QueryJson } from './builder.js';
import { type Explanation, explain, queryInWords } from './explain.js';
import { checkCount, notWhere, standsAlone } from './invalid-query.js';
import { expressionToJson } from './json.js';
import { type LumisectionOptions, LumisectionStream } from './lumisections/stream.js';
import { notOneRow } from './not-one-row.js';
import type { Client } from './reading/client.js';
import { type Cell, type CsvOptions, checkCsvOptions, FlatTable } from './reading/flat-table.js';
import { checkReadOptions, type ReadOptions } from './reading/options.js';
import { checkStreamable, RowReader } from './reading/reader.js';
import { retryOnChange } from './reading/retry-on-change.js';
import { compressDataset, compressRun, inPages, selectFrom, shaped } from './reading/shaped-rows.js';
import { checkWhereScope } from './scope.js';

type Shape = { readonly compress?: boolean };
type Options = ReadOptions & Shape;

/** The implementation of the public query types in `builder.ts`. */
export class Query {
  readonly #client: Client;
  readonly #spec: QuerySpec;

  constructor(client: Client, spec: QuerySpec) {
    this.#client = client;
    this.#spec = spec;
    makeComparable(this, spec);
  }

  /** Returns the client of a query. */
  static clientOf(query: Query): Client {
    return query.#client;
  }

  /** Returns the state of a query. */
  static specOf(query: Query): QuerySpec {
    return query.#spec;
  }

  /** Returns the target of a query. */
  static targetOf(query: Query): QuerySpec['target'] {
    return query.#spec.target;
  }

  #with(change: Partial<QuerySpec>): Query {
    return new Query(this.#client, { ...this.#spec, ...change });
  }

  #and(added: Node): Query {
    // A literal, because V8 copies objects by spreads much more slowly.
    const { target, where, raw, order, limit, pageSize, select } = this.#spec;
    if (raw !== undefined) throw standsAlone();
    return new Query(this.#client, { target, where: [...where, added], raw, order, limit, pageSize, select });
  }

  #attribute(name: unknown, use: AttributeUse) {
    return queryAttribute(name, this.#spec.target, use);
  }

  static readonly #front: Front<Query> = {
    noun: (query) => `query for ${query.#spec.target}`,
    whenHint: 'query with the added conditions: (query, value) => query.where(…)',
    isSame: (query, value): value is Query => value instanceof Query && value.#spec.target === query.#spec.target,
    extends: (query, built) => built.#client === query.#client && isExtension(query.#spec, built.#spec),
    find: (query, name) => ({ attribute: query.#attribute(name, 'where'), add: (added) => query.#and(added) }),
    addFlag: (query, added) => query.#and(added),
    addExpression: (query, expression) => query.#and(checkWhereScope(expression, query.#spec.target)),
    notWhere,
  };

  where(...args: readonly unknown[]): unknown {
    return where(Query.#front, this, args);
  }

  flag(...names: readonly unknown[]): FlagConditions<Query> {
    return flag(Query.#front, this, names);
  }

  flags(names: unknown): FlagGroup<Query> {
    return new FlagGroup(names, (conditions) => conditions.reduce((query: Query, added) => query.#and(added), this));
  }

  when<Value>(value: Value, build: (query: Query, value: Exclude<Value, undefined>) => unknown): Query {
    return when(Query.#front, this, value, build);
  }

  orderBy(name: unknown, direction: unknown = 'asc'): Query {
    const attribute = this.#attribute(name, 'orderBy');
    if (attribute.type === 'list')
      throw new QueryError('bad-order', listOrder(attribute.name), { attribute: attribute.name });
    if (direction !== 'asc' && direction !== 'desc')
      throw new QueryError('bad-order', wrongDirection(attribute.name, describe(direction)), {
        hint: directionHint(direction),
      });
    if (this.#spec.order.some((key) => key.attribute === attribute))
      throw new QueryError('bad-order', `The query is already ordered by '${attribute.name}'`, {
        attribute: attribute.name,
        hint: `Write orderBy('${attribute.name}') once.`,
      });
    return this.#with({ order: Object.freeze([...this.#spec.order, Object.freeze({ attribute, direction })]) });
  }

  limit(n: unknown): Query {
    return this.#with({ limit: checkCount(n, 'limit', 0) });
  }

  pageSize(n: unknown): Query {
    return this.#with({ pageSize: checkCount(n, 'pageSize', 1) });
  }

  select(...names: unknown[]): Query {
    if (names.length === 0)
      throw new QueryError('bad-value', 'Expected at least one attribute in select()', {
        hint: "Write select('run_number', 'energy').",
      });
    return this.#with({
      select: Object.freeze([...new Set(names.map((name) => this.#attribute(name, 'select').name))]),
    });
  }

  raw(filter: unknown): Query {
    if (this.#spec.where.length > 0 || this.#spec.raw !== undefined) throw standsAlone();
    if (typeof filter !== 'object' || filter === null || Array.isArray(filter))
      throw new QueryError('bad-value', `Expected a filter in raw(), got ${describe(filter)}`, {
        hint: 'Write raw({ "run_number": { "=": 355556 } }).',
      });
    return this.#with({ raw: frozenCopy(filter) as WireFilter });
  }

  plan(): Plan {
    return plan(this.#spec);
  }
  toFilter(): WireFilter {
    return singleFilter(this.#spec);
  }
  explain(options?: SqlOptions): Explanation {
    return explain(this.#spec, this.plan(), this.#client.rows, options);
  }
  toPython(): string {
    return python(this.#spec, this.plan());
  }
  toTypeScript(): string {
    return queryTypescript(this.#spec, this.toJSON());
  }
  toCurl(): string {
    return curl(this.plan(), this.#client.url);
  }
  toSql(options: SqlOptions): string | SqlStatement {
    return queryToSql(this.#spec, options, 'toSql()');
  }
  toWebUrl(): string {
    const site = /^https:\/\/[^/]+(?=\/api$)/.exec(this.#client.url)?.[0] ?? productionSite;
    const { target, order, limit } = this.#spec;
    return urlOfQuery({ filter: this.toFilter(), target, order, limit }, site);
  }
  toJSON(): QueryJson {
    const { target, where, raw, order, limit, pageSize, select } = this.#spec;
    return {
      version: 1,
      target,
      ...defined({
        orderBy: order.length === 0 ? undefined : order.map(({ attribute, direction }) => [attribute.name, direction]),
        where: where.length === 0 ? undefined : expressionToJson(conjunction(where)),
        raw,
        limit,
        pageSize,
        select,
      }),
    };
  }

  toString(): string {
    return queryInWords(this.#spec);
  }

  /** Returns what `console.log` prints in Node: the explanation. */
  [inspect](): string {
    try {
      return `Query: ${this.explain()}`;
    } catch (error) {
      // A query that cannot be sent can still be printed.
      return `Query: ${(error as Error).message}`;
    }
  }

  #shape(options: Options): (row: JsonObject) => unknown {
    checkReadOptions(options, ['compress']);
    const { compress } = options;
    const { target, select } = this.#spec;
    if (select !== undefined) {
      if (compress === false)
        throw new QueryError(
          'bad-option',
          'select() returns flat rows, so it cannot be combined with compress: false',
          {
            hint: 'Remove select() or compress: false.',
          },
        );
      return selectFrom(select, target);
    }
    if (compress === false) return (row) => row;
    return target === 'runs' ? compressRun : compressDataset;
  }

  #reader(options: Options, change: Partial<QuerySpec> = {}): RowReader {
    return new RowReader(this.#client, { ...this.#spec, ...change }, options);
  }

  async all(options: Options = {}): Promise<unknown[]> {
    const shape = this.#shape(options);
    return withTimeout(options, async (limited) => (await retryOnChange(() => this.#reader(limited).all())).map(shape));
  }

  async toTable(options: ReadOptions = {}): Promise<FlatTable> {
    checkReadOptions(options);
    const { target, select = [...new Set(attributeNames(scopesOf(target)))] } = this.#spec;
    const rows = await this.#with({ select }).all(options);
    return new FlatTable(select, rows as Readonly<Record<string, Cell>>[]);
  }

  async toCsv(options: ReadOptions & CsvOptions = {}): Promise<string> {
    checkReadOptions(options, ['formulas']);
    const { formulas, ...readOptions } = options;
    checkCsvOptions({ formulas });
    return (await this.toTable(readOptions)).toCsv({ formulas });
  }

  async first(options: Options = {}): Promise<unknown> {
    const [row] = await this.#limited(1).all(options);
    return row;
  }

  async one(options: Options = {}): Promise<unknown> {
    // The order does not matter, since there must be only one row.
    const rows = await this.#limited(2, true).all(options);
    if (rows.length === 1) return rows[0];
    throw notOneRow(rows, this.explain().sentence);
  }

  /** Limits the query to n rows, or to its own limit if that is smaller. */
  #limited(n: number, anyOrder = false): Query {
    return this.#with({
      limit: Math.min(n, this.#spec.limit ?? n),
      ...(anyOrder && (this.#spec.limit ?? 2) >= 2 ? { order: [] } : {}),
    });
  }

  async count(options: Options = {}): Promise<number> {
    checkReadOptions(options);
    return withTimeout(options, (limited) => retryOnChange(() => this.#reader(limited, { order: [] }).count()));
  }

  async exists(options: Options = {}): Promise<boolean> {
    checkReadOptions(options);
    return withTimeout(options, async (limited) => {
      const limit = Math.min(1, this.#spec.limit ?? 1);
      const reader = this.#reader(limited, { order: [], limit, select: ['run_number'] });
      for await (const _ of reader.rows()) return true;
      return false;
    });
  }

  lumisections(options: LumisectionOptions = {}): LumisectionStream {
    const { target, order } = this.#spec;
    const rows = (signal: AbortSignal | undefined) =>
      retryOnChange(() => this.#reader({ signal }, { select: undefined }).all());
    const isDefaultOrder = order.length === 0;
    return new LumisectionStream({ client: this.#client, target, isDefaultOrder, rows, query: this }, options);
  }

  // Not generators, so invalid calls throw at once rather than at the first row.
  stream(options: Options = {}): AsyncGenerator<unknown, void, undefined> {
    const shape = this.#shape(options);
    checkStreamable(this.plan(), 'stream');
    return streamWithTimeout(options, (limited) => shaped(this.#reader(limited).rows(), shape));
  }

  [Symbol.asyncIterator](): AsyncGenerator<unknown, void, undefined> {
    return this.stream();
  }

  pages(options: Options = {}): AsyncGenerator<unknown[], void, undefined> {
    const shape = this.#shape(options);
    const plan = this.plan();
    checkStreamable(plan, 'pages');
    const size = this.#spec.pageSize ?? plan.requests[0]?.body.page_size ?? 1;
    return streamWithTimeout(options, (limited) => inPages(shaped(this.#reader(limited).rows(), shape), size));
  }
}
const any = Number.POSITIVE_INFINITY;
// biome-ignore format: a table
limitArguments(Query.prototype, {
  where: any, flag: any, select: any,
  flags: [1, flagsHint],
  orderBy: [2, 'Call orderBy() again for a second attribute.'],
  limit: [1, 'Write limit(n). To read all rows in parts, write pages().'],
  all: 1, first: 1, one: 1, count: 1, exists: 1, stream: 1, pages: 1, toTable: 1, toCsv: 1, lumisections: 1,
  toSql: 1, explain: 1,
});
defineGuessed(Query.prototype, guessed.query, 'a query');
