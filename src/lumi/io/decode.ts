import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { QueryError } from '../../errors.js';
import type { SourceCode } from './types.js';

/** Bytes that a text may have, unpacked. A few kilobytes of gzip can be gigabytes. */
const largest = 500_000_000;

const tooLarge = (code: SourceCode, name: string): QueryError =>
  new QueryError(code, `${name}: it has more than ${largest} bytes`);

export type Chunks = AsyncIterable<Uint8Array>;

/** Thrown inside the reading of bytes: their source is well, and their content is not. */
const brokenText = (code: SourceCode, name: string, cause: unknown): QueryError =>
  new QueryError(code, `${name}: it is not text in UTF-8`, { cause });

/** Unzips chunks that begin like gzip, and leaves others as they are. */
async function* unzipped(chunks: Chunks, name: string, code: SourceCode): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < 2) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  const all = (async function* () {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* all;
  let sourceError: unknown;
  const packed = Readable.from(
    (async function* () {
      try {
        yield* all;
      } catch (error) {
        sourceError = error;
        throw error;
      }
    })(),
  );
  const plain = createGunzip();
  packed.on('error', (error) => plain.destroy(error));
  try {
    for await (const chunk of packed.pipe(plain)) yield chunk as Uint8Array;
  } catch (cause) {
    if (sourceError !== undefined) throw sourceError;
    throw new QueryError(code, `${name}: the compressed data is broken`, { hint: 'is the file complete?', cause });
  } finally {
    packed.destroy();
    plain.destroy();
  }
}

/** Decodes chunks, and stops at the first byte that is no UTF-8, or behind the largest size. */
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
    if (length > largest) throw tooLarge(code, name);
    texts.push(decode(chunk));
  }
  texts.push(decode());
  return texts.join('');
}
