/** Monaco's worker for TypeScript, with a method that compiles the code for the runner. */
import { initialize } from 'monaco-editor/internal/common/initialize.js';
import { TypeScriptWorker } from 'monaco-editor/languages/features/typescript/tsWorker.js';
import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';
import { libraryUrl, showName } from './messages.js';

/** Compiles code to JavaScript; undefined for code that cannot be parsed. */
export interface Compiler {
  compile(text: string): Promise<string | undefined>;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Returns the end of the chain of calls and members that begins with an expression, such as `runs().where('energy').gte(6000).all()`, and
 * true if no call of it follows the expression.
 */
function chainOf(node: ts.Expression): readonly [end: number, isLast: boolean] {
  let current: ts.Node = node;
  let isLast = true;
  while (
    (ts.isPropertyAccessExpression(current.parent) || ts.isCallExpression(current.parent)) &&
    current.parent.expression === current
  ) {
    current = current.parent;
    isLast &&= !ts.isCallExpression(current);
  }
  return [current.end, isLast];
}

/** Tests if an identifier is used as a value whose members are read. */
const isReceiver = (node: ts.Node): node is ts.Identifier =>
  ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;

/** Tests if a value can be passed on: a part of `a?.b().c()` cannot. */
const isComplete = (node: ts.Node): boolean => (node.flags & ts.NodeFlags.OptionalChain) === 0;

/** Finds the values that may be queries, which the runner shows, and the imports of the library. */
function editsOf(file: ts.SourceFile): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || isReceiver(node)) && isComplete(node)) {
      const start = node.getStart(file);
      const line = file.getLineAndCharacterOfPosition(node.end).line + 1;
      edits.push({ start, end: start, text: `${showName}(` });
      edits.push({ start: node.end, end: node.end, text: `,${line},${chainOf(node)})` });
    }
    const specifier = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    if (specifier && ts.isStringLiteral(specifier) && /^runregistry(\/core)?$/.test(specifier.text))
      edits.push({ start: specifier.getStart(file) + 1, end: specifier.end - 1, text: libraryUrl });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits;
}

class PlaygroundWorker extends TypeScriptWorker implements Compiler {
  #release: () => void = () => {};
  readonly #released = new Promise<void>((resolve) => {
    this.#release = resolve;
  });

  // The first check of the types takes seconds, so it waits until the code has been compiled.
  override async getSyntacticDiagnostics(fileName: string): Promise<unknown> {
    await this.#released;
    return super.getSyntacticDiagnostics(fileName);
  }
  override async getSemanticDiagnostics(fileName: string): Promise<unknown> {
    await this.#released;
    return super.getSemanticDiagnostics(fileName);
  }
  override async getSuggestionDiagnostics(fileName: string): Promise<unknown> {
    await this.#released;
    return super.getSuggestionDiagnostics(fileName);
  }

  /** Compiles without types, in milliseconds. */
  async compile(text: string): Promise<string | undefined> {
    setTimeout(this.#release);
    // The export makes it a module, in which `await` is a keyword.
    const file = ts.createSourceFile('playground.ts', `${text}\nexport {};`, ts.ScriptTarget.ESNext, true);
    const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] };
    if (parseDiagnostics.length > 0) return undefined;
    // Types become spaces, so positions are those of the code.
    const code = blankSourceFile(file);
    const parts: string[] = [];
    let position = 0;
    for (const { start, end, text: inserted } of editsOf(file).toSorted((one, other) => one.start - other.start)) {
      parts.push(code.slice(position, start), inserted);
      position = end;
    }
    return parts.join('') + code.slice(position);
  }
}

self.onmessage = () => {
  initialize((context, data) => new PlaygroundWorker(context, data));
};
