import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { QueryError } from '../errors.js';
import type { RunRegistryOptions } from '../transport/options.js';
import type { TargetName } from '../transport/targets.js';

type Variables = Readonly<Record<string, string | undefined>>;

function fromFile(): Variables {
  let text: string;
  try {
    text = readFileSync('.env', 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    // No such file, or a directory: a virtual environment of Python may be called .env.
    if (code === 'ENOENT' || code === 'EISDIR') return {};
    throw new QueryError('bad-option', `the file .env in the working directory cannot be read (${code})`, {
      hint: 'make it readable, or set ENVIRONMENT, SSO_CLIENT_ID and SSO_CLIENT_SECRET in the environment',
      cause: error,
    });
  }
  // `parse` alone: `config` would print, and would change process.env.
  // Loaded when there is a file to read.
  const { parse } = createRequire(import.meta.url)('dotenv') as typeof import('dotenv');
  return parse(text);
}

/**
 * Options from the environment and, for what it lacks, from `.env` in the working directory: `ENVIRONMENT`, `SSO_CLIENT_ID`,
 * `SSO_CLIENT_SECRET`.
 */
export function optionsFromEnvironment(variables: Variables = process.env): RunRegistryOptions {
  let file: Variables | undefined;
  const inFile = (name: string): string | undefined => {
    file ??= fromFile();
    return file[name];
  };
  // A variable that is set but empty says nothing.
  const value = (name: string): string | undefined => variables[name] || inFile(name) || undefined;
  const target = value('ENVIRONMENT');
  if (target === 'embedded' || target === 'local') return { target };
  const clientId = value('SSO_CLIENT_ID');
  const clientSecret = value('SSO_CLIENT_SECRET');
  if ((clientId === undefined) !== (clientSecret === undefined)) {
    const [given, missing] = clientId === undefined ? ['SECRET', 'ID'] : ['ID', 'SECRET'];
    throw new QueryError('bad-option', `SSO_CLIENT_${given} is set without SSO_CLIENT_${missing}`, {
      hint: 'set both in the environment or in .env, or neither',
    });
  }
  return {
    ...(target === undefined ? {} : { target: target as TargetName }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}
