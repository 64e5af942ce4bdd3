import { JobError } from '../../errors.js';
import type { Client } from '../../query/reading/client.js';
import { getJson } from './get.js';
import { findFailed } from './list.js';
import { checkId } from './record.js';
import type { FailedJson, GeneratedJson, JobProgress, WaitOptions } from './types.js';
import { nextPause, pause, Waiting } from './waiting.js';

function jobFailed({ id, reason }: FailedJson, what: string, hint: string): JobError {
  const said = reason?.slice(0, 500);
  return new JobError('job-failed', `the golden JSON ${id} ${what}${said === undefined ? '' : `: ${said}`}`, {
    serverMessage: said,
    hint,
  });
}

/**
 * Waits until the portal has made a golden JSON.
 * @throws JobError where its job fails; TimeoutError where it takes too long, which does not stop it; AbortError.
 */
export async function waitForJson(
  client: Client,
  id: number | string,
  options: WaitOptions = {},
): Promise<GeneratedJson> {
  const number = checkId(id);
  const waiting = new Waiting(options);
  return waiting.over(() => watch(client, number, waiting));
}

export async function watch(client: Client, id: number, waiting: Waiting): Promise<GeneratedJson> {
  const { complete, onProgress, signal } = waiting;
  let delay = waiting.pollDelay;
  let isStored = false;
  let reported = '';
  const goesOn = (): string =>
    `the job goes on: ask again with waitForJson(${id})${isStored ? ', without complete for the lists alone' : ''}`;
  const report = (state: JobProgress['state'], progress: number): void => {
    if (`${state} ${progress}` === reported) return;
    reported = `${state} ${progress}`;
    onProgress?.({ id, state, progress });
  };
  for (;;) {
    const found = await waiting.part(`waiting for the golden JSON ${id}`, goesOn, async () => {
      await pause(delay, signal);
      const one = await getJson(client, id, { signal });
      // The record of a job that fails while it works out the losses stays as it is.
      return isStored && one.state === 'done' && !one.complete ? ((await findFailed(client, id, signal)) ?? one) : one;
    });
    delay = nextPause(delay);
    if (found.state === 'failed')
      throw isStored
        ? jobFailed(found, 'failed while its losses were worked out', 'ask without complete for the lists alone')
        : jobFailed(found, 'failed', 'lint() says which variables and operators the portal does not know');
    if (found.state !== 'done') report(found.state, found.state === 'active' ? found.progress : 0);
    else if (complete && !found.complete) {
      isStored = true;
      report('incomplete', 1);
    } else {
      report('done', 1);
      return found;
    }
  }
}
