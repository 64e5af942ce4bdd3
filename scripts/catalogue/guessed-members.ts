import * as client from '../../src/catalogue/guessed-client-members.js';
import * as conditions from '../../src/catalogue/guessed-conditions.js';
import * as golden from '../../src/catalogue/guessed-golden-members.js';
import * as lumi from '../../src/catalogue/guessed-lumi-members.js';
import * as members from '../../src/catalogue/guessed-members.js';
import * as results from '../../src/catalogue/guessed-result-members.js';
import type { Hints } from '../../src/util/guessed.js';
import { quoted } from './code.js';

// `hintsByType` is not a kind. Years and beams of `presets` are plain objects. `LumiList` and `Brilcalc` declare their own members, and results
// of generations are plain data.
// `src/catalogue/guessed-members.ts` says why `dcs` has none.
const { hintsByType: _, ...ofConditions } = conditions;
const { beams: _beams, presets: _presets, ...ofGolden } = golden;
const { dcs: _dcs, ...ofObjects } = members;
const { brilcalcs: _brilcalcs, lumiLists: _lumiLists, ...ofLumi } = lumi;
const { generated: _generated, ...ofResults } = results;
const { clientOption, ...ofClient } = client;

const byKind = { ...ofConditions, ...ofClient, ...ofGolden, ...ofLumi, ...ofResults, ...ofObjects };
const hints: Readonly<Record<string, Hints>> = byKind;

/** The guessed members by kind, each with a member that all objects of the kind have. An enum is named like it. */
const kinds: Readonly<Record<keyof typeof byKind, string>> = {
  booleanCondition: 'is',
  brilcalc: 'sum',
  builder: 'parse',
  client: 'getRun',
  dateCondition: 'before',
  enumCondition: 'is',
  expression: 'kind',
  flagCondition: 'is',
  flagList: 'are',
  golden: 'lint',
  goldenFlagCondition: 'is',
  goldenFactory: 'parse',
  listCondition: 'has',
  lumiList: 'union',
  lumisectionStream: 'toTable',
  mirror: 'close',
  nullableCondition: 'isNull',
  operationResult: 'isComplete',
  operations: 'moveRuns',
  orderedCondition: 'eq',
  query: 'where',
  stringCondition: 'like',
  table: 'toColumns',
};

/** Members that people call with a function of a row. Its parameter has a type, so that the call is one error. */
const withCallback: Readonly<Record<string, ReadonlySet<string>>> = {
  query: new Set(['forEach', 'map', 'each', 'iterate', 'filter']),
  lumisectionStream: new Set(['forEach', 'map']),
  operationResult: new Set(['map', 'forEach', 'filter']),
  table: new Set(['map', 'forEach', 'filter']),
};

/** Prints the type of a member. After `filter`, people add more calls. */
function printType(kind: string, name: string, hint: string): string {
  if (!withCallback[kind]?.has(name)) return `Hint<${quoted(hint)}>`;
  return `CallbackHint<Row, ${quoted(hint)}, ${name === 'filter' ? 'this' : 'readonly unknown[]'}>`;
}

const titleOf = (kind: string): string => `Guessed${kind[0]?.toUpperCase()}${kind.slice(1)}`;

/** Prints the enums whose values are names of members. */
function printNames(): string[] {
  const names = new Map<string, Set<string>>();
  for (const [kind, real] of Object.entries(kinds))
    names.set(real, new Set([...(names.get(real) ?? []), ...Object.keys(hints[kind] ?? {})]));
  return [...names]
    .sort(byName)
    .flatMap(([real, each]) => [
      '/** @public */',
      `export declare enum ${real} {`,
      ...[...each].map((name) => `  ${name} = '${name}',`),
      '}',
      '',
    ]);
}

const printKind = ([kind, real]: readonly [string, string]): string[] => [
  `export interface ${titleOf(kind)}${withCallback[kind] === undefined ? '' : '<Row>'} {`,
  ...Object.entries(hints[kind] ?? {}).map(
    ([name, hint]) => `  readonly [${real}.${name}]: ${printType(kind, name, hint)};`,
  ),
  '}',
  '',
];

/** Prints a pattern that only this name matches. */
const pattern = (name: string): string => `\`${name[0]}\${${quoted(name.slice(1))} & Rest}\``;

const printOption = ([name, hint]: readonly [string, string]): string =>
  `  readonly [guess: ${pattern(name)}]: Hint<${quoted(hint)}>;`;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/**
 * Prints the types of guessed members. Their names are computed: instead of such a property, editors offer the enum that the name is
 * read from. It is called like a member that the type really has, so the editor already offers that name. Options of a client are
 * patterns, because in an object literal editors do offer computed names.
 */
export const guessedMembersFile = (): string =>
  [
    '// Generated from src/catalogue/guessed-*.ts by `npm run generate`. Edit those files, not this one.',
    '',
    "import type { CallbackHint, Hint } from '../../util/guessed.js';",
    '',
    ...printNames(),
    ...Object.entries(kinds).flatMap(printKind),
    '/** Makes a literal a part of a pattern. Every string has a length. */',
    'type Rest = { readonly length: number };',
    '',
    'export interface GuessedClientOption {',
    ...Object.entries(clientOption).map(printOption),
    '}',
    '',
  ].join('\n');
