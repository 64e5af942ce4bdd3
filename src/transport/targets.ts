import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { isLoopback } from '../util/loopback.js';

/** A registry that is known by name. */
export type TargetName = 'production' | 'development' | 'qa' | 'local' | 'embedded';

/** Where a registry answers, and how it wants to be asked. */
export interface Endpoint {
  /** Root of the API; undefined for the embedded registry, which picks its own when it starts. */
  readonly url: string | undefined;
  /** Audience of the token; undefined where no token is needed. */
  readonly audience: string | undefined;
}

const targets: Readonly<Record<TargetName, Endpoint>> = {
  production: { url: 'https://cmsrunregistry.web.cern.ch/api', audience: 'webframeworks-paas-cmsrunregistry' },
  development: { url: 'https://dev-cmsrunregistry.web.cern.ch/api', audience: 'webframeworks-paas-dev-cmsrunregistry' },
  qa: { url: 'https://cmsrunregistry-qa.web.cern.ch/api', audience: 'webframeworks-paas-qa-cmsrunregistry' },
  local: { url: 'http://localhost:9500', audience: undefined },
  embedded: { url: undefined, audience: undefined },
};

/** Where the single sign-on hands out tokens for client credentials. */
export const defaultTokenUrl = 'https://auth.cern.ch/auth/realms/cern/api-access/token';

/** What was given as a name, where it looks like one: it may be a secret in the wrong place. */
export const nameOf = (given: string): string => (/^[a-z_-]{1,20}$/i.test(given) ? `'${given}'` : 'what is given');

/** The endpoint of a target. */
export function endpointOf(name: string): Endpoint {
  if (Object.hasOwn(targets, name)) return targets[name as TargetName];
  const names = Object.keys(targets);
  throw new QueryError('unknown-target', `${nameOf(name)} is not a registry`, {
    hint: didYouMean(nearest(name, names)) ?? `write one of ${names.join(', ')}, or give a url`,
  });
}

/** An address as it may be shown: without user, password, query; an empty query or fragment is left out, for paths are appended to it. */
export function checkedUrl(text: string, what: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new QueryError('bad-url', `the ${what} is not an address`, { hint: 'write one such as https://host/api' });
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new QueryError(
      'bad-url',
      `the ${what}${url.protocol === 'http:' ? ` http://${url.host}` : ''} is not https`,
      {
        hint: 'plain http is spoken only to this machine, since a token could be read on the way',
      },
    );
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new QueryError('bad-url', `the ${what} must not carry credentials, a query or a fragment`, {
      hint: 'give clientId and clientSecret as options of their own',
    });
  return url.origin + url.pathname;
}
