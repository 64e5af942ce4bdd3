import ts from 'typescript';

/** Returns true for a file of the library, not of another package. */
type IsOurs = (file: string) => boolean;

interface Visitor {
  /** Called with every type, and the path to it, such as `runs().where(…)`. */
  type?(type: ts.Type, path: string): void;
  /** Called with every exported name and every member of its types. */
  symbol?(symbol: ts.Symbol, path: string): void;
}

const isDeclaredBy = (isOurs: IsOurs, { declarations = [] }: ts.Symbol): boolean =>
  declarations.length === 0 || declarations.some((declaration) => isOurs(declaration.getSourceFile().fileName));

/** Returns true for what users neither read nor call: private members, internal constructors, and the prototype of a class. */
const isInternal = (symbol: ts.Symbol): boolean =>
  (symbol.flags & ts.SymbolFlags.Prototype) !== 0 ||
  (symbol.declarations ?? []).some((declaration) => {
    const name = ts.getNameOfDeclaration(declaration);
    return (name !== undefined && ts.isPrivateIdentifier(name)) || isInternalDeclaration(declaration);
  });

const isInternalDeclaration = (declaration: ts.Declaration): boolean =>
  (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0 ||
  ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal');

/**
 * Visits the types of everything that a module exports, down to the members of members. Types of other packages are only visited for
 * their type arguments.
 */
function visitExports(program: ts.Program, module: string, isOurs: IsOurs, visitor: Visitor): void {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(module);
  const exports = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (exports === undefined) throw new Error(`${module} is not a module`);
  const seen = new Set<ts.Type>();

  // The type of the return value of an iterator is `any` in the standard library, and nobody reads it.
  const argumentsOf = (type: ts.TypeReference): readonly ts.Type[] =>
    checker.getTypeArguments(type).slice(0, /^(Async)?Iterable$/.test(type.symbol?.name ?? '') ? 1 : undefined);

  const visitSignature = (signature: ts.Signature, path: string): void => {
    if (signature.declaration !== undefined && isInternalDeclaration(signature.declaration)) return;
    for (const parameter of signature.parameters)
      visit(checker.getTypeOfSymbol(parameter), `${path}(${parameter.name})`);
    for (const parameter of signature.typeParameters ?? []) visit(parameter, `${path}<${parameter.symbol.name}>`);
    visit(signature.getReturnType(), `${path}()`);
  };

  const visitMembers = (type: ts.Type, path: string): void => {
    for (const property of checker.getPropertiesOfType(type)) {
      if (!isDeclaredBy(isOurs, property) || isInternal(property)) continue;
      visitor.symbol?.(property, `${path}.${property.name}`);
      visit(checker.getTypeOfSymbol(property), `${path}.${property.name}`);
    }
    for (const { keyType, type: value } of checker.getIndexInfosOfType(type))
      visit(value, `${path}[${checker.typeToString(keyType)}]`);
    for (const kind of [ts.SignatureKind.Call, ts.SignatureKind.Construct])
      for (const signature of checker.getSignaturesOfType(type, kind)) visitSignature(signature, path);
  };

  const visit = (type: ts.Type, path: string): void => {
    visitor.type?.(type, path);
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const member of type.types) visit(member, path);
    if ((type.flags & (ts.TypeFlags.TypeParameter | ts.TypeFlags.Conditional)) !== 0) {
      const constraint = checker.getBaseConstraintOfType(type);
      if (constraint !== undefined) visit(constraint, path);
    }
    for (const argument of type.aliasTypeArguments ?? []) visit(argument, `${path}<…>`);
    if ((type.flags & ts.TypeFlags.Object) === 0) return;
    if (((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0)
      for (const argument of argumentsOf(type as ts.TypeReference)) visit(argument, `${path}<…>`);
    if (type.symbol === undefined || isDeclaredBy(isOurs, type.symbol)) visitMembers(type, path);
  };

  for (const exported of checker.getExportsOfModule(exports)) {
    const target = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
    visitor.symbol?.(target, exported.name);
    if ((target.flags & ts.SymbolFlags.Value) !== 0) visit(checker.getTypeOfSymbol(target), exported.name);
    if ((target.flags & ts.SymbolFlags.Type) !== 0) visit(checker.getDeclaredTypeOfSymbol(target), exported.name);
  }
}

/** Returns the paths to `any` in the types of the exports, such as `runs().where(…)`. */
export function anyIn(program: ts.Program, module: string, isOurs: IsOurs): string[] {
  const found: string[] = [];
  visitExports(program, module, isOurs, {
    type: ({ flags }, path) => {
      if ((flags & ts.TypeFlags.Any) !== 0) found.push(path);
    },
  });
  return found;
}

/** Returns true for a member that does not exist, whose name is that of a property: `[fromJSON.load]`. */
const isGuessed = ({ declarations = [] }: ts.Symbol): boolean =>
  declarations.some((declaration) => {
    const name = ts.getNameOfDeclaration(declaration);
    return name !== undefined && ts.isComputedPropertyName(name) && !/^Symbol\./.test(name.expression.getText());
  });

/** Returns true for members that have no documentation on purpose. */
const isExempt = (symbol: ts.Symbol, file: string): boolean =>
  // The key is a symbol that users cannot name: the member is a brand, or holds a message.
  /^__@(excluded|hint|mistake|scope)@/.test(symbol.name) ||
  isGuessed(symbol) ||
  // Nodes of expressions: users only pass expressions on.
  file === 'expression/node.d.ts' ||
  // Entries of the catalogue: `AttributeEntry` documents their fields. catalogue.test.ts checks the documentation of the attributes.
  file.startsWith('catalogue/generated/') ||
  // Types that compute messages.
  /^expression\/argument(s|-messages)\.d\.ts$/.test(file);

/** Returns the exports, and the members of their types, that have no documentation: `RunRow.class (query/reading/rows.d.ts)`. */
export function undocumentedIn(program: ts.Program, module: string, isOurs: IsOurs): string[] {
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  visitExports(program, module, isOurs, {
    symbol: (symbol, path) => {
      const [declaration] = symbol.declarations ?? [];
      if (declaration === undefined || symbol.getDocumentationComment(checker).length > 0) return;
      const file = declaration.getSourceFile().fileName.replace(/^.*\/dist\//, '');
      if (!isExempt(symbol, file)) found.add(`${path} (${file})`);
    },
  });
  return [...found].sort();
}

/** Methods that need no example: `String(value)` and `JSON.stringify(value)` call them. */
const printing = ['toString', 'toJSON'];

/** Returns the functions and methods of the exports that have no example: `Mirror.close (mirror/mirror.d.ts)`. */
export function withoutExampleIn(program: ts.Program, module: string, isOurs: IsOurs): string[] {
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  visitExports(program, module, isOurs, {
    symbol: (symbol, path) => {
      const [declaration] = symbol.declarations ?? [];
      if (declaration === undefined || (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)) === 0) return;
      if (symbol.getJsDocTags(checker).some(({ name }) => name === 'example')) return;
      const file = declaration.getSourceFile().fileName.replace(/^.*\/dist\//, '');
      const isPrinting = printing.includes(symbol.name) || symbol.name.startsWith('__@');
      // The reference has an example of each condition. Users do not call methods of arguments that they pass.
      const isElsewhere = file === 'expression/conditions.d.ts' || /\(\w+\)\.\w+$/.test(path);
      if (!isPrinting && !isElsewhere && !isExempt(symbol, file)) found.add(`${path} (${file})`);
    },
  });
  return [...found].sort();
}
