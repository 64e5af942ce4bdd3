/** Every function and method that takes options rejects a misspelt one, and other objects, which would be ignored otherwise. */
import {
  Brilcalc,
  catalogue,
  datasets,
  FlatTable,
  goldenJson,
  LumiList,
  QueryError,
  RunRegistry,
  runs,
} from 'runregistry';
import { sampleState, startEmbedded } from 'runregistry/embedded';
import { updateMirror, writeMirror } from 'runregistry/mirror';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../types/editor.js';
import { checker, declared, entries, exportsOf, sourceFile } from './program.js';

/** True for a parameter with options: it has that name, or a type with a signal or a name that ends in `Options`. */
const isOptions = (parameter: ts.Symbol, at: ts.Node): boolean => {
  const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, at));
  const names = [type.aliasSymbol?.name, type.symbol?.name].map(String);
  if (type.getCallSignatures().length > 0 || parameter.name === 'details') return false;
  return (
    parameter.name === 'options' ||
    names.some((name) => name.endsWith('Options')) ||
    type.getProperty('dryRun') !== undefined
  );
};

/** Optional properties of options, with the types as they are declared. */
const optional = new Map<string, ts.Type>();

function collectOptional(type: ts.Type): void {
  for (const { name, declarations = [] } of checker.getPropertiesOfType(type))
    for (const declaration of declarations)
      if (ts.isPropertySignature(declaration) && declaration.questionToken && declaration.type)
        optional.set(
          `${declaration.getSourceFile().fileName.slice(root.length)}: ${name}`,
          checker.getTypeFromTypeNode(declaration.type),
        );
}

/** The functions with options in a type, and in the types of its methods. */
function* withOptions(name: string, type: ts.Type, at: ts.Node): Generator<string> {
  const takes = (signatures: readonly ts.Signature[]) => {
    const options = signatures.flatMap((signature) =>
      signature.getParameters().filter((parameter) => isOptions(parameter, at)),
    );
    for (const parameter of options) {
      const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, at));
      for (const member of type.isUnion() ? type.types : [type]) collectOptional(member);
    }
    return options.length > 0;
  };
  if (takes(type.getCallSignatures())) yield name;
  if (takes(type.getConstructSignatures())) yield `new ${name}`;
  const membersOf = function* (owner: string, members: ts.Type) {
    for (const member of members.getProperties()) {
      const isPrivate = member.name.startsWith('__');
      if (!isPrivate && takes(checker.getTypeOfSymbolAtLocation(member, at).getCallSignatures()))
        yield `${owner}.${member.name}`;
    }
  };
  yield* membersOf(name, type);
  for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
    const result = signature.getReturnType();
    if (result.flags & ts.TypeFlags.Object) yield* membersOf(String(result.symbol?.name), result);
  }
}

const found = new Set<string>();
for (const file of Object.values(entries)) {
  for (const exported of exportsOf(file)) {
    const symbol = declared(exported);
    // A string has methods of JavaScript.
    if (!(symbol.flags & ts.SymbolFlags.Value) || symbol.name === 'version') continue;
    for (const name of withOptions(exported.name, checker.getTypeOfSymbol(symbol), sourceFile(file))) found.add(name);
  }
}

type Call = (options: object) => unknown;

const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === 'function';

/** Calls of methods of an object, with the arguments before the options. */
const methodsOf = (owner: string, object: object, calls: Readonly<Record<string, readonly unknown[]>>) =>
  Object.entries(calls).map(([name, before]): [string, Call] => [
    `${owner}.${name}`,
    (options) => {
      const method: unknown = Reflect.get(object, name);
      return isFunction(method) ? Reflect.apply(method, object, [...before, options]) : undefined;
    },
  ]);

// Nothing listens on this port: a request would be another error.
const registry = new RunRegistry({ url: 'http://127.0.0.1:9', retries: 0 });
const golden = goldenJson().flag('dt-dt').is('GOOD');
const list = LumiList.fromJSON({ 1: [[1, 2]] });

