import type { PageRequest, PageResponse } from '../../../../src/transport/page-connection.js';

/** A request of the code to the embedded registry. */
export interface Request {
  readonly id: number;
  readonly request: PageRequest;
}

/** Its response. */
export interface Response {
  readonly id: number;
  readonly response: PageResponse;
}

/** A panel: a name, and lines of text or why it is empty. */
export interface Panel {
  readonly name: string;
  readonly text: string;
}

/** A query or golden JSON of the code. */
export interface Shown {
  readonly kind: 'query' | 'golden';
  /** The line of the code, from 1. */
  readonly line: number;
  readonly sentence: string;
  readonly notes: readonly string[];
  readonly panels: readonly Panel[];
}

/** The first rows of a query. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The number of rows of the query. */
  readonly total: number;
}

/** An error of the code. */
export interface Failure {
  readonly message: string;
  readonly line: number | undefined;
}

/** Messages of the page to the worker that runs the code. */
export type ToRunner =
  | { readonly kind: 'run'; readonly code: string }
  | { readonly kind: 'rows'; readonly index: number }
  | { readonly kind: 'ping' }
  | ({ readonly kind: 'response' } & Response);

/** Messages of the worker that runs the code. */
export type FromRunner =
  | ({ readonly kind: 'request' } & Request)
  | { readonly kind: 'started' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'shown'; readonly index: number; readonly shown: Shown }
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'ended'; readonly failure?: Failure }
  | { readonly kind: 'rows'; readonly index: number; readonly rows?: Rows; readonly failure?: Failure };

/** A placeholder in compiled code for the URL of the library. */
export const libraryUrl = 'playground:runregistry';

/** The function that compiled code calls with its queries and golden JSONs. */
export const showName = '__playgroundShow';
