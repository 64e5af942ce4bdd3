import type { IncomingMessage } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { bodyFormat } from '../routing/body.js';
import type { Headers } from '../routing/request.js';

/** Larger bodies are refused. */
const maxBytes = 100 * 1024 * 1024;

/** Reads the body of a request and decodes its content encoding. Bodies that the registry ignores are left unread. */
export async function readBody(request: IncomingMessage, headers: Headers): Promise<Uint8Array | undefined> {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length']) >= 0;
  if (!hasBody || bodyFormat(headers) === undefined) return undefined;
  return inflate(await bytesOf(request), (headers['content-encoding'] ?? 'identity').toLowerCase());
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = (): Error => {
    request.resume();
    return new Error('request entity too large');
  };
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) {
        request.removeAllListeners('data');
        reject(tooLarge());
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function inflate(bytes: Buffer, encoding: string): Buffer {
  const limit = { maxOutputLength: maxBytes };
  if (encoding === 'identity') return bytes;
  if (encoding === 'gzip') return gunzipSync(bytes, limit);
  if (encoding === 'deflate') return inflateSync(bytes, limit);
  throw new Error(`unsupported content encoding "${encoding}"`);
}
