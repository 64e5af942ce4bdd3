import { AbortError, RunRegistryError } from '../../errors.js';
import type { JsonLogic } from '../../expression/node.js';
import { kindOfError } from '../../mutation/response.js';
import type { Client } from '../../query/reading/client.js';
import { unexpectedResponse } from '../../query/reading/response.js';
import { isObject } from '../../util/json-object.js';
import { checkStorableJson } from '../../util/storable.js';
import type { Polling } from './polling.js';
import { idOf } from './record.js';
import type { GeneratedJson } from './types.js';
import { withUncertainty } from './uncertain.js';
import { poll } from './wait.js';

/** Returns true if no job can exist: the request did not reach the portal, or the portal refused it in its own words. */
function isCertainRefusal(error: RunRegistryError, request: string): boolean {
  const kind = kindOfError(error, request);
  if (kind === 'interrupted')
    return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN):/.test((error.cause as Error | undefined)?.message ?? '');
  if (kind !== 'refusal') return kind === 'unsent';
  const { status, serverMessage = '' } = error;
  return serverMessage !== '' && (status === 500 || status === 401);
}

const outcome = 'the portal may have accepted the rules';

const checkHint = "Check for the job with listJsons({ filter: 'mine' }) before you submit it again.";

/** Submits rules to the portal, and waits for the record of its job. */
export async function submit(
  client: Client,
  rules: JsonLogic,
  { datasetName, tags }: { readonly datasetName: string; readonly tags: string | undefined },
  polling: Polling,
): Promise<GeneratedJson> {
  const request = 'POST /json_portal/generate';
  // The portal parses this string itself.
  const json_logic = JSON.stringify(rules);
  checkStorableJson(json_logic, 'the rules');
  let wasSent = false;
  const hint = (): string =>
    wasSent ? `The portal may have accepted the rules. ${checkHint}` : 'Nothing was submitted.';
  const id = await polling.step('Submitting the rules', hint, async () => {
    wasSent = true;
    try {
      const { status, body } = await client.exchange({
        method: 'POST',
        path: '/json_portal/generate',
        body: { json_logic, dataset_name_filter: datasetName, ...(tags !== undefined && { tags }) },
        signal: polling.signal,
        mutation: true,
      });
      const id = status === 200 && isObject(body) ? idOf(body.id) : undefined;
      if (id === undefined) throw unexpectedResponse(request, `status ${status} without the 'id' of a job`);
      return id;
    } catch (error) {
      // The step has separate messages for the signal and the deadline.
      if (!(error instanceof RunRegistryError) || error instanceof AbortError || isCertainRefusal(error, request))
        throw error;
      throw withUncertainty(error, outcome, checkHint);
    }
  });
  return poll(client, id, polling);
}
