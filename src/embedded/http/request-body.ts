/** Bodies of requests, read before any route is looked for: a body that cannot be read is a 500 on every path. */
import type { IncomingMessage } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { Body } from './body.js';
import { parseForm } from './form.js';

/** Larger bodies are refused. */
const BODY_LIMIT = 100 * 1024 * 1024;

/** Reads the body of a request. A body of another content type is left unread, as if there were none. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) >= 0;
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';').map((part) => part.trim());
  const isJson = type.toLowerCase() === 'application/json';
  if (!hasBody || (!isJson && type.toLowerCase() !== 'application/x-www-form-urlencoded')) return {};
  const charset = charsetOf(parameters);
  if (isJson ? !charset.startsWith('utf-') : charset !== 'utf-8') {
    throw new Error(`unsupported charset "${charset.toUpperCase()}"`);
  }
  const text = decode(await bytesOf(request), request.headers['content-encoding'], charset);
  return isJson ? parseJson(text) : parseForm(text);
}

function charsetOf(parameters: readonly string[]): string {
  const found = parameters.map((part) => /^charset="?([^"]*)"?$/i.exec(part)?.[1]).find((value) => value !== undefined);
  return (found ?? 'utf-8').toLowerCase();
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = (): Error => {
    request.resume();
    return new Error('request entity too large');
  };
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > BODY_LIMIT) {
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

function decode(bytes: Buffer, encoding: string | undefined, charset: string): string {
  const plain = inflate(bytes, (encoding ?? 'identity').toLowerCase());
  try {
    return new TextDecoder(charset).decode(plain);
  } catch {
    throw new Error(`unsupported charset "${charset.toUpperCase()}"`);
  }
}

function inflate(bytes: Buffer, encoding: string): Buffer {
  const limit = { maxOutputLength: BODY_LIMIT };
  if (encoding === 'identity') return bytes;
  if (encoding === 'gzip') return gunzipSync(bytes, limit);
  if (encoding === 'deflate') return inflateSync(bytes, limit);
  throw new Error(`unsupported content encoding "${encoding}"`);
}

/** Only objects and arrays are bodies. */
function parseJson(text: string): Body {
  if (text === '') return {};
  const start = text.search(/[^ \t\n\r]/);
  if (start === -1) throw new SyntaxError('Unexpected end of JSON input');
  const first = text.charAt(start);
  if (first !== '{' && first !== '[') throw new SyntaxError(`Unexpected token ${first} in JSON at position ${start}`);
  return JSON.parse(text) as Body;
}
