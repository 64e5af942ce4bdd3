/** What is printed for a shell, for Python, for TypeScript and for a table stays one literal, whatever the text says. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { FlatTable, goldenJson, not, RunRegistry, run, runs } from 'runregistry';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

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

/** A shell's reading of commands: quotes, backslashes and variables, and nothing else. Words of each command; a variable is «NAME». */
function commands(text: string): string[][] {
  const found: string[][] = [[]];
  let word: string | undefined;
  const end = (): void => {
    if (word !== undefined) found.at(-1)?.push(word);
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
      found.push([]);
    } else if (letter === ' ') end();
    else {
      // Outside of quotes nothing has a meaning of its own.
      expect(letter).toMatch(/[\w./:-]/);
      word = (word ?? '') + letter;
    }
  }
  end();
  return found.filter((words) => words.length > 0);
}

const registry = new RunRegistry({ url: 'https://registry.example/api' });
/** Two requests, so that there are several commands. */
const query = (text: string) =>
  registry
    .runs()
    .where('hlt_key')
    .eq(text)
    .where(not(run.class.in([text, 'x'])));

describe('toCurl()', () => {
  test.each(hostile)('%j', (text) => {
    const asked = query(text);
    const read = commands(asked.toCurl());
    const { requests } = asked.plan();
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
  test("an address with a shell's letters in it", () => {
    const odd = new RunRegistry({ url: "https://registry.example/it's/$(id)/`id`/;id" });
    expect(commands(odd.runs().toCurl())[0]?.[4]).toMatch(/^https:\/\/registry\.example\/it's\/\$\(id\)\//);
  });
  // No command can be found there, and `curl` is a function: a text that got out could do nothing but show itself.
  test.skipIf(!existsSync('/bin/sh')).each(hostile)('%j, read by a shell', (text) => {
    const asked = query(text);
    const script = `curl() { printf '%s\\0' "$@"; }\n${asked.toCurl()}\n`;
    const said = execFileSync('/bin/sh', ['-c', script], {
      env: { PATH: '/nowhere', TOKEN: 'a token' },
      encoding: 'utf8',
    });
    const words = said.split('\0');
    expect(words.filter((word) => word === 'Authorization: Bearer a token')).toHaveLength(asked.plan().requests.length);
    expect(words.slice(0, -1)).toEqual(
      asked
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

/** The texts of a program of Python in single quotes, and what is around them. */
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
  test.each(hostile)('%j', (text) => {
    const asked = query(text);
    const { texts, rest } = pythonTexts(asked.toPython());
    const plain = pythonTexts(query('plain').toPython());
    expect(texts).toContain(text);
    expect(rest.replaceAll(/\s+/g, '')).toBe(plain.rest.replaceAll(/\s+/g, ''));
    expect(texts.map((one) => (one === text ? 'plain' : one))).toEqual(plain.texts);
  });
  const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find((path) => existsSync(path));
  test.skipIf(python === undefined)('as Python reads it', () => {
    for (const text of hostile) {
      const program = `import ast, json, sys
tree = ast.parse(sys.stdin.read())
print(json.dumps([node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]))
print(json.dumps([node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call)]))`;
      const said = execFileSync(python as string, ['-c', program], {
        input: query(text).toPython(),
        encoding: 'utf8',
        env: { PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
      });
      const [texts, calls] = said
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
    const visit = (one: ts.Node): void => {
      if (ts.isStringLiteral(one)) texts.push(one.text);
      kinds.push(ts.SyntaxKind[one.kind]);
      ts.forEachChild(one, visit);
    };
    visit(file);
    return { texts, shape: kinds.join() };
  };
  const made = [
    (text: string) => goldenJson().where('run.oms.hlt_key').eq(text).where('dataset.name').in([text, 'x']),
    (text: string) => goldenJson.parse({ in: [text, { var: 'run.oms.hlt_key' }] }).golden,
    (text: string) => goldenJson.parse({ '==': [{ var: text }, text] }).golden,
  ];
  test.each(hostile)('%j', (text) => {
    for (const make of made) {
      const [one, other] = [read(make(text).toTypeScript()), read(make('plain').toTypeScript())];
      expect(one.texts).toContain(text);
      expect(one.shape).toBe(other.shape);
    }
  });
  test.each(hostile)('%j as a name', (text) => {
    const { golden } = goldenJson.parse({ [text]: [1, 2] });
    expect(read(golden.toTypeScript()).texts).toContain(text);
  });
});

/** CSV as RFC 4180 has it. */
function cells(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(csv); found !== null; found = cell.exec(csv)) {
    row.push(found[1]?.replaceAll('""', '"') ?? (found[2] as string));
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  expect(row).toEqual([]);
  return rows;
}

describe('toCsv()', () => {
  test.each([...hostile, ',', '"', '""', ' x ', '\n', '"\r\n"'])('%j', (text) => {
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

test('sentences and saved queries hold the text as it is', () => {
  for (const text of hostile) {
    expect((JSON.parse(JSON.stringify(query(text))) as { where: unknown }).where).toBeDefined();
    expect(JSON.stringify(runs.fromJSON(JSON.parse(JSON.stringify(query(text)))))).toBe(JSON.stringify(query(text)));
    expect(query(text).explain().sentence).toContain(text);
  }
});
