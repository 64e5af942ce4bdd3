/** Random documents on random data: the library returns the results of json-logic-js. */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { type DatasetLumisections, goldenJson, type JsonLogic, type Lumisection } from 'runregistry';
import { expect, test } from 'vitest';
import { fewest, rounds, seed } from '../support/rounds.js';
import { conditions, documents, lumisections, owners } from './arbitrary.js';
import { rebuild } from './rebuild.js';

const cases = rounds({ usual: 100, full: 1500 });

interface Verdict {
  readonly value?: boolean;
  readonly error?: true;
}

/** The verdict of the portal: the value of json-logic-js, converted to a boolean by JavaScript. */
function expected(document: JsonLogic, data: unknown): Verdict {
  try {
    return { value: Boolean(jsonLogic.apply(document as never, data)) };
  } catch {
    return { error: true };
  }
}

function found(evaluate: () => boolean): Verdict {
  try {
    return { value: evaluate() };
  } catch {
    return { error: true };
  }
}

const parsed = (document: JsonLogic) => goldenJson.parse(document as object).golden;

test(`${cases} random documents evaluate as in json-logic-js`, () => {
  console.log(`${cases} random documents: TEST_SEED=${seed}`);
  let passing = 0;
  fc.assert(
    fc.property(documents, fc.array(lumisections, { minLength: 3, maxLength: 3 }), (document, data) => {
      const golden = parsed(document);
      for (const one of data) {
        const verdict = expected(document, one);
        if (verdict.value === true) passing++;
        expect(found(() => golden.evaluate(one))).toEqual(verdict);
      }
    }),
    { numRuns: cases, seed },
  );
  // Documents that no lumisection passes, or all, would prove nothing.
  expect(passing).toBeGreaterThanOrEqual(fewest(0.1, cases * 3));
  expect(passing).toBeLessThan(cases * 2.75);
});

test('ranges evaluate like their single lumisections', () => {
  const ranges = fc.array(fc.tuple(conditions, fc.constantFrom(1, 1, 3), fc.constantFrom(0, 0, 2)), { maxLength: 5 });
  fc.assert(
    fc.property(documents, owners, ranges, (document, owner, parts) => {
      const golden = parsed(document);
      let next = 1;
      const source = {
        ...owner,
        ranges: parts.map(([known, length, gap]) => {
          const start = next + gap;
          next = start + length;
          return { start, end: next - 1, ...known };
        }),
      };
      const single: number[] = [];
      for (const { start, end, oms, rr } of source.ranges)
        for (let number = start; number <= end; number++) {
          const one = { ...owner, lumisection: { lumisection_number: number, oms, rr } } as unknown as Lumisection;
          const verdict = found(() => golden.evaluate(one));
          // A rule that fails ends the evaluation, of one lumisection or of all.
          if (verdict.error) return;
          if (verdict.value) single.push(number);
        }
      const together = golden.evaluate(source as unknown as DatasetLumisections);
      expect(
        together.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
      ).toEqual(single);
      for (const [index, [first]] of together.entries())
        if (index > 0) expect(first).toBeGreaterThan((together[index - 1]?.[1] ?? 0) + 1);
    }),
    { numRuns: cases / 2, seed },
  );
});

test('parsing preserves every document verbatim', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const golden = parsed(document);
      expect(JSON.stringify(golden)).toBe(JSON.stringify(document));
      expect(JSON.stringify(goldenJson.parse(JSON.stringify(document)).golden)).toBe(JSON.stringify(document));
      // Neither throws for a document that parses.
      golden.lint();
      golden.explain();
    }),
    { numRuns: cases, seed },
  );
});

// Compiling TypeScript takes longer than all the rest.
test('printed TypeScript builds the same document', () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(JSON.stringify(rebuild(parsed(document).toTypeScript()))).toBe(JSON.stringify(document));
    }),
    { numRuns: cases / 10, seed },
  );
});

test('a trace agrees with evaluate()', () => {
  fc.assert(
    fc.property(documents, lumisections, (document, data) => {
      const golden = parsed(document);
      const verdict = found(() => golden.evaluate(data));
      if (verdict.error) return;
      const trace = golden.trace(data);
      expect(trace.passes).toBe(verdict.value);
      expect(trace.failed.length === 0).toBe(verdict.value);
      expect(String(trace)).toContain(verdict.value ? 'passes' : 'fails');
    }),
    { numRuns: cases / 5, seed },
  );
});
