import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readBody } from 'node:stream/consumers';

// A process of its own: a registry as far away as on the network of a laboratory, where each answer takes some milliseconds. Answers are
// kept, since the real registry works at many requests at once, and the embedded one, a single process, at one. It gives tokens too,
// and tells at `/most-at-once` how many requests there were at the same time.

const [, , url = '', delay = ''] = process.argv;
const answers = new Map<string, Promise<string>>([
  ['/token ', Promise.resolve(JSON.stringify({ access_token: 'a-token', expires_in: 1199 }))],
]);

async function ask(path: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url + path, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  return answer.text();
}

let open = 0;
let mostAtOnce = 0;
const server = createServer(async (request, response) => {
  const path = request.url ?? '';
  response.setHeader('content-type', 'application/json');
  if (path === '/most-at-once') return response.end(String(mostAtOnce));
  mostAtOnce = Math.max(mostAtOnce, ++open);
  response.once('close', () => open--);
  const body = await readBody(request);
  const key = `${path} ${body}`;
  const kept = answers.get(key) ?? ask(path, body);
  answers.set(key, kept);
  const text = await kept;
  setTimeout(() => response.end(text), Number(delay));
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => process.exit());
