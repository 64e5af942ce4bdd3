import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ConnectionError, NotFoundError, QueryError, ResponseError } from '../errors.js';
import { goOn } from '../signals.js';
import { isLoopback } from '../util/loopback.js';
import { orAwait, shown } from './range.js';

/** A text, and where it comes from. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Options for reading from an address. */
export interface UrlOptions {
  /** Stops the work; the promise is rejected with an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

const longestChain = 10;

/** Bytes that a text may have, unpacked. A few kilobytes of gzip can be gigabytes. */
const largest = 500_000_000;

const tooLarge = (code: string, name: string, cause?: unknown): QueryError =>
  new QueryError(code, `${name}: it has more than ${largest} bytes`, { cause });

/** Checks that options are an object with known names, for callers without a type checker. */
export function checkOptions(options: unknown, known: readonly string[], of: string): void {
  const hint = `write { ${known.join(', ')} }`;
  if (typeof options !== 'object' || options === null)
    throw new QueryError('bad-option', `the options of ${of} are an object, and ${shown(options)} is none`, { hint });
  for (const name of Object.keys(options))
    if (!known.includes(name)) throw new QueryError('bad-option', `'${name}' is not an option of ${of}`, { hint });
}

/** The text of some bytes, which may be compressed: gzip is known by its first two. */
function textOf(bytes: Uint8Array, name: string, code: string): string {
  try {
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: largest }) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(code, name, cause);
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b && !(cause instanceof TypeError);
    const what = zipped ? 'the compressed data is broken' : 'it is not text in UTF-8';
    throw new QueryError(code, `${name}: ${what}`, { hint: zipped ? 'is the file complete?' : undefined, cause });
  }
}

/** The path of a file as text. */
function pathOf(path: unknown, code: string): string {
  const url = path instanceof URL ? path : undefined;
  if (url?.protocol === 'file:')
    try {
      return fileURLToPath(url);
    } catch (cause) {
      throw new QueryError(code, `'${url}' is not the path of a file`, { hint: 'is it on this machine?', cause });
    }
  if (typeof path === 'string' && /^file:\/\//i.test(path))
    throw new QueryError(code, `'${path}' is not the path of a file`, { hint: `write new URL('${path}')` });
  if (typeof path === 'string' && path !== '' && !/^https?:\/\//i.test(path)) return path;
  const address = url !== undefined || (typeof path === 'string' && path !== '');
  throw new QueryError(code, `${address ? `'${path}'` : shown(path)} is not the path of a file`, {
    hint:
      address && code === 'bad-lumi-list'
        ? 'addresses are read by LumiList.fromUrl'
        : orAwait(path, 'write a path, or a URL that begins with file:'),
  });
}

/**
 * Reads a file, gunzipped where it is compressed.
 * @throws NotFoundError where there is none; QueryError of the given code where it cannot be read.
 */
export async function fromFile(path: unknown, code: string): Promise<Source> {
  const name = pathOf(path, code);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(name);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT') {
      const hint = isAbsolute(name) ? undefined : `the path is looked up in ${process.cwd()}`;
      throw new NotFoundError('no-such-file', `there is no file ${name}`, { hint, cause });
    }
    if (reason === 'EISDIR')
      throw new QueryError(code, `${name}: it is a folder`, { hint: 'name a file in it', cause });
    throw new QueryError(code, `${name}: it cannot be read (${reason})`, { cause });
  }
  return { name, text: textOf(bytes, name, code) };
}

/**
 * Writes a file, gzipped where its name says so.
 * @throws QueryError of the given code where it cannot be written.
 */
export async function toFile(path: unknown, text: string, code: string): Promise<void> {
  const name = pathOf(path, code);
  try {
    await writeFile(name, name.endsWith('.gz') ? gzipSync(text) : text);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    throw new QueryError(code, `${name}: it cannot be written (${reason})`, { cause });
  }
}

const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

function urlOf(address: unknown): URL {
  const fail = (message: string, hint: string | undefined): never => {
    throw new QueryError('bad-url', message, { hint });
  };
  const text = address instanceof URL ? address.href : address;
  if (typeof text !== 'string' || !URL.canParse(text))
    return fail(`${shown(address)} is not an address`, orAwait(address, 'write one such as https://host/file.json'));
  const url = new URL(text);
  if (url.protocol === 'file:') return fail(`'${url}' is a file`, 'files are read by LumiList.fromFile');
  if (!isSafe(url))
    return fail(
      `the address ${url.protocol}//${url.host} is not https`,
      'plain http is spoken only to this machine, since anybody could change the list on the way',
    );
  if (url.username !== '' || url.password !== '')
    return fail(`the address of ${url.host} carries credentials`, 'leave out what stands before the @');
  return url;
}

/** The bytes of an answer, no more of them than may be. */
async function bytesOf(response: Response, name: string, code: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > largest) throw tooLarge(code, name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Where an answer leads on to, if it does. From https to https only. */
function redirected(response: Response, from: URL, request: string): URL | undefined {
  const location = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || location === null) return undefined;
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to !== undefined && (to.protocol === 'https:' || (from.protocol === 'http:' && isSafe(to)))) return to;
  throw new ResponseError('bad-redirect', `${request} leads on to ${to?.origin ?? 'no address'}, which is not https`, {
    request,
    status: response.status,
  });
}

/**
 * Reads what is at an address, with https alone, or http to this machine.
 * @throws QueryError for an address that is not allowed; ConnectionError, ResponseError or AbortError where there is no answer of
 * status 2xx.
 */
export async function fromUrl(address: unknown, code: string, options: UrlOptions = {}): Promise<Source> {
  checkOptions(options, ['signal'], 'fromUrl()');
  const { signal } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new QueryError('bad-option', `the option 'signal' is ${shown(signal)}`, {
      hint: 'write the signal of an AbortController',
    });
  let url = urlOf(address);
  // Without the query, which may hold a secret.
  const name = `${url.origin}${url.pathname}`;
  const request = `GET ${name}`;
  for (let step = 0; step <= longestChain; step++) {
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await fetch(url, { redirect: 'manual', ...(signal === undefined ? {} : { signal }) });
      bytes = await bytesOf(response, name, code);
    } catch (cause) {
      if (cause instanceof QueryError) throw cause;
      goOn(signal, request);
      const reason = ((cause as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? (cause as Error).message;
      throw new ConnectionError('connection-failed', `${request} got no answer (${reason})`, { request, cause });
    }
    const next = redirected(response, url, request);
    if (next === undefined) {
      if (response.ok) return { name, text: textOf(bytes, name, code) };
      throw new ResponseError('bad-answer', `${request} was answered with status ${response.status}`, {
        request,
        status: response.status,
        hint:
          response.status === 401 || response.status === 403
            ? 'open the address in a browser, save the file and read that: no credentials are sent'
            : undefined,
      });
    }
    url = next;
  }
  throw new ResponseError('bad-redirect', `${request} leads on more than ${longestChain} times`, { request });
}
