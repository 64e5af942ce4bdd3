/** The plugin for the language service, loaded by name by the tsserver of TypeScript 5 and 6. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as guessed from '../../src/catalogue/guessed-members.js';
import { dataset, lumisection, run } from '../../src/index.js';
import { documentation } from './documentation.js';
import { root } from './editor.js';
import { type EditorServer, openServer, type Package, type Position, versions } from './servers/server.js';
import { sheetOf } from './servers/sheet.js';

const driftTubes = 'Certification status of the drift tubes (DT).';
const registry = 'new RunRegistry()';

/** A string under the cursor, and the start of its documentation. Empty for a string that names nothing. */
const strings: readonly (readonly [code: string, shown: string])[] = [
  ["runs().where('ener|gy').gte(6000)", documentation(run.energy.info)],
  ["runs().where('energy|', '>=', 6000)", documentation(run.energy.info)],
  ["runs().where('class').eq('Cosmics24').select('run_number', 'fill_n|umber')", documentation(run.fill_number.info)],
  ["runs().orderBy('start_|time')", documentation(run.start_time.info)],
  ["runs().when(6000, (query, energy) => query.where('b_f|ield').gte(energy))", documentation(run.b_field.info)],
  ["datasets().where('tracker_s|tate').is('OPEN')", documentation(dataset.tracker_state.info)],
  ["attribute('ener|gy').isNull()", documentation(run.energy.info)],
  ["goldenJson().where('run.oms.ene|rgy').gte(6000)", documentation(run.energy.info)],
  ["goldenJson().where('dataset.na|me').eq('online')", documentation(dataset.dataset_name.info)],
  ["goldenJson().where('lumisection.oms.bpix_re|ady').is(true)", documentation(lumisection.bpix_ready.info)],
  ["runs().lumisections().toTable({ bits: ['bpix_re|ady'] })", documentation(lumisection.bpix_ready.info)],
  ["runs().flag('d|t', 'dt').is('GOOD')", 'Flags of the workspace dt: the drift tubes (DT).'],
  ["runs().flag('dt', 'd|t').is('GOOD')", driftTubes],
  ["flag('dt-d|t').is('GOOD')", driftTubes],
  ["goldenJson().flags(['csc-csc', 'dt-d|t']).are('GOOD')", driftTubes],
  ["goldenJson().flag('dt-dt').is('GOOD').remove('dt-|dt')", driftTubes],
  [`${registry}.operations.editLumisections(1, { flag: 'dt-d|t', start: 1, end: 2, status: 'GOOD' })`, driftTubes],
  ["runs().where('class').eq('ener|gy')", ''],
  ["runs().where('enrg|y').gte(6000)", ''],
  ["flag('dt-dt').is('GO|OD')", ''],
  ["console.log('ener|gy')", ''],
];

/** A position, a name that is offered there, and the start of its documentation. */
const offered: readonly (readonly [code: string, name: string, shown: string])[] = [
  ["runs().where('|')", 'energy', documentation(run.energy.info)],
  ["runs().select('run_number', 'ener|')", 'energy', documentation(run.energy.info)],
  ["runs().flag('|')", 'dt-dt', driftTubes],
  ["runs().flag('dt', '|')", 'dt', driftTubes],
  ["goldenJson().where('|')", 'run.oms.energy', documentation(run.energy.info)],
  ["goldenJson().flags(['|'])", 'dt-dt', driftTubes],
  ['run.|', 'energy', documentation(run.energy.info)],
  ["flag('dt-dt').is('|')", 'GOOD', ''],
];

const packages: readonly Package[] = ['typescript', 'typescript-5'];

/** The project of a user, with the package in `node_modules`. */
mkdirSync(join(root, 'build'), { recursive: true });
const folder = mkdtempSync(join(root, 'build', 'ts-plugin-'));
const packed = join(folder, 'node_modules', 'runregistry');

/** Installs the packed package. */
function install(): void {
  const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8' });
  mkdirSync(packed, { recursive: true });
  execFileSync('tar', ['-xzf', name.trim(), '-C', packed, '--strip-components=1'], { cwd: folder });
}

