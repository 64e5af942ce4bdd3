import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { QueryError } from '../errors.js';
import type { RunRegistryOptions } from '../transport/options.js';
import type { TargetName } from '../transport/targets.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** Returns true for UTF-16, which `>` of Windows PowerShell 5 writes: with a byte order mark, or with NUL in ASCII text. */
const isUtf16 = (content: Buffer): boolean =>
  ['fffe', 'feff'].includes(content.toString('hex', 0, 2)) || content.includes(0);

function fromFile(): Variables {
  let content: Buffer;
  try {
    content = readFileSync('.env');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    // A directory may be a virtual environment of Python.
    if (code === 'ENOENT' || code === 'EISDIR') return {};
    throw new QueryError('bad-option', `Cannot read the file .env in the working directory (${code})`, {
      hint: 'Make it readable, or set ENVIRONMENT, SSO_CLIENT_ID and SSO_CLIENT_SECRET in the environment.',
      cause: error,
    });
  }
  if (isUtf16(content))
    throw new QueryError('bad-option', 'Expected UTF-8 in the file .env in the working directory, got UTF-16', {
      hint: 'Save it as UTF-8. In PowerShell, write it with Set-Content instead of >.',
    });
  // Loaded only for a file, which takes 4 ms. `config` would print, and change process.env.
  const { parse } = createRequire(import.meta.url)('dotenv') as typeof import('dotenv');
  return parse(content.toString('utf8'));
}

/** Targets without tokens. */
const withoutTokens: readonly unknown[] = ['embedded', 'local'];

/**
 * Completes options with `ENVIRONMENT`, `SSO_CLIENT_ID` and `SSO_CLIENT_SECRET`: of the environment, then of `.env`. The credentials of
 * the environment are only for the targets and for CERN SSO.
 */
export function fromEnvironment(given: RunRegistryOptions, variables: Variables = process.env): RunRegistryOptions {
  let file: Variables | undefined;
  const inFile = (name: string): string | undefined => {
    file ??= fromFile();
    return file[name];
  };
  // An empty variable counts as unset.
  const value = (name: string): string | undefined => variables[name] || inFile(name) || undefined;
  const { url, tokenUrl } = given;
  if (url !== undefined) return given;
  // A target that is null is rejected like any other value.
  const target = given.target === undefined ? value('ENVIRONMENT') : given.target;
  const options = { ...given, ...(target !== undefined && { target: target as TargetName }) };
  const hasCredentials = given.clientId !== undefined || given.clientSecret !== undefined;
  if (hasCredentials || tokenUrl !== undefined || withoutTokens.includes(target)) return options;
  const clientId = value('SSO_CLIENT_ID');
  const clientSecret = value('SSO_CLIENT_SECRET');
  if ((clientId === undefined) !== (clientSecret === undefined)) {
    const [present, missing] = clientId === undefined ? ['SECRET', 'ID'] : ['ID', 'SECRET'];
    throw new QueryError('bad-option', `SSO_CLIENT_${present} is set without SSO_CLIENT_${missing}`, {
      hint: 'Set both, in the environment or in .env, or neither.',
    });
  }
  return { ...options, ...(clientId && { clientId }), ...(clientSecret && { clientSecret }) };
}
