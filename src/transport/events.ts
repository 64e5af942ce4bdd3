import { channel } from 'node:diagnostics_channel';

/** A request to the registry, or to CERN SSO for a token. Contains no headers and no body, and therefore no secrets. */
export interface RequestEvent {
  /** The same for all events of a request and its retries; a counter of this process. */
  readonly id: number;
  /** HTTP method. */
  readonly method: string;
  /** The URL, without a query. */
  readonly url: string;
  /** The request as errors name it: `POST /runs_filtered_ordered (page 3)`. */
  readonly request: string;
  /** 1 for the first attempt, 2 for the first retry. */
  readonly attempt: number;
}

/** The end of a request: a response of any status, or a failure. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; undefined without a response. */
  readonly status: number | undefined;
  /** The code of the failure: `ECONNRESET`, `ETIMEDOUT`, … */
  readonly failure: string | undefined;
  /** Milliseconds since the first attempt. */
  readonly milliseconds: number;
  /** Length of the response, in characters. */
  readonly size: number;
}

/** A retry that is about to start. */
export interface RetryEvent extends RequestEvent {
  /** The status of the response, or the code of the failure. */
  readonly reason: string;
  /** Milliseconds before the retry. */
  readonly pause: number;
}

/** Callbacks for requests. Errors that they throw are thrown outside of the request, as in Node's `diagnostics_channel`. */
export interface Observers {
  /** Called for each attempt. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called at the end of each request. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Called before each retry. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}

const channels = {
  onRequest: channel('runregistry:request'),
  onResponse: channel('runregistry:response'),
  onRetry: channel('runregistry:retry'),
} as const;

/** Calls an observer, and publishes the event on the channel of the same name. */
export function emit<Name extends keyof Observers>(
  observers: Observers,
  name: Name,
  event: Parameters<NonNullable<Observers[Name]>>[0],
): void {
  Object.freeze(event);
  if (channels[name].hasSubscribers) channels[name].publish(event);
  try {
    (observers[name] as ((event: object) => void) | undefined)?.(event);
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}
