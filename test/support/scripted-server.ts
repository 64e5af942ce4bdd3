import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readBody } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A response, or a connection failure. */
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly text?: string;
      /** Bytes to send unchanged. */
      readonly bytes?: Uint8Array;
      readonly gzip?: boolean;
    }
  /** The connection is reset before a response. */
  | 'reset'
  /** No response is ever sent. */
  | 'never'
  /** The response ends before its announced length, or before its last chunk. */
  | 'truncated'
  | 'truncated chunks';

/** Decides the reply to a request; `index` counts requests from 0. */
export type Script = (request: Received, index: number) => Reply | Promise<Reply>;

/** A local server with scripted responses that records its requests. */
export interface ScriptedServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Requests without a response, and their maximum so far. */
  readonly open: number;
  readonly maxOpen: number;
  close(): Promise<void>;
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'never') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply === 'truncated' || reply === 'truncated chunks') {
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(reply === 'truncated' && { 'content-length': '1000' }),
    });
    response.write('{"runs": [', () => response.socket?.destroy());
    return;
  }
  const { status = 200, headers = {}, json, text, bytes, gzip = false } = reply;
  const plain = bytes ?? Buffer.from(json === undefined ? (text ?? '') : JSON.stringify(json));
  response.writeHead(status, {
    'content-type': json === undefined ? 'text/plain' : 'application/json; charset=utf-8',
    ...(gzip && { 'content-encoding': 'gzip' }),
    ...headers,
  });
  response.end(gzip ? gzipSync(plain) : plain);
}

/** Starts a scripted server on a free port. */
export async function scripted(script: Script): Promise<ScriptedServer> {
  const received: Received[] = [];
  let open = 0;
  let maxOpen = 0;
  const server = createServer((request, response) => {
    maxOpen = Math.max(maxOpen, ++open);
    response.once('close', () => open--);
    const respond = async () => {
      const { method = '', url: path = '', headers } = request;
      const arrived: Received = { method, path, headers, body: await readBody(request) };
      send(response, await script(arrived, received.push(arrived) - 1));
    };
    respond().catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    get open() {
      return open;
    },
    get maxOpen() {
      return maxOpen;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
