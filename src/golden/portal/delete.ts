import { type RunRegistryError, ServerError } from '../../errors.js';
import { settle } from '../../mutation/settle.js';
import type { Client } from '../../query/reading/client.js';
import { isObject } from '../../util/json-object.js';
import { getJson, noSuchJson } from './get.js';
import { checkId, readRecord } from './record.js';
import type { GeneratedJson, PortalJson } from './types.js';
import { withUncertainty } from './uncertain.js';

/** Returns the record in a response if the response proves that the golden JSON is deleted. */
function deletedRecord(body: unknown, id: number): GeneratedJson | undefined {
  if (!isObject(body) || !isObject(body.deleted_json)) return undefined;
  const record = readRecord(body.deleted_json, `DELETE /json_portal/json (id ${id})`);
  return record.id === id && record.deleted ? record : undefined;
}

/** Deletes a golden JSON of the portal. Requires its creator or an expert of the Run Registry. */
export async function deleteJson(
  client: Client,
  id: number | string,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<GeneratedJson> {
  const number = checkId(id);
  const note = `id ${number}`;
  const request = { method: 'DELETE' as const, path: '/json_portal/json', body: { id_json: number }, note };
  let proof: GeneratedJson | undefined;
  const settled = await settle<PortalJson>({
    request: `DELETE /json_portal/json (${note})`,
    isOnce: true,
    canRenew: client.usesTokens,
    send: () => client.exchange({ ...request, signal, mutation: true }),
    proves: (body) => {
      proof = deletedRecord(body, number);
      return proof === undefined ? 'unconfirmed' : 'confirmed';
    },
    read: () => getJson(client, number, { signal }),
    happened: (json) => json.state === 'done' && json.deleted,
  });
  if (settled.status === 'done') return (proof ?? settled.state) as GeneratedJson;
  const error = settled.error as RunRegistryError;
  if (error instanceof ServerError && error.serverMessage?.includes('to delete not found'))
    throw noSuchJson(number, error);
  throw settled.status === 'unknown'
    ? withUncertainty(error, 'the portal may have deleted it', `Check with getJson(${number}) before you retry.`)
    : error;
}
