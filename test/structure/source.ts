import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** A function of a source file, with its size. */
interface FunctionSize {
  readonly name: string;
  /** Lines of code, without comments and blank lines. */
  readonly lines: number;
  readonly parameters: number;
  /** Set where a comment above the function gives a reason for its size. */
  readonly isExcused: boolean;
}

/** A source file and what it imports. */
export interface SourceFile {
  /** The path below `src`. */
  readonly path: string;
  readonly text: string;
  /** Packages and built-in modules that it imports. */
  readonly packages: readonly string[];
  /** Paths below `src` of the files that it imports. */
  readonly files: readonly string[];
}

/** The size of a source file. */
interface FileSize {
  readonly path: string;
  /** Lines of code; 0 for a generated file. */
  readonly lines: number;
  readonly isExcused: boolean;
  readonly functions: readonly FunctionSize[];
}

const excuse = /\/\/ Over the limit: \S/;

/** Numbers of the lines that hold code. */
function codeLines(file: ts.SourceFile): ReadonlySet<number> {
  const lines = new Set<number>();
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(file);
    if (children.length === 0 && node.kind !== ts.SyntaxKind.EndOfFileToken)
      for (let line = lineAt(node.getStart(file)); line <= lineAt(node.getEnd()); line++) lines.add(line);
    for (const child of children) visit(child);
  };
  visit(file);
  return lines;
}

function functionsOf(file: ts.SourceFile, lines: ReadonlySet<number>): FunctionSize[] {
  const found: FunctionSize[] = [];
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const [first, last] = [lineAt(node.getStart(file)), lineAt(node.getEnd())];
      const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
      const statement = ts.findAncestor(node, (one) => ts.isStatement(one) || ts.isClassElement(one)) ?? node;
      found.push({
        name: named?.getText(file) ?? `line ${first + 1}`,
        lines: [...lines].filter((line) => line >= first && line <= last).length,
        parameters: node.parameters.length,
        isExcused: excuse.test(file.text.slice(statement.getFullStart(), statement.getStart(file))),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const isGenerated = (path: string): boolean => path.startsWith('catalogue/generated/');

function readSource(path: string): SourceFile {
  const text = readFileSync(join(src, path), 'utf8');
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return {
    path,
    text,
    packages: imported.filter((name) => !name.startsWith('.')),
    files: imported
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(path), name).replaceAll('\\', '/').replace(/\.js$/, '.ts')),
  };
}

/** Parses a source file, which takes longer than reading its imports. */
export function sizeOf({ path, text }: SourceFile): FileSize {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = isGenerated(path) ? new Set<number>() : codeLines(file);
  return {
    path,
    lines: lines.size,
    isExcused: excuse.test(text.slice(0, file.statements[0]?.getStart(file) ?? 0)),
    functions: functionsOf(file, lines),
  };
}

/** All files of `src`. */
export const sourceFiles: readonly SourceFile[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readSource(name.replaceAll('\\', '/')));

const byPath = new Map(sourceFiles.map((file) => [file.path, file]));

/** Every file that a file imports, directly or not, itself included. */
export function reachable(path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(byPath.get(next)?.files ?? []));
  }
  return found;
}

/** Files that import each other, directly or not: a list for each circle. */
export function importCycles(): string[][] {
  const reached = new Map(sourceFiles.map(({ path }) => [path, reachable(path)]));
  const cycles = new Map<string, string[]>();
  for (const { path, files } of sourceFiles) {
    if (!files.some((file) => reached.get(file)?.has(path))) continue;
    const circle = [...(reached.get(path) ?? [])].filter((other) => reached.get(other)?.has(path)).sort();
    cycles.set(circle.join(' '), circle);
  }
  return [...cycles.values()];
}
