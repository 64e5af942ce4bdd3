/** Printers for shells, Python, TypeScript and CSV print every string as one literal. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { FlatTable, goldenJson, not, type RunQuery, RunRegistry, run, runs } from 'runregistry';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from '../types/editor.js';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: shells and templates read them, not this file
const hostile = [
  "'; echo pwned; '",
  '"; echo pwned; "',
  '$(echo pwned)',
  '`echo pwned`',
  '${HOME} $TOKEN $0 %s %n',
  "\\'; echo pwned #",
  '\\',
  "'''\nimport os\n'''",
  '"""\nimport os',
  'a\nb\r\nc\td',
  "a\\\nb\\\\'",
  "' + __import__('os').system('x') + '",
  '\u2028\u2029\u0085\ufeff',
  '\u0001\u001b[31m\u007f',
  '*/ alert(1) //',
  '${process.exit(1)}',
  '</script><script>',
  'ünï ☃ 😀',
  "it's",
  '%\'%"%',
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the list ends

/** Splits commands into words as a shell does with quotes, backslashes and variables. Variables are printed as «NAME». */
function commands(text: string): string[][] {
  const parsed: string[][] = [[]];
  let word: string | undefined;
  const end = (): void => {
    if (word !== undefined) parsed.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (letter === "'") {
      const close = text.indexOf("'", at + 1);
      expect(close).toBeGreaterThan(-1);
      word = (word ?? '') + text.slice(at + 1, close);
      at = close;
    } else if (letter === '"') {
      word ??= '';
      for (at++; text[at] !== '"'; at++) {
        expect(at).toBeLessThan(text.length);
        const [variable, name] = /^\$(\w+)/.exec(text.slice(at)) ?? [];
        expect('`\\').not.toContain(text[at]);
        if (variable === undefined) word += text[at];
        else {
          word += `«${name}»`;
          at += variable.length - 1;
        }
      }
    } else if (letter === '\\') {
      at++;
      if (text[at] !== '\n') word = (word ?? '') + text[at];
    } else if (letter === '\n') {
      end();
      parsed.push([]);
    } else if (letter === ' ') end();
    else {
      // Unquoted characters have no special meaning.
      expect(letter).toMatch(/[\w./:-]/);
      word = (word ?? '') + letter;
    }
  }
  end();
  return parsed.filter((words) => words.length > 0);
}

const registry = new RunRegistry({ url: 'https://registry.example/api' });
/** A query of two requests, which toCurl() prints as two commands. */
const query = (text: string) =>
  registry
    .runs()
    .where('hlt_key')
    .eq(text)
    .where(not(run.class.in([text, 'x'])));

describe('toCurl()', () => {
  test.each(hostile)('quotes %j', (text) => {
    const hostileQuery = query(text);
    const read = commands(hostileQuery.toCurl());
    const { requests } = hostileQuery.plan();
    expect(read).toEqual(
      requests.map(({ path, body }) => [
        'curl',
        '--fail-with-body',
        '-X',
        'POST',
        `https://registry.example/api${path}`,
        '-H',
        'Content-Type: application/json',
        '-H',
        'Authorization: Bearer «TOKEN»',
        '--data',
        JSON.stringify(body),
      ]),
    );
    expect(JSON.stringify(read)).toContain(JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1));
  });
  test('quotes a URL with characters of a shell', () => {
    const hostileUrl = new RunRegistry({ url: "https://registry.example/it's/$(id)/`id`/;id" });
    expect(commands(hostileUrl.runs().toCurl())[0]?.[4]).toMatch(/^https:\/\/registry\.example\/it's\/\$\(id\)\//);
  });
  // PATH has no commands and `curl` is a function, so an unquoted string could only print.
  test.skipIf(!existsSync('/bin/sh')).each(hostile)('quotes %j for a real shell', (text) => {
    const hostileQuery = query(text);
    const script = `curl() { printf '%s\\0' "$@"; }\n${hostileQuery.toCurl()}\n`;
    const output = execFileSync('/bin/sh', ['-c', script], {
      env: { PATH: '/nowhere', TOKEN: 'a token' },
      encoding: 'utf8',
    });
    const words = output.split('\0');
    expect(words.filter((word) => word === 'Authorization: Bearer a token')).toHaveLength(
      hostileQuery.plan().requests.length,
    );
    expect(words.slice(0, -1)).toEqual(
      hostileQuery
        .plan()
        .requests.flatMap(({ path, body }) => [
          '--fail-with-body',
          '-X',
          'POST',
          `https://registry.example/api${path}`,
          '-H',
          'Content-Type: application/json',
          '-H',
          'Authorization: Bearer a token',
          '--data',
          JSON.stringify(body),
        ]),
    );
  });
});

const pythonEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'" };

