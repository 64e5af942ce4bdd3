/** Codes the program in the hash of the URL, compressed. */
const key = 'code=';

async function pipe(bytes: BlobPart, through: GenericTransformStream): Promise<Blob> {
  return new Response(new Blob([bytes]).stream().pipeThrough(through as TransformStream)).blob();
}

/** Returns the hash for a program. */
export async function hashOf(code: string): Promise<string> {
  const packed = await pipe(code, new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await packed.arrayBuffer());
  const base64 = btoa(String.fromCharCode(...bytes));
  return `#${key}${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** Returns the program of a hash, or undefined if there is none. */
export async function codeOf(hash: string): Promise<string | undefined> {
  const base64 = new URLSearchParams(hash.slice(1)).get(key.slice(0, -1));
  if (base64 === null) return undefined;
  try {
    const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return await (await pipe(bytes, new DecompressionStream('deflate-raw'))).text();
  } catch {
    return undefined;
  }
}