const queries = {
  all: [],
  count: [],
  exists: [],
  explain: [],
  first: [],
  lumisections: [],
  one: [],
  pages: [],
  stream: [],
  toCsv: [],
  toSql: [],
  toTable: [],
};
const operations = {
  changeRunClass: [[1], 'Collisions24'],
  editLumisections: [1],
  markSignificant: [[1]],
  moveDatasets: [[{ run_number: 1, dataset_name: 'online' }]],
  moveRuns: [[1]],
  refreshRuns: [[1]],
  resetAndRefreshRuns: [[1]],
};
const dataset = [1, 'online'];
const reads = {
  deleteJson: [1],
  getCycles: ['global'],
  getDataOfJson: [list, 'online'],
  getDataset: dataset,
  getDatasetNamesOfRun: [1],
  getDatasetsAccepted: ['Collisions24'],
  getDatasetsWaiting: [],
  getJointLumisectionRanges: dataset,
  getJson: [1],
  getLumisectionHistory: dataset,
  getLumisectionRanges: dataset,
  getLumisectionRangesByComponent: dataset,
  getLumisections: dataset,
  getOmsLumisectionHistory: dataset,
  getOmsLumisectionRanges: dataset,
  getOmsLumisectionRangesByBit: dataset,
  getOmsLumisections: dataset,
  getRun: [1],
  getRunWithHistory: [1],
  getUniqueDatasetNames: [registry.datasets()],
  getWorkspaces: ['online'],
  goldenJson: [],
  listJsons: [],
  waitForJson: [1],
};
const rules = {
  explain: [],
  generate: [],
  generateLocally: [registry.datasets()],
  toJsonLogic: [],
  toSql: [],
  why: [1, 1, 'online'],
};

const calls = new Map<string, Call>([
  ...methodsOf('RunQuery', registry.runs(), queries),
  ...methodsOf('DatasetQuery', registry.datasets(), queries),
  ...methodsOf('Operations', registry.operations, operations),
  ...methodsOf('RunRegistry', registry, { ...operations, ...reads, createJson: [golden.toJsonLogic()] }),
  ...methodsOf('GoldenJson', golden, rules),
  ...methodsOf('LumisectionStream', registry.runs().lumisections(), { toTable: [] }),
  ...methodsOf('FlatTable', new FlatTable(['class'], [{ class: 'Cosmics22' }]), { toCsv: [] }),
  ...methodsOf('LumiList', LumiList, { fromUrl: ['http://127.0.0.1:9'] }),
  ...methodsOf('LumiList', list, { toFile: ['build/list.json'] }),
  ...methodsOf('Brilcalc', Brilcalc, { fromFile: ['build/lumi.csv'], fromText: ['#run:fill,ls'] }),
  ...methodsOf('catalogue', catalogue, { compare: [registry], generate: [registry] }),
  ...methodsOf('runs', runs, { fromWebUrl: ['https://registry.example/offline/datasets/global'] }),
  ...methodsOf('datasets', datasets, { fromWebUrl: ['https://registry.example/offline/datasets/global'] }),
  ['goldenJson', goldenJson],
  ['new RunRegistry', (options) => new RunRegistry(options)],
  ['sampleState', sampleState],
  ['startEmbedded', startEmbedded],
  ['writeMirror', (options) => writeMirror('build/mirror', registry.runs(), options)],
  ['updateMirror', (options) => updateMirror('build/mirror', registry.runs(), options)],
]);

/** Functions of JavaScript, private methods, and the constructor of a stream, whose options `lumisections()` checks. */
const others = (name: string): boolean => /toLocaleString|#|new LumisectionStream/.test(name);

test('lists every function that takes options', () => {
  const names = [...found].filter((name) => !others(name));
  expect(names.sort()).toEqual([...calls.keys()].sort());
});

/** Returns what a call throws; undefined if it succeeds. */
async function errorOf(call: Call, options: unknown): Promise<unknown> {
  try {
    const value = await call(options as object);
    // Generators check their options when they start.
    if (typeof value === 'object' && value !== null && 'next' in value && isFunction(value.next)) await value.next();
    return undefined;
  } catch (error) {
    return error;
  }
}

test('every option can be undefined, also with exactOptionalPropertyTypes', () => {
  const isUndefined = (type: ts.Type) => (type.flags & ts.TypeFlags.Undefined) !== 0;
  const strict = [...optional].filter(
    ([, type]) => !isUndefined(type) && !(type.isUnion() && type.types.some(isUndefined)),
  );
  expect(strict.map(([name]) => name)).toEqual([]);
  expect(optional.size).toBeGreaterThan(50);
});

test.each([...calls])('%s rejects a misspelt option', async (_, call) => {
  for (const misspelt of ['concurency', 'rnus']) {
    const error = await errorOf(call, { [misspelt]: 1 });
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ code: 'bad-option', message: expect.stringContaining(`'${misspelt}'`) });
  }
});

const { signal } = new AbortController();
test.each([...calls])('%s rejects other values instead of options', async (_, call) => {
  const objects = [signal, new Map([['timeout', 1]]), Promise.resolve({}), new Date(), registry.runs(), list];
  for (const other of [...objects, null, false, 5]) {
    const error = await errorOf(call, other);
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ code: 'bad-option' });
  }
});
