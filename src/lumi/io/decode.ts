import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { QueryError } from '../../errors.js';
import type { SourceCode } from './types.js';

/** The maximum size after decompression. A few kilobytes of gzip can be gigabytes. */
const maxBytes = 500_000_000;

const tooLarge = (code: SourceCode, name: string): QueryError =>
  new QueryError(code, `${name}: Expected at most ${maxBytes} bytes`, { source: name });

export type Chunks = AsyncIterable<Uint8Array>;

/** Creates the error for invalid content, which is thrown while bytes are read. */
const brokenText = (code: SourceCode, name: string, cause: unknown): QueryError =>
  new QueryError(code, `${name}: Expected UTF-8`, {
    hint: 'Save the file as UTF-8. In Windows PowerShell, > writes UTF-16.',
    source: name,
    cause,
  });

/** Reads the first two bytes of chunks, and all chunks including these. */
async function peek(chunks: Chunks): Promise<{ readonly head: Uint8Array; readonly all: AsyncGenerator<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < 2) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head, all: all() };
}

/** Decompresses chunks that begin like gzip. Others are passed through. */
async function* unzipped(chunks: Chunks, name: string, code: SourceCode): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(chunks);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* all;
  let sourceError: unknown;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* all;
    } catch (error) {
      sourceError = error;
      throw error;
    }
  }
  const packed = Readable.from(watched());
  const plain = createGunzip();
  packed.on('error', (error) => plain.destroy(error));
  try {
    for await (const chunk of packed.pipe(plain)) yield chunk as Uint8Array;
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError;
    throw new QueryError(code, `${name}: Cannot decompress the data`, {
      hint: 'Check that the file is complete.',
      source: name,
      cause,
    });
  } finally {
    packed.destroy();
    plain.destroy();
  }
}

/** Decodes chunks. Stops at the first invalid byte, or beyond the maximum size. */
export async function textOf(chunks: Chunks, name: string, code: SourceCode): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw brokenText(code, name, cause);
    }
  };
  const texts: string[] = [];
  let length = 0;
  for await (const chunk of unzipped(chunks, name, code)) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(code, name);
    texts.push(decode(chunk));
  }
  texts.push(decode());
  return texts.join('');
}
