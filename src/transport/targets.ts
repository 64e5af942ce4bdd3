import { didYouMean, nearest, quoted } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { isLoopback } from '../util/loopback.js';

/** The name of a registry. Arguments repeat the union, because errors then list its names. */
export type TargetName = 'production' | 'development' | 'qa' | 'local' | 'embedded';

/** The URL of a registry, and the audience of its tokens. */
export interface Endpoint {
  /** Root of the API; undefined for the embedded registry, which chooses a port when it starts. */
  readonly url: string | undefined;
  /** Audience of the token; undefined if the registry needs none. */
  readonly audience: string | undefined;
}

const targets: Readonly<Record<TargetName, Endpoint>> = {
  production: { url: 'https://cmsrunregistry.web.cern.ch/api', audience: 'webframeworks-paas-cmsrunregistry' },
  development: { url: 'https://dev-cmsrunregistry.web.cern.ch/api', audience: 'webframeworks-paas-dev-cmsrunregistry' },
  qa: { url: 'https://cmsrunregistry-qa.web.cern.ch/api', audience: 'webframeworks-paas-qa-cmsrunregistry' },
  local: { url: 'http://localhost:9500', audience: undefined },
  embedded: { url: undefined, audience: undefined },
};

/** The CERN SSO endpoint that issues tokens for client credentials. */
export const defaultTokenUrl = 'https://auth.cern.ch/auth/realms/cern/api-access/token';

/** Quotes a name for a message, after a space. Empty for a string that does not look like a name, because it may be a misplaced secret. */
export const quotedName = (name: string): string => (/^[a-z_-]{1,20}$/i.test(name) ? ` '${name}'` : '');

/** Returns the endpoint of a target. @throws QueryError for an unknown target. */
export function endpointOf(name: string): Endpoint {
  if (Object.hasOwn(targets, name)) return targets[name as TargetName];
  const names = Object.keys(targets);
  throw new QueryError('unknown-target', `Unknown target${quotedName(name)}`, {
    hint: didYouMean(nearest(name, names)) ?? `Write one of ${quoted(names)}, or set 'url'.`,
  });
}

/** Returns the origin and path of a URL. @throws QueryError for invalid URLs, plain http and URLs with credentials, query or fragment. */
export function checkUrl(text: string, option: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new QueryError('bad-url', `Expected a URL for the option '${option}'`, { hint: 'Write https://host/api.' });
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    const [host] = /^[\w.-]+:\d+(?=\/|$)/.exec(text) ?? [];
    const received = url.protocol === 'http:' ? `http://${url.host}` : host;
    throw new QueryError(
      'bad-url',
      `Expected https for the option '${option}'${received === undefined ? '' : `, got ${received}`}`,
      {
        hint:
          host === undefined
            ? 'Plain http is only allowed for this machine, because a token could be intercepted.'
            : `Write ${isLoopback(url.protocol.slice(0, -1)) ? 'http' : 'https'}://${host}.`,
      },
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new QueryError(
      'bad-url',
      `Expected a URL without credentials, query or fragment for the option '${option}'`,
      {
        hint: "Set 'clientId' and 'clientSecret'.",
      },
    );
  return url.origin + url.pathname;
}
