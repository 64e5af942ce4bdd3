import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { watchLeaks } from './leaks.js';

describe('the detector of leaks', () => {
  it('reports a timer that waits, with the file that started it', async () => {
    const leaks = watchLeaks();
    const timer = setTimeout(() => {}, 60_000);
    try {
      await expect(leaks.check([])).rejects.toThrow('leaks.test.ts');
    } finally {
      clearTimeout(timer);
    }
  });

  it('reports a timer behind a promise', async () => {
    const leaks = watchLeaks();
    const controller = new AbortController();
    const waiting = wait(60_000, undefined, { signal: controller.signal });
    try {
      await expect(leaks.check([])).rejects.toThrow('leaks.test.ts');
    } finally {
      controller.abort();
      await expect(waiting).rejects.toThrow();
    }
  });

  it('passes when all timers are cleared or do not keep the process alive', async () => {
    const leaks = watchLeaks();
    clearTimeout(setTimeout(() => {}, 60_000));
    const background = setTimeout(() => {}, 60_000).unref();
    await leaks.check([]);
    clearTimeout(background);
  });
});
