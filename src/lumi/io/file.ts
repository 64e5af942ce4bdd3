import { constants, createReadStream } from 'node:fs';
import { access, chmod, chown, readlink, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NotFoundError, QueryError } from '../../errors.js';
import { describe } from '../../util/describe.js';
import { filePathOf } from '../../util/file-path.js';
import { replaceFile } from '../../util/replace-file.js';
import { orAwait } from '../range.js';
import { textOf } from './decode.js';
import type { SourceCode, StoredText } from './types.js';

/** Returns the path of a file. */
function pathOf(value: unknown, code: SourceCode): string {
  const path = filePathOf(value);
  if (typeof path === 'string') return path;
  const { received, cause } = path;
  const otherwise =
    received !== undefined && code === 'bad-lumi-list'
      ? 'Use LumiList.fromUrl for a URL.'
      : orAwait(value, 'Pass a path, or a URL that begins with file:.');
  throw new QueryError(
    code,
    `Expected the path of a file, got ${received === undefined ? describe(value) : `'${received}'`}`,
    {
      hint: path.hint ?? otherwise,
      cause,
    },
  );
}

/**
 * Reads a file, and decompresses it if it is compressed.
 *
 * @throws NotFoundError if it does not exist; QueryError with the given code if it cannot be read.
 */
export async function fromFile(path: unknown, code: SourceCode): Promise<StoredText> {
  const name = pathOf(path, code);
  try {
    return { name, text: await textOf(createReadStream(name), name, code) };
  } catch (cause) {
    if (cause instanceof QueryError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT') {
      const hint = isAbsolute(name) ? undefined : `The working directory is ${process.cwd()}.`;
      throw new NotFoundError('no-such-file', `File ${name} does not exist`, { hint, source: name, cause });
    }
    if (reason === 'EISDIR')
      throw new QueryError(code, `Expected a file, got the folder ${name}`, {
        hint: 'Pass the path of a file.',
        source: name,
        cause,
      });
    throw new QueryError(code, `Cannot read ${name} (${reason})`, { source: name, cause });
  }
}

/** Returns the file that a path refers to through symbolic links, which may not exist yet. */
async function linkTarget(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const link = await readlink(path).catch(() => undefined);
    return link === undefined ? path : linkTarget(resolve(await realpath(dirname(path)), link));
  }
}

/** Replaces a file, and preserves its permissions and symbolic links to it. */
async function replace(path: string, content: string | Uint8Array): Promise<void> {
  const old = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  // A device or a pipe, such as /dev/stdout, cannot be replaced.
  if (old !== undefined && !old.isFile()) return writeFile(path, content);
  // A rename would also replace a file that is read-only.
  if (old !== undefined) await access(path, constants.W_OK);
  await replaceFile(await linkTarget(path), content, async (temporary) => {
    if (old === undefined) return;
    // Fails unless the user may give files away.
    await chown(temporary, old.uid, old.gid).catch(() => undefined);
    await chmod(temporary, old.mode);
  });
}

/**
 * Writes a file, and compresses it if the name ends in `.gz`. After a failure, an existing file has its old content.
 *
 * @throws QueryError with the given code if it cannot be written.
 */
export async function toFile(path: unknown, text: string, code: SourceCode): Promise<void> {
  const name = pathOf(path, code);
  try {
    await replace(name, name.endsWith('.gz') ? gzipSync(text) : text);
  } catch (cause) {
    const reason = String((cause as NodeJS.ErrnoException).code);
    const folder = dirname(name);
    const hints: Readonly<Record<string, string>> = {
      ENOENT: `Check that the folder ${folder} exists.`,
      EACCES: `Check that you may write to the file and to the folder ${folder}.`,
    };
    throw new QueryError(code, `Cannot write ${name} (${reason})`, { hint: hints[reason], source: name, cause });
  }
}
