import type { Plan } from './plan.js';

const shell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

// Where the address is not known before something is started, a variable of the shell stands for it.
const address = (url: string, path: string): string =>
  url.startsWith('$') ? `"${url}${path}"` : shell(`${url}${path}`);

/** The first page of each request as a curl command. The token is read from the environment: no secret is printed. */
export function curl({ requests }: Plan, url: string): string {
  if (requests.length === 0) return '# No row can match, and no request is sent.';
  return requests
    .map(({ path, body }) =>
      [
        `curl --fail-with-body -X POST ${address(url, path)}`,
        `  -H 'Content-Type: application/json'`,
        `  -H "Authorization: Bearer $TOKEN"`,
        `  --data ${shell(JSON.stringify(body))}`,
      ].join(' \\\n'),
    )
    .join('\n');
}
