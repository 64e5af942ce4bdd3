import type { Observers } from './events.js';

/** One exchange over HTTP. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form. */
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Whether a repeat does no harm. */
  readonly repeatable: boolean;
  readonly limits: Limits;
  readonly observers: Observers;
  readonly signal: AbortSignal | undefined;
  /** The request in words, for errors: no header, no secret. */
  readonly words: string;
}

/** How long a request may take, how often it is repeated, and how large its answer may be. */
interface Limits {
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly maxAnswer: number;
  readonly retries: number;
  readonly retryDelay: number;
}

/** A response, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  /** Milliseconds that the server asks to wait before the next request. */
  readonly retryAfter: number | undefined;
  /** The body, without a byte order mark. */
  readonly text: string;
  /** Whether the bytes are UTF-8; if not, `text` has replacement characters. */
  readonly isUtf8: boolean;
}
