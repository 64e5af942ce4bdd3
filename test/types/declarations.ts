import ts from 'typescript';
import { compilerOptions, root } from './editor.js';

/** The declarations that `npm run build` writes, by the names that it gives them; nothing is written. */
export function declarations(): ReadonlyMap<string, string> {
  const options: ts.CompilerOptions = {
    ...compilerOptions('built'),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: `${root}src`,
    outDir: `${root}dist`,
  };
  const files = new Map<string, string>();
  const program = ts.createProgram([`${root}src/index.ts`, `${root}src/embedded/index.ts`], options);
  program.emit(undefined, (name, text) => files.set(name, text));
  return files;
}

/**
 * Where `any` hides in the types of what a module exports: the paths to it, such as `runs().where(…)`. Types of other packages
 * count only by what is put into them.
 */
export function anyIn(program: ts.Program, module: string, isOurs: (file: string) => boolean): string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(module);
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (source === undefined || symbol === undefined) throw new Error(`${module} is no module`);
  const found: string[] = [];
  const seen = new Set<ts.Type>();

  const declaredByUs = ({ declarations }: ts.Symbol): boolean =>
    declarations === undefined || declarations.some((declaration) => isOurs(declaration.getSourceFile().fileName));

  // All that a declaration says of private fields is that there are some.
  const isPrivate = ({ valueDeclaration }: ts.Symbol): boolean =>
    valueDeclaration !== undefined &&
    ts.isPropertyDeclaration(valueDeclaration) &&
    ts.isPrivateIdentifier(valueDeclaration.name);

  // TypeScript gives the prototype of a generic class the type arguments `any`.
  const isPrototype = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Prototype) !== 0;

  // What is iterated over may return anything at its end: so the standard library declares it, and nobody reads it.
  const argumentsOf = (type: ts.TypeReference): readonly ts.Type[] =>
    checker.getTypeArguments(type).slice(0, /^(Async)?Iterable$/.test(type.symbol?.name ?? '') ? 1 : undefined);

  const visitSignature = (signature: ts.Signature, path: string): void => {
    for (const parameter of signature.parameters)
      visit(checker.getTypeOfSymbol(parameter), `${path}(${parameter.name})`);
    for (const parameter of signature.typeParameters ?? []) visit(parameter, `${path}<${parameter.symbol.name}>`);
    visit(signature.getReturnType(), `${path}()`);
  };

  const visit = (type: ts.Type, path: string): void => {
    if ((type.flags & ts.TypeFlags.Any) !== 0) found.push(path);
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
    if (type.symbol !== undefined && !declaredByUs(type.symbol)) return;
    for (const property of checker.getPropertiesOfType(type))
      if (declaredByUs(property) && !isPrivate(property) && !isPrototype(property))
        visit(checker.getTypeOfSymbol(property), `${path}.${property.name}`);
    for (const { keyType, type: value } of checker.getIndexInfosOfType(type))
      visit(value, `${path}[${checker.typeToString(keyType)}]`);
    for (const kind of [ts.SignatureKind.Call, ts.SignatureKind.Construct])
      for (const signature of checker.getSignaturesOfType(type, kind)) visitSignature(signature, path);
  };

  for (const exported of checker.getExportsOfModule(symbol)) {
    const target = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
    if ((target.flags & ts.SymbolFlags.Value) !== 0) visit(checker.getTypeOfSymbol(target), exported.name);
    if ((target.flags & ts.SymbolFlags.Type) !== 0) visit(checker.getDeclaredTypeOfSymbol(target), exported.name);
  }
  return found;
}
