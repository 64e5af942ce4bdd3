/** Monaco's worker for TypeScript, with a method that compiles the code for the runner. */
import { initialize } from 'monaco-editor/internal/common/initialize.js';
import { TypeScriptWorker } from 'monaco-editor/languages/features/typescript/tsWorker.js';
import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';
import { libraryUrl, showName } from './messages.js';

/** The compiled code, or nothing for code that cannot be parsed. */
export interface Compiler {
  compile(fileName: string): Promise<string | undefined>;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const builders = new Set(['RunQuery', 'DatasetQuery', 'GoldenJson']);

/** Tests if an expression is a builder that no further call of the chain extends. */
function isFinished(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const isBuilder = (expression: ts.Expression): boolean =>
    builders.has(checker.getTypeAtLocation(expression).getSymbol()?.name ?? '');
  if (!isBuilder(node)) return false;
  let current: ts.Node = node;
  while (
    (ts.isPropertyAccessExpression(current.parent) || ts.isCallExpression(current.parent)) &&
    current.parent.expression === current
  ) {
    current = current.parent;
    if (ts.isCallExpression(current) && isBuilder(current)) return false;
  }
  return true;
}

/** Tests if an identifier is used as a value whose members are read. */
const isReceiver = (node: ts.Node): node is ts.Identifier =>
  ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;

/** Finds the builders of the code, which are shown, and the imports of the library. */
function editsOf(file: ts.SourceFile, checker: ts.TypeChecker): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || isReceiver(node)) && isFinished(node, checker)) {
      const start = node.getStart(file);
      const line = file.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
      edits.push({ start, end: start, text: `${showName}(` }, { start: node.end, end: node.end, text: `,${line})` });
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
  async compile(fileName: string): Promise<string | undefined> {
    const program = this.getLanguageService().getProgram();
    const file = program?.getSourceFile(fileName);
    if (program === undefined || file === undefined) return undefined;
    if (program.getSyntacticDiagnostics(file).length > 0) return undefined;
    // Types become spaces, so positions are those of the code.
    let code = blankSourceFile(file);
    const edits = editsOf(file, program.getTypeChecker());
    for (const { start, end, text } of edits.toSorted((one, other) => other.start - one.start))
      code = code.slice(0, start) + text + code.slice(end);
    return code;
  }
}

self.onmessage = () => {
  initialize((context, data) => new PlaygroundWorker(context, data));
};
