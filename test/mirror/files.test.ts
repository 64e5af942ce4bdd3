import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeDirectory } from '../../src/mirror/files.js';
import { temporaryDirectory } from './fixture.js';

describe('makeDirectory()', () => {
  test('creates missing parents, also for several callers', async () => {
    const path = join(temporaryDirectory(), 'a', 'b', 'c');
    await Promise.all([makeDirectory(path), makeDirectory(path), makeDirectory(join(path, 'd'))]);
    await makeDirectory(path);
    expect(existsSync(join(path, 'd'))).toBe(true);
  });

  // A recursive mkdir of Node 20 never ends here.
  test.runIf(process.platform === 'linux')('rejects where the system creates no directories', async () => {
    await expect(makeDirectory('/proc/mirror/of/runs')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