// Each server loads the packed library again.
describe('the plugin', () => {
  beforeAll(() => {
    install();
    // Editors load plugins from the folder of TypeScript itself.
    for (const name of packages)
      cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), {
        recursive: true,
        dereference: true,
      });
    const compilerOptions = { plugins: [{ name: 'runregistry/ts-plugin' }], paths: {} };
    const configuration = { extends: '../../tsconfig.json', compilerOptions, files: ['query.ts'], include: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
    writeFileSync(join(folder, 'query.ts'), 'export {};\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const sheet = sheetOf([...strings, ...offered].map(([code]) => code));
  const positionOf = (index: number): Position => sheet.positions[index] as Position;
  const firstLines = (text: string, expected: string): string =>
    expected === '' ? text : text.slice(0, expected.length);

  describe.each(packages.map((name) => [versions[name], name] as const))('in TypeScript %s', (_, name) => {
    let server: EditorServer;
    beforeAll(async () => {
      server = await openServer(name, join(folder, 'query.ts'), sheet.text, join(folder, 'node_modules'));
    });
    afterAll(() => server.close());

    test.each(strings.map(([code, shown], index) => [code, shown, index] as const))(
      '%s shows the documentation of the name in the string',
      async (_, shown, index) => {
        const { documentation: text } = await server.hover(positionOf(index));
        expect(firstLines(text, shown)).toBe(shown);
      },
    );

    test.each(offered.map(([code, offer, shown], index) => [code, offer, shown, strings.length + index] as const))(
      '%s shows the documentation of the offered %s',
      async (_, offer, shown, index) => {
        expect(await server.completions(positionOf(index))).toContain(offer);
        expect(firstLines(await server.details(positionOf(index), offer), shown)).toBe(shown);
      },
    );

    test('shows the documentation of names that a program adds to the catalogue', async () => {
      const added = sheetOf(["runs().where('pile|up').gte(40)"]);
      const augmentation = `declare module 'runregistry' {
  interface OmsAttributes {
    /** Mean number of interactions per bunch crossing. */
    readonly pileup: { type: 'number'; meaning: ''; example: 52; nullable: true };
  }
}`;
      server.setText(added.text + augmentation);
      const shown = await server.hover(added.positions[0] as Position);
      expect(shown).toEqual({
        type: '(attribute) pileup',
        documentation: 'Mean number of interactions per bunch crossing.',
      });
    });

    test('warns about JavaScript operators between conditions', async () => {
      const warned = sheetOf([
        "runs().where(run.energy.gte(6000) |&& run.class.eq('Collisions24'))",
        "const either = dcs.pixel ||| flag('dt-dt').is('GOOD');",
        'const least = process.argv.length; runs().where(least && run.energy.gte(least) ? run.energy.gte(1) : run.b_field.gte(1))',
      ]);
      server.setText(warned.text);
      const warnings = (await server.errors()).map(({ line, column, text }) => ({ line, column, text }));
      const [first, second] = warned.positions;
      expect(warnings).toEqual([
        {
          ...first,
          text: "This is the second condition alone. Write and(run.energy.gte(6000), run.class.eq('Collisions24')).",
        },
        { ...second, text: "This is the first condition alone. Write or(dcs.pixel, flag('dt-dt').is('GOOD'))." },
      ]);
    });

    test('begins an error with the message of the library', async () => {
      const mistaken = sheetOf([
        "runs().where('enrgy').gte(6000)",
        'dcs.muon',
        'dcs.muons',
        'const energy: number = "6000";',
      ]);
      server.setText(mistaken.text);
      const errors = (await server.errors()).map(({ text }) => text.split('\n'));
      expect(errors).toEqual([
        ["Unknown attribute 'enrgy' of runs. Did you mean 'energy'?", expect.stringContaining('  Argument of type')],
        [guessed.dcs.muon, "  Property 'muon' does not exist on type 'DcsPresets'."],
        ["Property 'muons' does not exist on type 'DcsPresets'."],
        ["Type 'string' is not assignable to type 'number'."],
      ]);
    });
  });

  test('is not loaded by TypeScript 7', async () => {
    const { text, positions } = sheetOf(["runs().where('ener|gy').gte(6000)"]);
    const server = await openServer('typescript-7', join(folder, 'query.ts'), text);
    expect(await server.hover(positions[0] as Position)).toEqual({ type: '', documentation: '' });
    expect(await server.errors()).toEqual([]);
    await server.close();
  });
});
