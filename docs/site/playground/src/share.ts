/** Codes the program in the hash of the URL, compressed. */
const key = 'code=';

/** Characters of a program that a link can contain. A short link could expand to more than the page can hold. */
export const maxLength = 200_000;

/** Compresses or decompresses bytes. @throws RangeError for a result of more than `maxBytes`. */
async function pipe(bytes: BlobPart, through: GenericTransformStream, maxBytes: number): Promise<Blob> {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(through as TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>)
    .getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new RangeError('Too large');
    }
    parts.push(value);
  }
  return new Blob(parts);
}

/** Returns the hash for a program, or undefined for a program that is too long for a link. */
export async function hashOf(code: string): Promise<string | undefined> {
  if (code.length > maxLength) return undefined;
  const packed = await pipe(code, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  const bytes = new Uint8Array(await packed.arrayBuffer());
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `#${key}${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** Returns the program of a hash; `undefined` if the hash has none, and `damaged` if it cannot be read. */
export async function codeOf(hash: string): Promise<{ readonly code: string } | 'damaged' | undefined> {
  const base64 = new URLSearchParams(hash.slice(1)).get(key.slice(0, -1));
  if (base64 === null) return undefined;
  try {
    const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const text = await pipe(bytes, new DecompressionStream('deflate-raw'), 4 * maxLength);
    // The decoder rejects bytes that are not UTF-8.
    return { code: new TextDecoder('utf-8', { fatal: true }).decode(await text.arrayBuffer()) };
  } catch {
    return 'damaged';
  }
}
