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
