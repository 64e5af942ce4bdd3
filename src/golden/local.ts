import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { Brilcalc } from '../lumi/index.js';
import { abortError, onAbort, throwIfAborted } from '../signals.js';
import { Generation } from './generation.js';
import { checkLumisection, checkRanges, type DatasetLumisections, hasRanges, type Lumisection } from './lumisection.js';
import type { Decider, LocalResult } from './types.js';

/** Lumisections to decide on: one by one, or as datasets with ranges. */
export type Source = Iterable<Lumisection | DatasetLumisections> | AsyncIterable<Lumisection | DatasetLumisections>;

/** How far a local generation has come. */
export interface LocalProgress {
  /** Datasets that are decided; each lumisection that is given by itself counts as one. */
  readonly datasets: number;
  /** How many there will be, where that is known. */
  readonly total: number | undefined;
}

/** Options of a local generation. */
export interface LocalOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LocalProgress) => void;
  /** Luminosities from brilcalc, in the place of those of the registry. */
  readonly luminosity?: Brilcalc;
}

const isIterable = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);

const name = 'generateLocally()';

/** A stream that a signal ends also while it keeps silent. */
async function* stoppable<T>(stream: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  let end = (): void => undefined;
  const letGo = onAbort(signal, () => end());
  let state: 'between' | 'asked' | 'over' = 'between';
  try {
    while (!signal.aborted) {
      state = 'asked';
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        end = () => reject(abortError(signal, name));
        iterator.next().then(resolve, (error: unknown) => {
          state = 'over';
          reject(error);
        });
      });
      state = next.done ? 'over' : 'between';
      if (next.done) return;
      yield next.value;
    }
    throw abortError(signal, name);
  } finally {
    letGo();
    if ((state as string) !== 'over') {
      const closed = Promise.resolve(iterator.return?.());
      // One that keeps silent closes when it speaks again.
      if ((state as string) === 'asked') closed.catch(() => undefined);
      else await closed;
    }
  }
}

/** Decides all lumisections of a source. */
export async function generateLocally(
  decider: Decider,
  source: unknown,
  { signal, onProgress, luminosity }: LocalOptions,
  total?: number,
): Promise<LocalResult> {
  if (!isIterable(source))
    throw new QueryError('bad-value', `generateLocally() takes lumisections, and ${describe(source)} are none`, {
      hint: 'give a list or stream of lumisections, or a query such as datasets().where(…)',
    });
  const generation = new Generation(decider, luminosity);
  let datasets = 0;
  throwIfAborted(signal, name);
  for await (const one of signal !== undefined && Symbol.asyncIterator in source ? stoppable(source, signal) : source) {
    throwIfAborted(signal, name);
    if (hasRanges(one)) generation.addDataset(checkRanges(one));
    else generation.addLumisection(checkLumisection(one));
    datasets++;
    onProgress?.({ datasets, total });
  }
  return generation.result();
}
