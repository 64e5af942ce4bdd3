/** Parts of the playground that need no browser. */
import assert from 'node:assert/strict';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { compile } from '../playground/src/compile.js';
import { format, formatTable, maxCharacters } from '../playground/src/console.js';
import { libraryUrl, showName } from '../playground/src/messages.js';
import { codeOf, hashOf, maxLength } from '../playground/src/share.js';

describe('compile', () => {
  /** Runs code without imports, and returns what it returns. Values are shown as they are. */
  function run(text: string): unknown {
    const compiled = compile(text);
    assert.ok('code' in compiled, JSON.stringify(compiled));
    const body = compiled.code.replace('export {};', '');
    return new Function(showName, body)((value: unknown) => value);
  }

  for (const [what, code, expected] of [
    ['class in a namespace', 'const lib = { Box: class { value = 1 } }; return new lib.Box().value', 1],
    ['nested class', 'const a = { b: { C: class { d() { return 2 } } } }; return new a.b.C().d()', 2],
    ['built-in class', "return new Intl.NumberFormat('en').format(1234)", '1,234'],
    [
      'superclass',
      'class A { constructor() { this.x = 3 } } class B extends A { constructor() { super() } } return new B().x',
      3,
    ],
    ['implemented interface', 'class A implements Iterable<number>, Array.B<string> { y = 4 } return new A().y', 4],
    [
      'types',
      'interface A extends B.C { x: typeof Math.max } type T = ReturnType<typeof Math.min>; return Math.max(5, 4)',
      5,
    ],
    ['optional chain', 'const a = undefined as { b(): { c(): number } } | undefined; return a?.b().c() ?? 6', 6],
    ['assignment', 'const a = { b: 0 }; a.b = 7; a.b++; return a.b', 8],
    ['tagged template', 'return String.raw`a\\n`', 'a\\n'],
    ['generator', 'function* f() { yield Math.abs(-1) } return [...f()].length', 1],
    ['declaration', 'declare const x: typeof Math.max; return 9', 9],
  ] as const)
    it(`keeps the meaning of a ${what}`, () => assert.equal(run(code), expected));

  it('replaces imports of the library, also dynamic ones and those of the core', () => {
    for (const code of [
      "import { runs } from 'runregistry';",
      "import * as core from 'runregistry/core';",
      "export * from 'runregistry';",
      "const { runs } = await import('runregistry');",
    ]) {
      const compiled = compile(code);
      assert.ok('code' in compiled && compiled.code.includes(libraryUrl), code);
    }
    assert.ok('code' in compile("import type { Foo } from 'elsewhere';"));
  });

  for (const [code, message, line] of [
    ["\nimport { readFileSync } from 'node:fs';", "Cannot import 'node:fs'", 2],
    ["await import('lodash');", "Cannot import 'lodash'", 1],
    ["import 'https://example.org/a.js';", "Cannot import 'https://example.org/a.js'", 1],
    ['\nimport runregistry\nruns = runregistry.get_runs(filter={})', 'This looks like Python', 2],
    ['runregistry.get_run(run_number=327744)', 'This looks like Python', 1],
    ['from runregistry.utils import transform', 'This looks like Python', 1],
  ] as const)
    it(`reports ${JSON.stringify(code)}`, () => {
      const compiled = compile(code);
      assert.ok('failure' in compiled && !compiled.isIncomplete);
      assert.ok(compiled.failure.message.startsWith(message), compiled.failure.message);
      assert.equal(compiled.failure.line, line);
    });

  it('reports incomplete code with its line', () => {
    const compiled = compile('const a = 1;\nruns().where(');
    assert.ok('failure' in compiled && compiled.isIncomplete);
    assert.equal(compiled.failure.line, 2);
  });
});

describe('format', () => {
  it('formats values without JSON, cycles, and values that throw', () => {
    const cycle: { self?: unknown; n: number } = { n: 1 };
    cycle.self = cycle;
    assert.equal(format(cycle), '{ "n": 1, "self": "[Circular]" }');
    assert.equal(format([1n, undefined, Symbol('a'), class A {}]), '["1n", null, "Symbol(a)", "[Function: A]"]');
    assert.equal(format(new Map([['a', 1]])), '[["a", 1]]');
    assert.equal(format(Object.create(null)), '{}');
    assert.equal(format(new Date(0)), String(new Date(0)));
    assert.equal(format(new TypeError('x')), 'TypeError: x');
    assert.match(format({ toString: null, nested: { toString: undefined } }), /"nested"/);
    let deep: unknown = 0;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    assert.match(format(deep), /…/);
  });

  it('shortens what is too long to read', () => {
    for (const value of ['x'.repeat(1e7), Array.from({ length: 1e6 }, (_, index) => index)])
      assert.ok(format(value).length < maxCharacters + 100);
  });

  it('draws tables as Node does', () => {
    const tableOfNode = (value: unknown): string => {
      let text = '';
      const stdout = new Writable({
        write(chunk, _, done) {
          text += chunk;
          done();
        },
      });
      new Console({ stdout }).table(value);
      return text.trimEnd();
    };
    for (const value of [
      [{ run_number: 1, class: 'A', energy: null }, { run_number: 22 }],
      [1, 'a', true],
      { a: { b: 1 }, c: 2 },
    ])
      assert.equal(formatTable(value), tableOfNode(value));
    assert.equal(formatTable('text'), 'text');
    assert.match(formatTable(Array(100_000).fill(1)).slice(-20), /┘\n… 99000 more rows$/);
  });
});

describe('links', () => {
  const packed = async (text: string): Promise<string> => {
    const bytes = await new Response(
      new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw')),
    ).arrayBuffer();
    return `#code=${Buffer.from(bytes).toString('base64url')}`;
  };

  it('restore any program', async () => {
    for (const code of [
      '',
      "const é = '☃ 😀 \\u0000';\n",
      'x'.repeat(maxLength),
      Array.from({ length: 20_000 }, () => Math.random())
        .join()
        .slice(0, maxLength),
    ])
      assert.deepEqual(await codeOf((await hashOf(code)) ?? ''), { code });
  });

  it('are not made for a program that is too long', async () =>
    assert.equal(await hashOf('x'.repeat(maxLength + 1)), undefined));

  it('are damaged if they cannot be read, or expand to more than the page can hold', async () => {
    const link = (await hashOf('import { runs } from "runregistry";')) ?? '';
    const bomb = await packed('\0'.repeat(50_000_000));
    assert.ok(bomb.length < 100_000);
    for (const hash of ['#code=', '#code=!!!', '#code=%00', link.slice(0, -5), bomb])
      assert.equal(await codeOf(hash), 'damaged', hash.slice(0, 40));
    for (const hash of ['', '#', '#other', '#other=1']) assert.equal(await codeOf(hash), undefined);
  });
});
