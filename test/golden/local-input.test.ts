/** Sources, signals and options of generateLocally(). */
import {
  AbortError,
  goldenJson,
  type LocalOptions,
  type LocalProgress,
  type Lumisection,
  QueryError,
  type Source,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused, rejected } from '../support/refusal.js';
import { dataset, golden, one, prompt, streamOf } from './local-fixture.js';

describe('what is no lumisection', () => {
  const whole = one(315257, 5);
  const cases: [string, unknown][] = [
    ['a text', 'online'],
    ['null', null],
    ['a list', [whole]],
    ['no run', { ...whole, run: undefined }],
    ['no run number', { ...whole, run: { oms: {} } }],
    ['a run number in text', { ...whole, run: { run_number: '315257' } }],
    ['a broken run number', { ...whole, run: { run_number: 1.5 } }],
    ['no dataset', { ...whole, dataset: null }],
    ['a dataset by its name', { ...whole, dataset: prompt }],
    ['no lumisection', { dataset: whole.dataset, run: whole.run }],
    ['lumisection 0', one(315257, 0)],
    ['lumisection 1.5', one(315257, 1.5)],
    ['a negative lumisection', one(315257, -3)],
    ['ranges that are none', { ...dataset, ranges: { start: 1, end: 2 } }],
    ['ranges of no run', { ...dataset, run: {} }],
    ['ranges of no dataset', { ...dataset, dataset: {} }],
    ['a range that is a pair', { ...dataset, ranges: [[1, 3]] }],
    ['a range from 0', { ...dataset, ranges: [{ start: 0, end: 3 }] }],
    ['a range without end', { ...dataset, ranges: [{ start: 1, end: 2 }, { start: 3 }] }],
    ['a reversed range', { ...dataset, ranges: [{ start: 5, end: 3 }] }],
    [
      'ranges that overlap',
      {
        ...dataset,
        ranges: [
          { start: 1, end: 5 },
          { start: 5, end: 8 },
        ],
      },
    ],
    [
      'ranges in disorder',
      {
        ...dataset,
        ranges: [
          { start: 4, end: 5 },
          { start: 1, end: 2 },
        ],
      },
    ],
    ['a range to the end of its run, as files write it', { ...dataset, ranges: [{ start: 1, end: 268_435_455 }] }],
  ];
  test.each(cases)('%s', async (_, value) => {
    const refusal = { is: QueryError, code: 'bad-lumisection' };
    let isClosed = false;
    async function* stream() {
      try {
        yield whole;
        yield value;
      } finally {
        isClosed = true;
      }
    }
    await rejected(golden.generateLocally([whole, value] as Lumisection[]), refusal);
    await rejected(golden.generateLocally(stream() as Source), refusal);
    expect(isClosed).toBe(true);
    refused(() => golden.evaluate(value as Lumisection), refusal);
  });
});

