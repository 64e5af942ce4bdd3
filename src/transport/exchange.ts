import type { Observers } from './events.js';

/** A request over HTTP. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, of the type in the headers. */
  readonly body?: string | undefined;
  /** True if sending it twice has the same effect as sending it once. */
  readonly isRetryable: boolean;
  readonly limits: Limits;
  readonly observers: Observers;
  readonly signal: AbortSignal;
  /** The request in errors and events, without headers: `POST /runs_filtered_ordered (page 3)`. */
  readonly words: string;
}

/** The limits of a request: times in milliseconds, the size of its response in bytes. */
interface Limits {
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly maxResponseSize: number;
  readonly retries: number;
  readonly retryDelay: number;
}

/** A response of any status. */
export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  /** Milliseconds that the server asks to wait before the next request. */
  readonly retryAfter: number | undefined;
  /** The body, without a byte order mark. */
  readonly text: string;
  /** True if the bytes are UTF-8; otherwise `text` contains replacement characters. */
  readonly isUtf8: boolean;
}
