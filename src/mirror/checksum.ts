import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Size and hash of a file. */
export interface Checksum {
  readonly bytes: number;
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
}

/** Reads a file, and returns its size and hash. */
export async function checksumOf(path: string): Promise<Checksum> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(2 ** 20);
  const file = await open(path);
  try {
    for (let bytes = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

const jsonHash = (content: object): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** Adds the hash of a JSON document to it. */
export const withHash = <Content extends object>(content: Content): Content & Pick<Checksum, 'sha256'> => ({
  ...content,
  sha256: jsonHash(content),
});

/** Returns true for a JSON document of `withHash()` that was not changed, except for its white space. */
export function hasHash({ sha256, ...content }: { readonly sha256?: unknown }): boolean {
  return sha256 === jsonHash(content);
}
