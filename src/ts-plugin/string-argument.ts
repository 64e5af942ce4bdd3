import type ts from 'typescript';

/** A string among the arguments of a call, directly or in arrays and objects. */
export interface StringArgument {
  readonly literal: ts.StringLiteralLike;
  readonly call: ts.CallExpression;
  /** The index of the argument that contains the string. */
  readonly index: number;
}

/** Returns the node at a position that begins no later and has no child there. */
function innermost(typescript: typeof ts, node: ts.Node, position: number): ts.Node {
  const child = typescript.forEachChild(node, (candidate) =>
    candidate.getFullStart() <= position && position <= candidate.getEnd() && candidate.getStart() <= position
      ? candidate
      : undefined,
  );
  return child === undefined ? node : innermost(typescript, child, position);
}

/** Returns true for nodes that pass their values on to the argument in which they are written. */
const passesOn = (typescript: typeof ts, node: ts.Node): boolean =>
  typescript.isArrayLiteralExpression(node) ||
  typescript.isObjectLiteralExpression(node) ||
  typescript.isPropertyAssignment(node) ||
  typescript.isParenthesizedExpression(node) ||
  typescript.isAsExpression(node);

/** Returns the string at a position, if it is among the arguments of a call. */
export function stringAt(typescript: typeof ts, source: ts.SourceFile, position: number): StringArgument | undefined {
  const literal = innermost(typescript, source, position);
  if (!typescript.isStringLiteralLike(literal)) return undefined;
  let argument: ts.Node = literal;
  while (passesOn(typescript, argument.parent)) argument = argument.parent;
  const call = argument.parent;
  if (!typescript.isCallExpression(call)) return undefined;
  const index = call.arguments.indexOf(argument as ts.Expression);
  return index < 0 ? undefined : { literal, call, index };
}
