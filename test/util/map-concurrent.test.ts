import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { mapConcurrent } from '../../src/util/concurrency.js';

const items = Array.from({ length: 20 }, (_, index) => index);

describe('mapConcurrent()', () => {
  test.each([1, 2, 5])('stores at most twice %i results while the first task is slow', async (limit) => {
    const started: number[] = [];
    let finish = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const results = mapConcurrent(
      items,
      limit,
      async (item) => {
        started.push(item);
        if (item === 0) await slow;
        return item;
      },
      undefined,
    );
    const first = results.next();
    // Tasks without I/O complete in microtasks, which all run before.
    await setImmediate();
    const inProgress = limit === 1 ? 1 : 2 * limit;
    expect(started).toEqual(items.slice(0, inProgress));
    finish();
    expect((await first).value).toBe(0);
    const others: number[] = [];
    for await (const item of results) others.push(item);
    expect(others).toEqual(items.slice(1));
  });
  test('starts no task after one failed, and throws its error in its turn', async () => {
    const started: number[] = [];
    const failure = new Error('failed');
    const received: number[] = [];
    const reading = async () => {
      const task = async (item: number) => {
        started.push(item);
        if (item === 2) throw failure;
        return item;
      };
      for await (const item of mapConcurrent(items, 3, task, undefined)) received.push(item);
    };
    await expect(reading()).rejects.toBe(failure);
    expect(received).toEqual([0, 1]);
    // The first two tasks completed before.
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });
});
