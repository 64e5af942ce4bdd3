import type ts from 'typescript';
import { catalogueOf } from './catalogue.js';

/** Returns the source of an expression on one line, shortened. */
function sourceOf(expression: ts.Expression): string {
  const text = expression.getText().replace(/\s+/g, ' ');
  return text.length > 40 ? '…' : text;
}

/** Returns true for a type that is a condition of the library, and cannot be undefined. */
function isCondition(program: ts.Program, type: ts.Type): boolean {
  const symbol = type.getSymbol();
  const [declaration] = symbol?.name === 'Expression' ? (symbol.declarations ?? []) : [];
  return declaration !== undefined && catalogueOf(program, declaration.getSourceFile()) !== undefined;
}

/**
 * Returns a warning for each `a && b` and `a || b` of conditions. They are the second and the first condition alone, which neither the
 * type checker nor run time can notice.
 */
export function joinedConditions(typescript: typeof ts, program: ts.Program, file: ts.SourceFile): ts.Diagnostic[] {
  if (!/&&|\|\|/.test(file.text)) return [];
  const checker = program.getTypeChecker();
  const functions = new Map([
    [typescript.SyntaxKind.AmpersandAmpersandToken, ['and', 'second'] as const],
    [typescript.SyntaxKind.BarBarToken, ['or', 'first'] as const],
  ]);
  const diagnostics: ts.Diagnostic[] = [];
  const visit = (node: ts.Node): void => {
    typescript.forEachChild(node, visit);
    if (!typescript.isBinaryExpression(node)) return;
    const { left, operatorToken, right } = node;
    const [name, position] = functions.get(operatorToken.kind as ts.SyntaxKind.BarBarToken) ?? [];
    if (name === undefined || !isCondition(program, checker.getTypeAtLocation(left))) return;
    diagnostics.push({
      file,
      start: operatorToken.getStart(),
      length: operatorToken.getWidth(),
      messageText: `This is the ${position} condition alone. Write ${name}(${sourceOf(left)}, ${sourceOf(right)}).`,
      category: typescript.DiagnosticCategory.Warning,
      code: 0,
      source: 'runregistry',
    });
  };
  visit(file);
  return diagnostics;
}
