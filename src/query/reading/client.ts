import type { Target } from '../../print/formula.js';
import type { Direction } from '../../print/order.js';
import type { QuerySpec } from '../../print/plan.js';
import type { JsonObject } from '../../util/json-object.js';
import type { Rows } from './page.js';

/** The part of a client that queries need. */
export interface Client {
  /** Number of requests in parallel. */
  readonly concurrency: number;
  /** Root of the API, for printing. */
  readonly url: string;
  /** True if requests carry a token, which can be renewed. */
  readonly usesTokens: boolean;
  /** Sends a request and returns the JSON of a response with status 200. */
  request(request: ClientRequest): Promise<unknown>;
  /** Sends a request and returns status and JSON of a response with any status from 200 to 299. */
  exchange(request: ClientRequest): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Rows that are read without requests; undefined for a client of a registry. */
  readonly rows?: RowSource | undefined;
}

/** The rows of a mirror. */
export interface RowSource {
  /** The mirror and its date, for explanations: `mirror of 2026-11-28T17:00:00Z`. */
  readonly name: string;
  /** The rows that the mirror holds, for explanations. */
  readonly note: string;
  /**
   * Yields the rows that match the conditions of a query, in the order of their keys: runs in a direction, then datasets by name. With
   * `select`, rows have at least the key and the attributes that `select` and the order need.
   */
  pages(spec: QuerySpec, direction: Direction, signal: AbortSignal | undefined): AsyncIterable<Rows>;
  /** Yields the rows with some keys (see `rowKey`), in the order of the keys. */
  byKey(target: Target, keys: readonly string[], signal: AbortSignal | undefined): AsyncIterable<JsonObject>;
  /** Returns the number of rows that match the conditions of a query. */
  count(spec: QuerySpec, signal: AbortSignal | undefined): Promise<number>;
  /**
   * Reads all lumisections of a dataset as ranges, from 1 to the last, and returns a function that parses them. Many datasets are read at a
   * time: if all were parsed at once, garbage collection would take longer than parsing.
   */
  lumisections(
    key: { readonly run_number: number; readonly dataset_name: string },
    signal: AbortSignal | undefined,
  ): Promise<() => readonly StoredRange[]>;
}

/** Consecutive lumisections of a mirror with equal flags and bits. */
export interface StoredRange {
  readonly start: number;
  readonly end: number;
  /** Names of all flags in the response, also those that it only fills in. Only the first range has them. */
  readonly flags?: readonly string[];
  /** Flags that the registry stores, without those that a response fills in; null after its last lumisection. */
  readonly rr: JsonObject | null;
  /** Bits, or `err` with OMS's message; null after the last lumisection of OMS. Luminosities that are not numbers are here. */
  readonly oms: JsonObject | null;
  /** Luminosities of each lumisection; null if OMS has none. */
  readonly recorded: readonly number[] | null;
  /** Luminosities of each lumisection; null if OMS has none. */
  readonly delivered: readonly number[] | null;
}

/** A request of a client. */
export interface ClientRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** True for a request that changes data. It is sent once. */
  mutation?: boolean;
  /** Details of the request, for errors. */
  note?: string;
}
