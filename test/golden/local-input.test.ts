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

describe('generateLocally() and evaluate()', () => {
  const whole = one(315257, 5);
  const soon = Promise.resolve({ bpix_ready: true });
  const cases: [name: string, path: string, value: unknown][] = [
    ['a string', '', 'online'],
    ['null', '', null],
    ['a list', '', [whole]],
    ['no run', '/run/run_number', { ...whole, run: undefined }],
    ['no run number', '/run/run_number', { ...whole, run: { oms: {} } }],
    ['a run number that is a string', '/run/run_number', { ...whole, run: { run_number: '315257' } }],
    ['a fractional run number', '/run/run_number', { ...whole, run: { run_number: 1.5 } }],
    ['no dataset', '/dataset/name', { ...whole, dataset: null }],
    ['a dataset that is a string', '/dataset/name', { ...whole, dataset: prompt }],
    ['no lumisection', '/lumisection/lumisection_number', { dataset: whole.dataset, run: whole.run }],
    ['lumisection 0', '/lumisection/lumisection_number', one(315257, 0)],
    ['lumisection 1.5', '/lumisection/lumisection_number', one(315257, 1.5)],
    ['a negative lumisection', '/lumisection/lumisection_number', one(315257, -3)],
    [
      'flags with the objects of the registry',
      '/lumisection/rr/dt-dt',
      { ...whole, lumisection: { lumisection_number: 1, rr: { 'dt-dt': { status: 'BAD', comment: '', cause: '' } } } },
    ],
    ['a row of a query as the run', '/run/oms', { ...whole, run: { run_number: 1, oms_attributes: { energy: 6500 } } }],
    [
      'ranges with the objects of the registry',
      '/ranges/1/rr/dt-dt',
      {
        ...dataset,
        ranges: [
          { start: 1, end: 2, rr: { 'dt-dt': null, 'csc-csc': undefined } },
          { start: 3, end: 3, rr: { 'dt-dt': { status: 'GOOD' } } },
        ],
      },
    ],
    ['flags in a Map', '/lumisection/rr', { ...whole, lumisection: { lumisection_number: 1, rr: new Map() } }],
    ['bits in a promise', '/lumisection/oms', { ...whole, lumisection: { lumisection_number: 1, oms: soon } }],
    ['attributes of the run in a promise', '/run/oms', { ...whole, run: { run_number: 1, oms: soon } }],
    ['flags of a range in a Map', '/ranges/0/rr', { ...dataset, ranges: [{ start: 1, end: 2, rr: new Map() }] }],
    ['ranges that are not a list', '/ranges', { ...dataset, ranges: { start: 1, end: 2 } }],
    ['ranges without a run number', '/run/run_number', { ...dataset, run: {} }],
    ['ranges without a dataset name', '/dataset/name', { ...dataset, dataset: {} }],
    ['a range that is a pair', '/ranges/0', { ...dataset, ranges: [[1, 3]] }],
    ['a range from 0', '/ranges/0', { ...dataset, ranges: [{ start: 0, end: 3 }] }],
    ['a range without end', '/ranges/1', { ...dataset, ranges: [{ start: 1, end: 2 }, { start: 3 }] }],
    ['a reversed range', '/ranges/0', { ...dataset, ranges: [{ start: 5, end: 3 }] }],
    [
      'ranges that overlap',
      '/ranges/1/start',
      {
        ...dataset,
        ranges: [
          { start: 1, end: 5 },
          { start: 5, end: 8 },
        ],
      },
    ],
    [
      'unsorted ranges',
      '/ranges/1/start',
      {
        ...dataset,
        ranges: [
          { start: 4, end: 5 },
          { start: 1, end: 2 },
        ],
      },
    ],
    [
      'a range to the end of its run, as written in files',
      '/ranges/0/end',
      { ...dataset, ranges: [{ start: 1, end: 268_435_455 }] },
    ],
  ];
  test.each(cases)('reject %s, with the path %o', async (_, path, value) => {
    const refusal = { is: QueryError, code: 'bad-lumisection', details: { path } };
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
  const broken = new Error('read failed');

  test('rejects with its own error, and is closed', async () => {
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
  const fail = (): void => {
    throw broken;
  };
  test.each([fail, async () => fail()])('is closed when onProgress throws or rejects', async (fail) => {
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
          onProgress: (progress) => (seen.push(progress) === 3 ? fail() : undefined),
        })
        .catch((error: unknown) => error);
      expect(thrown).toBe(broken);
      expect(isClosed).toBe(true);
      expect(seen.map(({ datasets }) => datasets)).toEqual([1, 2, 3]);
    }
  });
  test('is read without lookahead', async () => {
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
  test('counts datasets and single lumisections', async () => {
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
  const aborted = { is: AbortError, code: 'aborted' };

  test('aborted in advance reads nothing', async () => {
    let isRead = false;
    const source: Iterable<Lumisection> = {
      [Symbol.iterator]: () => {
        isRead = true;
        return [one(315257, 1)][Symbol.iterator]();
      },
    };
    const signal = AbortSignal.abort(reason);
    expect((await rejected(golden.generateLocally(source, { signal }), aborted)).cause).toBe(reason);
    await rejected(golden.generateLocally([], { signal }), aborted);
    await rejected(golden.generateLocally(streamOf<Lumisection>(), { signal }), aborted);
    expect(isRead).toBe(false);
  });
  test.each(['sync', 'async'])('closes a source that is %s', async (kind) => {
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
      aborted,
    );
    expect(error.cause).toBe(reason);
    expect(isClosed).toBe(true);
    expect(given).toBeLessThanOrEqual(4);
  });
  test('ends the wait for a pending stream', async () => {
    const controller = new AbortController();
    let resume = (): void => undefined;
    let closed = (): void => undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    async function* stream() {
      try {
        yield one(315257, 1);
        controller.abort(reason);
        await new Promise<void>((resolve) => {
          resume = resolve;
        });
        yield one(315257, 2);
      } finally {
        closed();
      }
    }
    await rejected(golden.generateLocally(stream(), { signal: controller.signal }), aborted);
    // The stream closes as soon as it resumes.
    resume();
    await isClosed;
  });
  test('takes precedence over errors of the stream', async () => {
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
    await rejected(golden.generateLocally(source, { signal: controller.signal }), aborted);
  });
});

describe('generateLocally() options', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['an unknown option', { progress: () => undefined }],
    ['a misspelt option', { luminosities: 1 }],
    ['a signal that is not an AbortSignal', { signal: true }],
    ['an onProgress that is not a function', { onProgress: {} }],
  ])('reject %s', async (_, options) => {
    await rejected(golden.generateLocally([dataset], options as LocalOptions), {
      is: QueryError,
      code: 'bad-option',
    });
  });
  test('are rejected without clauses', async () => {
    await rejected(goldenJson().generateLocally([dataset]), {
      is: QueryError,
      code: 'empty-golden',
    });
  });
});
