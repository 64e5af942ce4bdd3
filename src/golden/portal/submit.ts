import { AbortError, RunRegistryError } from '../../errors.js';
import type { JsonLogic } from '../../expression/node.js';
import { kindOfError } from '../../mutation/response.js';
import type { Client } from '../../query/reading/client.js';
import { unexpectedResponse } from '../../query/reading/response.js';
import { isObject } from '../../util/json-object.js';
import { withDoubt } from './doubt.js';
import { idOf } from './record.js';
import type { GeneratedJson } from './types.js';
import { watch } from './wait.js';
import type { Waiting } from './waiting.js';

/** Whether the rules were not taken: the request did not reach the portal, or the portal refused it in its own words. */
function isCertainRefusal(error: RunRegistryError, request: string): boolean {
  const kind = kindOfError(error, request);
  if (kind === 'interrupted')
    return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN):/.test((error.cause as Error | undefined)?.message ?? '');
  if (kind !== 'refusal') return kind === 'unsent';
  const { status, serverMessage = '' } = error;
  return serverMessage !== '' && (status === 500 || status === 401);
}

const lookFirst = "look for the job with listJsons({ filter: 'mine' }) before you submit it again";

/** Submits rules to the portal, and waits for what it makes of them. */
export async function submit(
  client: Client,
  rules: JsonLogic,
  { datasetName, tags }: { readonly datasetName: string; readonly tags: string | undefined },
  waiting: Waiting,
): Promise<GeneratedJson> {
  const request = 'POST /json_portal/generate';
  let id: number | undefined;
  let wasSent = false;
  const hint = (): string => (wasSent ? `the portal may have taken the rules: ${lookFirst}` : 'nothing was submitted');
  await waiting.part('submitting the rules', hint, async () => {
    wasSent = true;
    try {
      const { status, body } = await client.exchange({
        method: 'POST',
        path: '/json_portal/generate',
        // A text within JSON: the portal parses it itself.
        body: {
          json_logic: JSON.stringify(rules),
          dataset_name_filter: datasetName,
          ...(tags === undefined ? {} : { tags }),
        },
        signal: waiting.signal,
        mutation: true,
      });
      id = status === 200 && isObject(body) ? idOf(body.id) : undefined;
      if (id === undefined) throw unexpectedResponse(request, `status ${status} and no 'id' of a job`);
    } catch (error) {
      // The signal and the limit of time of the wait have words of their own.
      if (!(error instanceof RunRegistryError) || error instanceof AbortError || isCertainRefusal(error, request))
        throw error;
      throw withDoubt(error, 'the portal may have taken the rules all the same', lookFirst);
    }
  });
  return watch(client, id as unknown as number, waiting);
}
