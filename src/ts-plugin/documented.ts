import type ts from 'typescript';
import { catalogueOf } from './catalogue.js';
import type { StringArgument } from './string-argument.js';

/** The hover text of a string. */
export interface Documented {
  readonly kind: ts.ScriptElementKind;
  readonly textSpan: ts.TextSpan;
  readonly displayParts: ts.SymbolDisplayPart[];
  readonly documentation: ts.SymbolDisplayPart[];
  readonly tags: ts.JSDocTagInfo[];
}

/** Functions that take a name as any string. */
const takeAnyString = new Set(['remove', 'replace']);

const nameOf = (typescript: typeof ts, { expression }: ts.CallExpression): string =>
  typescript.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/**
 * Returns the documentation of the attribute, flag, workspace or path that a string names in a call of the library.
 *
 * @param name A name that is offered instead of the string, or undefined for the string itself.
 */
export function documentedAt(
  typescript: typeof ts,
  program: ts.Program,
  { literal, call, index }: StringArgument,
  name = literal.text,
): Documented | undefined {
  const checker = program.getTypeChecker();
  const called = nameOf(typescript, call);
  const declaration = checker.getResolvedSignature(call)?.declaration;
  const catalogue = declaration && catalogueOf(program, declaration.getSourceFile());
  if (catalogue === undefined) return undefined;
  const expected = checker.getContextualType(literal);
  const isValue = expected !== undefined && (expected.flags & typescript.TypeFlags.String) !== 0;
  if (isValue && !takeAnyString.has(called)) return undefined;
  const [workspace] = call.arguments;
  const isColumn = called === 'flag' && index === 1 && workspace && typescript.isStringLiteralLike(workspace);
  const full = isColumn ? `${workspace.text}-${name}` : name;
  const entry = called === 'flag' ? catalogue.flag(full) : catalogue.name(full);
  if (entry === undefined) return undefined;
  return {
    kind: typescript.ScriptElementKind.string,
    textSpan: { start: literal.getStart() + 1, length: literal.text.length },
    displayParts: [{ kind: 'text', text: `(${entry.kind}) ${full}` }],
    documentation: entry.symbol.getDocumentationComment(checker),
    tags: entry.symbol.getJsDocTags(checker),
  };
}
