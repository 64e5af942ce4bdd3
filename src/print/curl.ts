import type { Plan } from './plan.js';
import { shellUrl, shellWord } from './shell.js';

/** Prints the first page of each request as a curl command. The token is a variable, so no secret is printed. */
export function curl({ requests }: Plan, url: string): string {
  if (requests.length === 0) return '# No row can match, so no request is sent.';
  return requests
    .map(({ path, body }) =>
      [
        `curl --fail-with-body -X POST ${shellUrl(url, path)}`,
        `  -H 'Content-Type: application/json'`,
        `  -H "Authorization: Bearer $TOKEN"`,
        `  --data ${shellWord(JSON.stringify(body))}`,
      ].join(' \\\n'),
    )
    .join('\n');
}
