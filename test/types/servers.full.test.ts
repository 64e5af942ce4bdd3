/** Completions, hovers and errors from the servers of TypeScript that editors use. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client } from '../../src/catalogue/guessed-client-members.js';
import { flagCondition, hintsByType } from '../../src/catalogue/guessed-conditions.js';
import * as golden from '../../src/catalogue/guessed-golden-members.js';
import * as lumi from '../../src/catalogue/guessed-lumi-members.js';
import * as guessed from '../../src/catalogue/guessed-members.js';
import * as results from '../../src/catalogue/guessed-result-members.js';
import type { Hints } from '../../src/util/guessed.js';
import { root } from './editor.js';
import { goldenCompilerOnly, goldenMethods, goldenNames, goldenValues } from './golden-mistakes.js';
import { hovers, mappedHovers } from './hovers.js';
import * as mistakes from './mistakes.js';
import { fresh, partlyTyped } from './positions.js';
import { type EditorServer, type Hover, openServer, type Package, type Position, versions } from './servers/server.js';
import { sheetOf } from './servers/sheet.js';

const packages: readonly Package[] = ['typescript', 'typescript-5', 'typescript-7'];

const cursors = [...fresh, ...partlyTyped];
const words = [...hovers, ...mappedHovers];

/** Cursors after an object, and the members that people guess there. */
const guessing: readonly (readonly [code: string, members: Hints])[] = [
  ['runs().|', guessed.query],
  ["datasets().select('run_number').|", guessed.query],
  ['goldenJson().|', golden.golden],
  ['runs.|', guessed.builder],
  ['goldenJson.|', golden.goldenFactory],
  ['LumiList.empty.|', lumi.lumiList],
  ['LumiList.|', lumi.lumiLists],
  ["(await import('runregistry')).Brilcalc.|", lumi.brilcalcs],
  ["(await import('runregistry')).Brilcalc.fromText('').|", lumi.brilcalc],
  ['new RunRegistry().|', client],
  ['runs().lumisections().|', guessed.lumisectionStream],
  ['(await runs().toTable()).|', results.table],
  ['(await new RunRegistry().markSignificant([])).|', results.operationResult],
  ["(await (await import('runregistry/mirror')).openMirror('mirror')).|", results.mirror],
  ["runs().where('energy').|", hintsByType.number],
  ['run.start_time.|', hintsByType.date],
  ["runs().where('class').|", hintsByType.string],
  ["runs().where('state').|", hintsByType.enum],
  ['run.significant.|', hintsByType.boolean],
  ["runs().where('components').|", hintsByType.list],
  ["runs().flag('dt-dt').|", flagCondition],
];
const sheet = sheetOf([...cursors, ...guessing].map(([code]) => code).concat(words));
const positionOf = (index: number): Position => sheet.positions[index] as Position;
const wordAt = (index: number): Position => {
  const { line, column } = positionOf(cursors.length + guessing.length + index);
  return { line, column: column - 1 };
};

/** Code with one mistake between « and »; see errors.test.ts. */
const mistaken = [
  ...[...mistakes.names, ...mistakes.values, ...mistakes.compilerOnly],
  ...[...goldenNames, ...goldenMethods, ...goldenValues, ...goldenCompilerOnly],
];
const mistakeSheet = sheetOf(mistaken.map(([code]) => code.replace(/[«»]/g, '')));

test('the tables have at least 60 fresh and 40 partly typed positions, and 30 words', () => {
  expect(fresh.length).toBeGreaterThanOrEqual(60);
  expect(partlyTyped.length).toBeGreaterThanOrEqual(40);
  expect(cursors.filter(([, names]) => names.length === 0)).toEqual([]);
  expect(words.length).toBeGreaterThanOrEqual(30);
});

describe.each(packages.map((name) => [versions[name], name] as const))(
  'the language server of TypeScript %s',
  (version, name) => {
    let server: EditorServer;
    beforeAll(async () => {
      server = await openServer(name, `${root}test/types/fixtures/editor/query.ts`, sheet.text);
    });
    afterAll(() => server.close());

    test.each(cursors.map(([code, names], index) => [code, names, index] as const))(
      'offers exactly the valid names at %s',
      async (_, names, index) => {
        const offered = await server.completions(positionOf(index));
        expect([...offered].sort()).toEqual([...names].sort());
      },
    );

    test.each(guessing.map(([code, members], index) => [code, members, index] as const))(
      'offers each name once, and no guessed member, at %s',
      async (_, members, index) => {
        const offered = await server.completions(positionOf(cursors.length + index));
        expect(offered.length).toBeGreaterThan(2);
        expect(offered.filter((name) => Object.hasOwn(members, name))).toEqual([]);
        expect(new Set(offered).size).toBe(offered.length);
      },
    );

    test('shows the recorded documentation', async () => {
      const shown = new Map<string, Hover>();
      for (const [index, code] of words.entries()) shown.set(code, await server.hover(wordAt(index)));
      const documented = words.filter((code) => shown.get(code)?.documentation !== '');
      expect(documented).toEqual(version === '7.0.2' ? hovers : words);
      const records = documented.map((code) => `${code}\n\n${indent(shown.get(code)?.documentation ?? '')}\n`);
      // TypeScript 7 also shows the examples and the errors.
      if (version !== '7.0.2') await expect(records.join('\n')).toMatchFileSnapshot('./hovers.txt');
    });

    test('reports one error at each mistake', async () => {
      server.setText(mistakeSheet.text);
      const errors = await server.errors();
      const reported = mistaken.map(([code], index) => {
        const { line, column } = mistakeSheet.positions[index] as Position;
        return { code, at: errors.filter((error) => error.line === line).map((error) => error.column - column) };
      });
      expect(reported).toEqual(mistaken.map(([code]) => ({ code, at: [code.indexOf('«')] })));
    });
  },
);

const indent = (text: string): string => text.replace(/^/gm, '    ').replace(/ +$/gm, '');
