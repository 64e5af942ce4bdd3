/** Reads docstrings of the sources, from which the reference is printed. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const source = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

const program = ts.createProgram(
  ['expression/conditions.ts', 'error-codes.ts', 'errors.ts', 'golden/lint/problem.ts', 'wire/filter-warning.ts'].map(
    source,
  ),
  {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
);
const checker = program.getTypeChecker();

const textOf = (symbol: ts.Symbol): string =>
  ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .trim();

/** Returns the declaration of a name in a file of `src`. */
function declared(path: string, name: string): ts.Symbol {
  const file = program.getSourceFile(source(path));
  const declaration = file?.statements.find(
    (statement) =>
      (ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isClassDeclaration(statement)) &&
      statement.name?.text === name,
  ) as ts.NamedDeclaration | undefined;
  const symbol = declaration?.name && checker.getSymbolAtLocation(declaration.name);
  if (symbol === undefined) throw new Error(`Expected a declaration of ${name} in ${path}`);
  return symbol;
}

/** Returns the docstring of a declaration in a file of `src`. */
export const docstring = (path: string, name: string): string => textOf(declared(path, name));

/** A member of an interface with its docstring. */
export interface Member {
  readonly name: string;
  /** The names of its parameters, as in `between(low, high)`; undefined for a property. */
  readonly call: string | undefined;
  readonly text: string;
  /** Members of the type of a property. */
  readonly members: () => readonly Member[];
}

/** Returns true for a member that does not exist; see `src/catalogue/guessed-members.ts`. */
const isGuessed = ({ declarations = [] }: ts.Symbol): boolean =>
  declarations.some((declaration) => declaration.getSourceFile().fileName.endsWith('/guessed-members.ts'));

const membersOfType = (type: ts.Type): readonly Member[] =>
  checker
    .getPropertiesOfType(type)
    .filter((symbol) => !isGuessed(symbol))
    .map((symbol) => {
      const [declaration] = symbol.declarations ?? [];
      const parameters =
        declaration !== undefined && ts.isMethodSignature(declaration)
          ? declaration.parameters.map((one) => `${one.name.getText()}${one.questionToken === undefined ? '' : '?'}`)
          : undefined;
      return {
        name: symbol.name,
        call: parameters && `${symbol.name}(${parameters.join(', ')})`,
        text: textOf(symbol),
        members: () => membersOfType(checker.getTypeOfSymbol(symbol)),
      };
    });

/** Returns the members of an interface, including those that it inherits. */
export const membersOf = (path: string, name: string): readonly Member[] =>
  membersOfType(checker.getDeclaredTypeOfSymbol(declared(path, name)));

/** Returns the literals of a union of strings, each with the comment before it. */
export function literalsOf(path: string, name: string): readonly (readonly [literal: string, text: string])[] {
  const [declaration] = declared(path, name).declarations ?? [];
  if (declaration === undefined || !ts.isTypeAliasDeclaration(declaration) || !ts.isUnionTypeNode(declaration.type))
    throw new Error(`Expected a union ${name} in ${path}`);
  const text = declaration.getSourceFile().text;
  return declaration.type.types.map((member) => {
    const before = text.slice(0, member.getStart());
    const comment = before.slice(before.lastIndexOf('/**') + 3, before.lastIndexOf('*/'));
    const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim());
    return [member.getText().slice(1, -1), lines.join('\n').trim()] as const;
  });
}

/** Splits a docstring: the first paragraph is the cause, the second one the fix. */
export function causeAndFix(name: string, text: string): { readonly cause: string; readonly fix: string } {
  const [cause, fix, ...rest] = text.split(/\n\n+/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim());
  if (!cause || !fix || rest.length > 0) throw new Error(`Expected a cause and a fix as the docstring of '${name}'`);
  return { cause, fix };
}
