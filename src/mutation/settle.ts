import { RunRegistryError } from '../errors.js';
import { kindOfError, type Proof, type ResponseKind, unconfirmed } from './response.js';

/** The outcome of a mutation. */
type MutationStatus = 'done' | 'unchanged' | 'refused' | 'unknown' | 'unsent';

/** `renew`: retry if a new token can help. `resend once`: retry if the registry applies the change only once. */
type Decision = MutationStatus | 'resend' | 'renew' | 'resend once';

/**
 * The decision after a response if a read shows that the change did not happen: for the first request, and for the second.
 * If the read shows that it happened, the outcome is `done`; if the read fails, it is `unknown`.
 */
const ifNotHappened: Readonly<
  Record<Exclude<ResponseKind, 'confirmed'>, readonly [first: Decision, second: MutationStatus]>
> = {
  unchanged: ['unchanged', 'unchanged'],
  unconfirmed: ['refused', 'refused'],
  // The registry may still be working on it.
  accepted: ['unknown', 'unknown'],
  silent: ['unknown', 'unknown'],
  // A proxy responded, and the registry did not receive the request.
  login: ['renew', 'unsent'],
  page: ['resend', 'unsent'],
  unavailable: ['resend', 'unknown'],
  // The registry may have received it and may still be working on it.
  interrupted: ['resend once', 'unknown'],
  refusal: ['refused', 'refused'],
  unsent: ['unsent', 'unsent'],
};

/** A request that changes the registry, and how to check whether the change happened. */
export interface Mutation<State> {
  /** The request, as in the field `request` of its errors. */
  readonly request: string;
  /** True if the registry applies the change only once, however often it is requested. */
  readonly isOnce: boolean;
  /** True if requests carry a token that can be renewed. */
  readonly canRenew: boolean;
  send(): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Returns what a response of status 200 with this body proves. */
  proves(body: unknown): Proof;
  /** Reads the state of the registry; undefined if the row does not exist. */
  read(): Promise<State | undefined>;
  happened(state: State): boolean;
}

/** The outcome of a mutation, with the response and the state that prove it. */
export interface Settled<State> {
  readonly status: MutationStatus;
  /** The last response, unless it confirmed the change. */
  readonly error?: RunRegistryError;
  /** The state of the registry after it, if it was read. */
  readonly state?: State;
  /** Why the state could not be read. */
  readonly readError?: unknown;
}

interface Response {
  readonly kind: ResponseKind;
  readonly error?: RunRegistryError;
}

const kindOfStatus = (status: number): ResponseKind => (status === 202 ? 'accepted' : 'unconfirmed');

async function respond<State>({ request, send, proves }: Mutation<State>): Promise<Response> {
  try {
    const { status, body } = await send();
    const kind = status === 200 ? proves(body) : kindOfStatus(status);
    return kind === 'confirmed' ? { kind } : { kind, error: unconfirmed(request, status, body) };
  } catch (error) {
    if (!(error instanceof RunRegistryError)) throw error;
    return { kind: kindOfError(error, request), error };
  }
}

function decide(
  { isOnce, canRenew }: Mutation<unknown>,
  [first, second]: readonly [Decision, MutationStatus],
  isFirst: boolean,
) {
  const decision = isFirst ? first : second;
  if (decision === 'resend') return decision;
  if (decision === 'renew') return canRenew ? 'resend' : second;
  if (decision === 'resend once') return isOnce ? 'resend' : second;
  return decision;
}

/**
 * Sends a mutation and returns its outcome. Only a confirming response or a read proves `done`. The request is retried at most once, and
 * only after a read has shown that the change did not happen.
 */
export async function settle<State>(mutation: Mutation<State>): Promise<Settled<State>> {
  let mayStillHappen = false;
  for (let isFirst = true; ; isFirst = false) {
    const { kind, error } = await respond(mutation);
    if (kind === 'confirmed') return { status: 'done' };
    const about = error && { error };
    let state: State | undefined;
    if (kind !== 'unsent') {
      try {
        state = await mutation.read();
      } catch (readError) {
        return { ...about, status: 'unknown', readError };
      }
      if (state === undefined) return { ...about, status: 'unknown' };
      if (mutation.happened(state)) return { ...about, status: 'done', state };
    }
    const decision = decide(mutation, ifNotHappened[kind], isFirst);
    if (decision !== 'resend')
      return { ...about, status: mayStillHappen ? 'unknown' : decision, ...(state !== undefined && { state }) };
    mayStillHappen ||= kind === 'interrupted';
  }
}
