import { authorOf, isAutomatic } from '../history/author.js';
import type { Headers } from '../routing/request.js';
import { json, type RegistryResponse } from '../routing/response.js';
import type { Handler } from '../routing/route.js';

export const experts = 'cms-dqm-runregistry-experts';
export const shifters = 'cms-dqm-runregistry-online-shifters';

/** E-groups that may use a route, by the parameters of its path. */
type Permission = (parameters: Readonly<Record<string, string>>) => readonly string[];

/** Restricts a handler to members of the e-groups. Without a permission everyone may use it. */
export function mutation(handler: Handler, permission?: Permission): Handler {
  return async (context) => {
    const refused = permission === undefined ? undefined : refusal(context.headers, permission(context.parameters));
    return refused ?? context.mutations.run(() => handler(context));
  };
}

function refusal(headers: Headers, allowed: readonly string[]): RegistryResponse | undefined {
  const { email, egroups } = headers;
  if (isAutomatic(authorOf(headers))) return undefined;
  if (!email || !egroups) throw new Error('Request must provide email and egroups');
  if (
    String(egroups)
      .split(',')
      .some((egroup) => allowed.includes(egroup))
  )
    return undefined;
  const links = allowed.map(
    (egroup) =>
      `<a target="_blank" href=https://e-groups.cern.ch/e-groups/Egroup.do?egroupName=${egroup}&tab=3>${egroup}</a>`,
  );
  const message =
    'User needs to be part of any of the following e-groups to fulfill this action (clickable links): <br/><br/>' +
    `<strong><i>${links.join('</i></strong><br/></br><strong><i>')}</i></strong> <br/><br/> ` +
    'IMPORTANT: After being accepted to an e-group it is necessary to <a href="/logout">log-out</a> and log-in again. ';
  return json({ message }, 401);
}