/** Splits a Python program into its single-quoted strings and the rest. */
function pythonTexts(program: string): { texts: string[]; rest: string } {
  const texts: string[] = [];
  const rest = program.replace(/'((?:[^'\\\n\r]|\\(?:[nrt\\']|x[0-9a-f]{2}))*)'/g, (_, inner: string) => {
    texts.push(
      inner.replace(/\\(x..|.)/g, (__, code: string) =>
        code[0] === 'x' ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (pythonEscapes[code] as string),
      ),
    );
    return '«»';
  });
  return { texts, rest };
}

describe('toPython()', () => {
  test.each(hostile)('quotes %j', (text) => {
    const hostileQuery = query(text);
    const { texts, rest } = pythonTexts(hostileQuery.toPython());
    const plain = pythonTexts(query('plain').toPython());
    expect(texts).toContain(text);
    expect(rest.replaceAll(/\s+/g, '')).toBe(plain.rest.replaceAll(/\s+/g, ''));
    expect(texts.map((string) => (string === text ? 'plain' : string))).toEqual(plain.texts);
  });
  const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find((path) => existsSync(path));
  test.skipIf(python === undefined)('quotes every string for a real Python', () => {
    for (const text of hostile) {
      const program = `import ast, json, sys
tree = ast.parse(sys.stdin.read())
print(json.dumps([node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]))
print(json.dumps([node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call)]))`;
      const output = execFileSync(python as string, ['-c', program], {
        input: query(text).toPython(),
        encoding: 'utf8',
        env: { PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
      });
      const [texts, calls] = output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as string[]);
      expect(texts).toContain(text);
      expect(calls?.every((name) => ['get_runs', 'values'].includes(name))).toBe(true);
    }
  });
});

describe('toTypeScript()', () => {
  const read = (program: string): { texts: string[]; shape: string } => {
    const file = ts.createSourceFile('golden.ts', program, ts.ScriptTarget.Latest, true);
    expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
    const texts: string[] = [];
    const kinds: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteral(node)) texts.push(node.text);
      kinds.push(ts.SyntaxKind[node.kind]);
      ts.forEachChild(node, visit);
    };
    visit(file);
    return { texts, shape: kinds.join() };
  };
  const builders = [
    (text: string) => goldenJson().where('run.oms.hlt_key').eq(text).where('dataset.name').in([text, 'x']),
    (text: string) => goldenJson.parse({ in: [text, { var: 'run.oms.hlt_key' }] }).golden,
    (text: string) => goldenJson.parse({ '==': [{ var: text }, text] }).golden,
    (text: string) =>
      runs()
        .where('hlt_key')
        .eq(text)
        .where(not(run.class.in([text, 'x']))),
    (text: string) => runs().flag('dt-dt').comment.eq(text),
    (text: string) => runs().raw({ 'rr_attributes.class': { '=': text } }),
  ];
  test.each(hostile)('quotes %j', (text) => {
    for (const build of builders) {
      const [program, plain] = [read(build(text).toTypeScript()), read(build('plain').toTypeScript())];
      expect(program.texts).toContain(text);
      expect(program.shape).toBe(plain.shape);
    }
  });
  test.each(hostile)('quotes the operator %j', (text) => {
    const { golden } = goldenJson.parse({ [text]: [1, 2] });
    expect(read(golden.toTypeScript()).texts).toContain(text);
  });
});

/** Parses a CSV as in RFC 4180. */
function cells(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = cell.exec(csv); match !== null; match = cell.exec(csv)) {
    row.push(match[1]?.replaceAll('""', '"') ?? (match[2] as string));
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  expect(row).toEqual([]);
  return rows;
}

describe('toCsv()', () => {
  test.each([...hostile, ',', '"', '""', ' x ', '\n', '"\r\n"'])('quotes %j', (text) => {
    const table = new FlatTable(
      ['a', text],
      [
        { a: text, [text]: 1 },
        { a: null, [text]: true },
      ],
    );
    const head = text === 'a' ? ['a'] : ['a', text];
    expect(cells(table.toCsv({ formulas: 'keep' }))).toEqual([head, [text, '1'], ['', 'true']]);
  });
});

test('sentences and saved queries contain strings verbatim', () => {
  for (const text of hostile) {
    expect((JSON.parse(JSON.stringify(query(text))) as { where: unknown }).where).toBeDefined();
    expect(JSON.stringify(runs.fromJSON(JSON.parse(JSON.stringify(query(text)))))).toBe(JSON.stringify(query(text)));
    expect(query(text).explain().sentence).toContain(text);
  }
});

/** The methods of a query that print it as code. */
type Printer = {
  [Name in keyof RunQuery]: RunQuery[Name] extends (...args: never) => string ? Name : never;
}[Exclude<Extract<keyof RunQuery, `to${string}`>, 'toString'>];

/** The file that tests each printer with hostile strings. A printer without one does not compile. */
const testedIn: Readonly<Record<Printer, string>> = {
  toCurl: 'test/secrets/literals.test.ts',
  toPython: 'test/secrets/literals.test.ts',
  toSql: 'test/sql/engines.server.test.ts',
  toTypeScript: 'test/secrets/literals.test.ts',
  toWebUrl: 'test/wire/web-url.test.ts',
};

test.each(Object.entries(testedIn))('%s() is tested in %s', (printer, path) => {
  expect(readFileSync(root + path, 'utf8')).toMatch(new RegExp(`(describe\\('|\\.)${printer}\\(`));
});
