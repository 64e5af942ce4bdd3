import { QueryError } from '../../errors.js';
import type { SourceCode, StoredText, UrlOptions } from './types.js';

/** Access to files and URLs, which the main entry installs. */
export interface FileAccess {
  readonly fromFile: (path: unknown, code: SourceCode) => Promise<StoredText>;
  readonly fromUrl: (address: unknown, code: SourceCode, options?: UrlOptions) => Promise<StoredText>;
  readonly toFile: (path: unknown, text: string, code: SourceCode) => Promise<void>;
}

const missing = (method: string, hint: string) => async (): Promise<never> => {
  throw new QueryError('not-in-core', `${method}() is missing in 'runregistry/core'`, { hint });
};

const mainEntry = "Import from 'runregistry'";

let access: FileAccess = {
  fromFile: missing('fromFile', `${mainEntry}, or pass the content of the file to fromText().`),
  fromUrl: missing('fromUrl', `${mainEntry}, or pass the content of the response to fromText().`),
  toFile: missing('toFile', `${mainEntry}, or write the result of toText().`),
};

/** Returns the installed access, which rejects every call in the core alone. */
export const fileAccess = (): FileAccess => access;

export function installFileAccess(installed: FileAccess): void {
  access = installed;
}
