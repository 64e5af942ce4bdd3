import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';
import { type Failure, libraryUrl, showName } from './messages.js';

/** JavaScript, or why the code cannot be compiled, which is usual while somebody types. */
export type Compiled = { readonly code: string } | { readonly failure: Failure; readonly isIncomplete: boolean };

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

/** Tests if an expression is a part of the name of a class, as in `new library.RunRegistry()`: a call there would be the class. */
function isClassName(node: ts.Node): boolean {
  let current = node;
  while (ts.isPropertyAccessExpression(current.parent) && current.parent.expression === current)
    current = current.parent;
  return ts.isNewExpression(current.parent) && current.parent.expression === current;
}

/** Tests if an identifier is used as a value whose members are read. */
const isReceiver = (node: ts.Node): node is ts.Identifier =>
  ts.isIdentifier(node) &&
  ts.isPropertyAccessExpression(node.parent) &&
  node.parent.expression === node &&
  !isClassName(node);

/** Tests if a call has a value that can be passed on: a part of `a?.b().c()` has none, and `super()` and `import()` are not functions. */
const isShown = (node: ts.Node): boolean =>
  (node.flags & ts.NodeFlags.OptionalChain) === 0 &&
  !(
    ts.isCallExpression(node) &&
    [ts.SyntaxKind.SuperKeyword, ts.SyntaxKind.ImportKeyword].includes(node.expression.kind)
  );

/** Tests if a node is only for types, which are removed. */
const isErased = (node: ts.Node): boolean =>
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) ||
  (ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true);

/** Returns the name of the module that a node imports. */
function specifierOf(node: ts.Node): ts.StringLiteral | undefined {
  const specifier =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
  return specifier && ts.isStringLiteral(specifier) ? specifier : undefined;
}

const isTypeImport = (node: ts.Node): boolean =>
  (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
  (ts.isExportDeclaration(node) && node.isTypeOnly);

const lineOf = (file: ts.SourceFile, position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;

/** Finds the values that may be queries, which the runner shows, and the imports of the library. */
function editsOf(file: ts.SourceFile): { readonly edits: Edit[]; readonly others: ts.StringLiteral[] } {
  const edits: Edit[] = [];
  const others: ts.StringLiteral[] = [];
  const visit = (node: ts.Node): void => {
    if (isErased(node) || isTypeImport(node)) return;
    if ((ts.isCallExpression(node) || isReceiver(node)) && isShown(node)) {
      const start = node.getStart(file);
      edits.push({ start, end: start, text: `${showName}(` });
      edits.push({ start: node.end, end: node.end, text: `,${lineOf(file, node.end)},${chainOf(node)})` });
    }
    const specifier = specifierOf(node);
    if (specifier && /^runregistry(\/core)?$/.test(specifier.text))
      edits.push({ start: specifier.getStart(file) + 1, end: specifier.end - 1, text: libraryUrl });
    // A page can import what it has made itself.
    else if (specifier && !/^(blob|data):/.test(specifier.text)) others.push(specifier);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { edits, others };
}

const fails = (message: string, line: number, isIncomplete = false): Compiled => ({
  failure: { message, line },
  isIncomplete,
});

/** Returns the failure of a script for the Python client. */
function failureOfPython(text: string): Compiled | undefined {
  const found = /^[ \t]*(?:import|from) runregistry\b|\brunregistry\.\w+\(/m.exec(text);
  if (found === null || /\bfrom ['"]runregistry/.test(text)) return undefined;
  return fails(
    'This looks like Python. The guide "Coming from the Python client" lists the equivalent of each function.',
    text.slice(0, found.index).split('\n').length,
  );
}

/** Compiles a program without types, in milliseconds. */
export function compile(text: string): Compiled {
  const python = failureOfPython(text);
  if (python !== undefined) return python;
  // The export makes it a module, in which `await` is a keyword.
  const file = ts.createSourceFile('playground.ts', `${text}\nexport {};`, ts.ScriptTarget.ESNext, true);
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  const [problem] = parseDiagnostics;
  if (problem !== undefined) {
    const position = Math.min(problem.start ?? 0, text.trimEnd().length);
    return fails(ts.flattenDiagnosticMessageText(problem.messageText, '\n'), lineOf(file, position), true);
  }
  const { edits, others } = editsOf(file);
  const [other] = others;
  if (other !== undefined)
    return fails(
      `Cannot import '${other.text}': the playground has only 'runregistry' and 'runregistry/core'.`,
      lineOf(file, other.end),
    );
  // Types become spaces, so positions are those of the code.
  const code = blankSourceFile(file);
  const parts: string[] = [];
  let position = 0;
  for (const { start, end, text: inserted } of edits.toSorted((one, next) => one.start - next.start)) {
    parts.push(code.slice(position, start), inserted);
    position = end;
  }
  return { code: parts.join('') + code.slice(position) };
}
