/** Every public function and method rejects arguments that JavaScript would ignore, and methods reject calls without their object. */
import * as main from 'runregistry';
import * as embedded from 'runregistry/embedded';
import * as mirror from 'runregistry/mirror';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { Mirror } from '../../src/mirror/mirror.js';
import { RunLumisections } from '../../src/query/lumisections/run-lumisections.js';
import { OperationResult } from '../../src/registry/operation.js';
import { checker, declared, entries, exportsOf, sourceFile } from './program.js';

const { attribute, Brilcalc, FlatTable, flag, flags, goldenJson, LumiList, QueryError, RunRegistry, run } = main;

// A request would fail with another error.
const registry = new RunRegistry({ url: 'http://127.0.0.1:1', retries: 0 });
const server = await embedded.startEmbedded();
afterAll(() => server.close());

/** An object of each exported type with methods. */
const objects: Readonly<Record<string, object>> = {
  AnyAttribute: attribute('energy'),
  BooleanCondition: run.significant,
  Brilcalc: Brilcalc.fromText('#run:fill,ls,delivered(/pb),recorded(/pb)\n355100:7920,1:1,2,1\n'),
  Builder: registry.runs,
  DatasetQuery: registry.datasets(),
  DateCondition: run.start_time,
  ElementCondition: run.components,
  EmbeddedRegistry: server,
  EnumCondition: run.state,
  FlagCondition: registry.runs().flag('dt', 'dt'),
  FlagHandle: flag('dt-dt'),
  FlagList: flags(['dt-dt']),
  FlatTable: new FlatTable(['run'], [{ run: 1 }]),
  GoldenBuilder: registry.goldenJson,
  GoldenFlagCondition: goldenJson().flag('dt-dt'),
  GoldenJson: goldenJson().flag('dt-dt').is('GOOD'),
  ListCondition: run.components,
  LumiList: LumiList.empty,
  LumisectionStream: registry.runs().lumisections(),
  Mirror: Mirror.prototype,
  NumberCondition: run.energy,
  OperationResult: new OperationResult([], undefined),
  Operations: registry.operations,
  RemarkCondition: flag('dt-dt').comment,
  RunLumisections: new RunLumisections({ run_number: 1, dataset_name: 'online', key: '1' }, []),
  RunNumberCondition: run.run_number,
  RunQuery: registry.runs(),
  RunRegistry: registry,
  StringCondition: run.class,
  UnknownCondition: attribute('energy'),
};

/** Functions that take any number of arguments or check them in another way, and those that JavaScript itself calls. */
const excluded = [
  'toString',
  'toJSON',
  ...['runs', 'datasets', 'goldenJson', 'where', 'flag', 'select', 'union', 'intersect', 'and', 'or', 'except'],
];

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Names of the methods that a type declares in the sources. Names of symbols begin with `__`. */
const methodsOf = (type: ts.Type, at: ts.Node): string[] =>
  (type.isUnion() ? [] : type.getProperties())
    .filter((member) => checker.getTypeOfSymbolAtLocation(member, at).getCallSignatures().length > 0)
    .filter(({ declarations = [] }) => declarations.some((node) => node.getSourceFile().fileName.includes('/src/')))
    .map(({ name }) => name)
    .filter((name) => !/^(#|__)/.test(name) && !excluded.includes(name));

const modules: Readonly<Record<string, object>> = {
  runregistry: main,
  'runregistry/embedded': embedded,
  'runregistry/mirror': mirror,
};
const isType = ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias;

/** The methods of each exported type and value, with an object that has them. */
const methods: [owner: string, name: string, object: object | undefined][] = [];
const functions: [name: string, value: unknown][] = [];

/** Returns the object of an exported type. Classes of errors have no object, since their methods need none. */
const objectOf = (name: string, value: unknown): object | undefined =>
  typeof value === 'function' && value.prototype instanceof Error ? value.prototype : objects[name];

function collect(exported: ts.Symbol, value: unknown, at: ts.Node): void {
  const { name } = exported;
  const symbol = declared(exported);
  if (symbol.flags & isType)
    for (const method of methodsOf(checker.getDeclaredTypeOfSymbol(symbol), at))
      methods.push([name, method, objectOf(name, value)]);
  if (!isObject(value)) return;
  const type = checker.getTypeOfSymbol(symbol);
  for (const method of methodsOf(type, at)) methods.push([`typeof ${name}`, method, value]);
  if (type.getCallSignatures().length > 0 && !excluded.includes(name)) functions.push([name, value]);
}

for (const [entry, values] of Object.entries(modules)) {
  const file = entries[entry as keyof typeof entries];
  for (const exported of exportsOf(file)) collect(exported, Reflect.get(values, exported.name), sourceFile(file));
}

/** Returns the code of the error that a call with too many arguments throws or rejects with. */
async function codeOf(call: unknown, owner?: object): Promise<string | undefined> {
  try {
    await Reflect.apply(call as (...args: readonly unknown[]) => unknown, owner, Array(9));
    return undefined;
  } catch (error) {
    return error instanceof QueryError ? error.code : String(error);
  }
}

describe('too many arguments are rejected', () => {
  test('by the methods of all exported types', () => {
    expect(methods.filter(([, , object]) => object === undefined).map(([owner]) => owner)).toEqual([]);
    expect(methods.length).toBeGreaterThan(300);
    expect(functions.length).toBeGreaterThan(10);
  });

  test.each(methods)('by %s.%s()', async (_, name, object) => {
    // A member that people guess throws its hint, and so does an operator that an attribute does not have.
    expect(await codeOf(Reflect.get(object as object, name), object)).toMatch(
      /^(wrong-arguments|unknown-member|unknown-operator)$/,
    );
  });

  test.each(functions)('by %s()', async (_, call) => expect(await codeOf(call)).toBe('wrong-arguments'));

  test.each([FlatTable, RunRegistry])('by new %o', async (type) => {
    expect(await codeOf(() => Reflect.construct(type, Array(9)))).toBe('wrong-arguments');
  });
});

/** Methods of the classes: a method of a plain object does not use `this`. */
const classMethods = methods.filter(
  ([, name, object]) => object !== undefined && !Object.hasOwn(object, name) && !(object instanceof Error),
);

describe('a call without an object is rejected', () => {
  const without = { ...LumiList.empty };

  test.each<[owner: string, name: string, object: object | undefined]>([
    ...classMethods,
    ['RunQuery', 'where', registry.runs()],
    ['RunQuery', 'select', registry.runs()],
    ['GoldenJson', 'flag', goldenJson()],
    ['LumiList', 'union', LumiList.empty],
    ['LumiList', 'intersect', LumiList.empty],
  ])('by %s.%s()', async (_, name, object) => {
    const method: unknown = Reflect.get(object as object, name);
    const expected = /^(wrong-arguments|unknown-member)$/;
    for (const receiver of [undefined, without]) {
      const call = () => Reflect.apply(method as () => unknown, receiver, []);
      expect(await codeOf(call)).toMatch(expected);
    }
  });
});
