import { abortError, onAbort } from '../../signals.js';

/** Yields the values of a stream until a signal is aborted, even while the stream is silent. */
export async function* abortable<T>(
  stream: AsyncIterable<T>,
  signal: AbortSignal,
  name: string,
): AsyncGenerator<T, void, undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  let abort = (): void => undefined;
  const removeListener = onAbort(signal, () => abort());
  let state: 'idle' | 'pending' | 'done' = 'idle';
  try {
    while (!signal.aborted) {
      state = 'pending';
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        abort = () => reject(abortError(signal, name));
        iterator.next().then(resolve, (error: unknown) => {
          state = 'done';
          reject(error);
        });
      });
      state = next.done ? 'done' : 'idle';
      if (next.done) return;
      yield next.value;
    }
    throw abortError(signal, name);
  } finally {
    removeListener();
    if ((state as string) !== 'done') {
      const closed = Promise.resolve(iterator.return?.());
      // A pending iterator closes only after its next value.
      if ((state as string) === 'pending') closed.catch(() => undefined);
      else await closed;
    }
  }
}
