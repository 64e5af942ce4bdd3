import type ts from 'typescript';

/** A name of the catalogue with its declaration, which has the documentation. */
interface Entry {
  readonly kind: 'attribute' | 'flag' | 'workspace';
  readonly symbol: ts.Symbol;
}

/** The catalogue in the declarations of the library, with the names that the program adds to it. */
interface Catalogue {
  /** Returns a flag or a workspace. */
  flag(name: string): Entry | undefined;
  /** Returns an attribute by its name or path, or a flag. */
  name(name: string): Entry | undefined;
}

const catalogues = new WeakMap<ts.Program, Map<string, Catalogue>>();

/** Returns the catalogue of the package that declares a file, or undefined for a file of another package. */
export function catalogueOf(program: ts.Program, { fileName }: ts.SourceFile): Catalogue | undefined {
  const byFolder = catalogues.get(program) ?? new Map<string, Catalogue>();
  catalogues.set(program, byFolder);
  for (const tables of program.getSourceFiles()) {
    const [path] = /\/catalogue\/tables(\.d)?\.ts$/.exec(tables.fileName) ?? [];
    const folder = path === undefined ? undefined : tables.fileName.slice(0, -path.length + 1);
    if (folder === undefined || !fileName.startsWith(folder)) continue;
    const catalogue = byFolder.get(folder) ?? readCatalogue(program, folder);
    byFolder.set(folder, catalogue);
    return catalogue;
  }
  return undefined;
}

/** Returns the name of the attribute at a path. */
const lastName = (path: string): string =>
  path === 'dataset.name' ? 'dataset_name' : path.slice(path.lastIndexOf('.') + 1);

function readCatalogue(program: ts.Program, folder: string): Catalogue {
  const checker = program.getTypeChecker();
  const typesOf = (path: string, names: readonly string[]): readonly ts.Type[] => {
    const source = ['.d.ts', '.ts'].map((ending) => program.getSourceFile(`${folder}catalogue/${path}${ending}`));
    const file = source.find((candidate) => candidate !== undefined);
    const module = file && checker.getSymbolAtLocation(file);
    const exported = module === undefined ? [] : checker.getExportsOfModule(module);
    return names.flatMap((name) => {
      const symbol = exported.find((symbolOfModule) => symbolOfModule.name === name);
      if (symbol === undefined) return [];
      return symbol.valueDeclaration ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
    });
  };
  const paths = typesOf('paths', ['GoldenAttributes']);
  const tables = {
    attribute: typesOf('tables', ['DatasetAttributes', 'LumisectionAttributes']),
    flag: typesOf('flags', ['FlagsByName']),
    workspace: typesOf('generated/flags', ['onlineFlags', 'offlineFlags']),
  };
  const find = (name: string, kinds: readonly Entry['kind'][]): Entry | undefined => {
    for (const kind of kinds)
      for (const table of tables[kind]) {
        const symbol = checker.getPropertyOfType(table, name);
        if (symbol !== undefined) return { kind, symbol };
      }
    return undefined;
  };
  const isPath = (name: string): boolean => paths.some((table) => checker.getPropertyOfType(table, name) !== undefined);
  return {
    flag: (name) => find(name, ['flag', 'workspace']),
    name: (name) => find(isPath(name) ? lastName(name) : name, ['attribute', 'flag']),
  };
}
