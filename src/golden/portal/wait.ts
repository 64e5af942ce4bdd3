import { JobError } from '../../errors.js';
import type { Client } from '../../query/reading/client.js';
import { getJson } from './get.js';
import { findFailed } from './list.js';
import { nextPause, Polling, pause } from './polling.js';
import { checkId } from './record.js';
import type { FailedJson, GeneratedJson, JobProgress, WaitOptions } from './types.js';

function jobFailed({ id, reason }: FailedJson, outcome: string, hint: string): JobError {
  const serverMessage = reason?.slice(0, 500);
  const detail = serverMessage === undefined ? '' : `: ${serverMessage}`;
  return new JobError('job-failed', `The job of golden JSON ${id} ${outcome}${detail}`, { id, serverMessage, hint });
}

/**
 * Waits until the portal has generated a golden JSON.
 * @throws JobError if its job fails; TimeoutError if it takes too long, which does not stop the job; AbortError.
 */
export async function waitForJson(client: Client, id: number | string, options: WaitOptions): Promise<GeneratedJson> {
  const number = checkId(id);
  const polling = new Polling(options);
  return polling.run(() => poll(client, number, polling));
}

/** Polls a job until its record is available, and complete if that is requested. */
export async function poll(client: Client, id: number, polling: Polling): Promise<GeneratedJson> {
  const { complete, onProgress, signal } = polling;
  let delay = polling.pollDelay;
  let hasRecord = false;
  let reported = '';
  const hint = (): string =>
    `The job is still running. Call waitForJson(${id})${hasRecord ? ", without 'complete' for the lists alone" : ' to wait for it'}.`;
  const report = async (state: JobProgress['state'], progress: number): Promise<void> => {
    if (`${state} ${progress}` === reported) return;
    reported = `${state} ${progress}`;
    await onProgress?.({ id, state, progress });
  };
  for (;;) {
    const read = async () => {
      await pause(delay, signal);
      const json = await getJson(client, id, { signal });
      // The record does not show that a job fails while it computes the losses.
      return hasRecord && json.state === 'done' && !json.complete
        ? ((await findFailed(client, id, signal)) ?? json)
        : json;
    };
    const json = await polling.step(`Waiting for golden JSON ${id}`, hint, read, id);
    delay = nextPause(delay);
    if (json.state === 'failed')
      throw hasRecord
        ? jobFailed(json, 'failed to compute the losses', "Wait without 'complete' for the lists alone.")
        : jobFailed(json, 'failed', 'Call lint() to find variables and operators that the portal does not know.');
    if (json.state !== 'done') await report(json.state, json.state === 'active' ? json.progress : 0);
    else if (complete && !json.complete) {
      hasRecord = true;
      await report('incomplete', 1);
    } else {
      await report('done', 1);
      return json;
    }
  }
}
