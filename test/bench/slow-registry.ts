import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readBody } from 'node:stream/consumers';

// A registry in a separate process that delays each response by some milliseconds, as a network does. Responses are cached, because the
// real registry handles requests in parallel and the embedded one does not. `/token` returns a token, and `/max-open` the largest
// number of concurrent requests. The bytes are cached, because to encode them would delay large pages more than small ones.

const [, , url = '', delay = ''] = process.argv;
const responses = new Map<string, Promise<string | Uint8Array>>([
  ['/token ', Promise.resolve(JSON.stringify({ access_token: 'a-token', expires_in: 1199 }))],
]);

async function ask(path: string, body: string): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url + path, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`${path} returned status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

let open = 0;
let maxOpen = 0;
const server = createServer(async (request, response) => {
  const path = request.url ?? '';
  response.setHeader('content-type', 'application/json');
  if (path === '/max-open') return response.end(String(maxOpen));
  maxOpen = Math.max(maxOpen, ++open);
  response.once('close', () => open--);
  const body = await readBody(request);
  const key = `${path} ${body}`;
  const cached = responses.get(key) ?? ask(path, body);
  responses.set(key, cached);
  const content = await cached;
  setTimeout(() => response.end(content), Number(delay));
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => process.exit());
