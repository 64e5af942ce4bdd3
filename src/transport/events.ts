import { channel } from 'node:diagnostics_channel';

/** A request that is sent to the registry, or to the single sign-on for a token. It carries no header and no body: no secret is in it. */
export interface RequestEvent {
  /** The same for all events of a request, its repeats included; counted up in this process. */
  readonly id: number;
  readonly method: string;
  /** Address, without a query. */
  readonly url: string;
  /** The request in words: `POST /runs_filtered_ordered (page 3)`. */
  readonly request: string;
  /** 1, and one more for each repeat. */
  readonly attempt: number;
}

/** The end of a request: an answer, whatever its status, or none. */
export interface ResponseEvent extends RequestEvent {
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  /** Why there was none: `ECONNRESET`, `ETIMEDOUT`, … */
  readonly failure: string | undefined;
  /** Milliseconds from the first attempt on. */
  readonly milliseconds: number;
  /** Letters of the answer. */
  readonly size: number;
}

/** A repeat that is going to be made. */
export interface RetryEvent extends RequestEvent {
  /** Why: the status of the answer, or the code of what broke. */
  readonly reason: string;
  /** Milliseconds that are waited before it. */
  readonly pause: number;
}

/** Who looks on. What they throw is thrown outside of the request, as Node's `diagnostics_channel` has it. */
export interface Observers {
  /** Called for each attempt. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Called at the end of each request. */
  readonly onResponse?: (event: ResponseEvent) => void;
  /** Called before each repeat. */
  readonly onRetry?: (event: RetryEvent) => void;
}

const channels = {
  onRequest: channel('runregistry:request'),
  onResponse: channel('runregistry:response'),
  onRetry: channel('runregistry:retry'),
} as const;

/** Tells an observer, and whoever subscribed to the channel of that name. */
export function tell<Name extends keyof Observers>(
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