describe('a stream', () => {
  const broken = new Error('the disk is gone');

  test('that fails passes its error on, and is closed', async () => {
    for (const options of [{}, { signal: new AbortController().signal }]) {
      let isClosed = false;
      async function* stream() {
        try {
          yield one(315257, 1);
          throw broken;
        } finally {
          isClosed = true;
        }
      }
      expect(await golden.generateLocally(stream(), options).catch((error: unknown) => error)).toBe(broken);
      expect(isClosed).toBe(true);
    }
  });
  test('is closed when onProgress throws', async () => {
    for (const options of [{}, { signal: new AbortController().signal }]) {
      let isClosed = false;
      const seen: LocalProgress[] = [];
      async function* stream() {
        try {
          for (let number = 1; ; number++) yield one(315257, number);
        } finally {
          isClosed = true;
        }
      }
      const thrown = await golden
        .generateLocally(stream(), {
          ...options,
          onProgress: (progress) => {
            if (seen.push(progress) === 3) throw broken;
          },
        })
        .catch((error: unknown) => error);
      expect(thrown).toBe(broken);
      expect(isClosed).toBe(true);
      expect(seen.map(({ datasets }) => datasets)).toEqual([1, 2, 3]);
    }
  });
  test('is read one by one, not ahead', async () => {
    let given = 0;
    const ahead: number[] = [];
    function* source() {
      for (let number = 1; number <= 5; number++) {
        given++;
        yield one(315257, number);
      }
    }
    await golden.generateLocally(source(), { onProgress: ({ datasets }) => ahead.push(given - datasets) });
    expect(ahead).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('onProgress', () => {
  test('counts datasets, and lumisections that come by themselves', async () => {
    const seen: LocalProgress[] = [];
    await golden.generateLocally([dataset, one(315300, 1), one(315300, 2)], {
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen).toEqual([
      { datasets: 1, total: undefined },
      { datasets: 2, total: undefined },
      { datasets: 3, total: undefined },
    ]);
  });
});

describe('a signal', () => {
  const reason = new Error('enough');
  const stopped = { is: AbortError, code: 'aborted' };

  test('beforehand: nothing is read', async () => {
    let isRead = false;
    const source: Iterable<Lumisection> = {
      [Symbol.iterator]: () => {
        isRead = true;
        return [one(315257, 1)][Symbol.iterator]();
      },
    };
    const signal = AbortSignal.abort(reason);
    expect((await rejected(golden.generateLocally(source, { signal }), stopped)).cause).toBe(reason);
    await rejected(golden.generateLocally([], { signal }), stopped);
    await rejected(golden.generateLocally(streamOf(), { signal }), stopped);
    expect(isRead).toBe(false);
  });
  test.each(['sync', 'async'])('in between, of a source that is %s', async (kind) => {
    const controller = new AbortController();
    let given = 0;
    let isClosed = false;
    function* list() {
      try {
        for (;;) yield one(315257, ++given);
      } finally {
        isClosed = true;
      }
    }
    async function* stream() {
      yield* list();
    }
    const error = await rejected(
      golden.generateLocally(kind === 'sync' ? list() : stream(), {
        signal: controller.signal,
        onProgress: ({ datasets }) => {
          if (datasets === 3) controller.abort(reason);
        },
      }),
      stopped,
    );
    expect(error.cause).toBe(reason);
    expect(isClosed).toBe(true);
    expect(given).toBeLessThanOrEqual(4);
  });
  test('while a stream keeps silent', async () => {
    const controller = new AbortController();
    let speak = (): void => undefined;
    let closed = (): void => undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    async function* stream() {
      try {
        yield one(315257, 1);
        controller.abort(reason);
        await new Promise<void>((resolve) => {
          speak = resolve;
        });
        yield one(315257, 2);
      } finally {
        closed();
      }
    }
    await rejected(golden.generateLocally(stream(), { signal: controller.signal }), stopped);
    // It closes as soon as it speaks again.
    speak();
    await isClosed;
  });
  test('that fails while a stream fails too: one error is told', async () => {
    const controller = new AbortController();
    const source: AsyncIterable<Lumisection> = {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          controller.abort(reason);
          return Promise.reject(new Error('late'));
        },
        return: () => Promise.reject(new Error('later')),
      }),
    };
    await rejected(golden.generateLocally(source, { signal: controller.signal }), stopped);
  });
});

describe('options', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['unknown', { progress: () => undefined }],
    ['misspelt', { luminosities: 1 }],
    ['a signal that is none', { signal: true }],
    ['an onProgress that is none', { onProgress: {} }],
  ])('%s', async (_, options) => {
    await rejected(golden.generateLocally([dataset], options as LocalOptions), {
      is: QueryError,
      code: 'bad-option',
    });
  });
  test('without a clause, nothing is decided', async () => {
    await rejected(goldenJson().generateLocally([dataset]), {
      is: QueryError,
      code: 'empty-golden',
    });
  });
});
