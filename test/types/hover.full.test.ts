import { describe, expect, test } from 'vitest';
import { dataset, dcs, lumisection, run } from '../../src/index.js';
import { documentation } from './documentation.js';
import { codesIn, openEditor } from './editor.js';
import { hovers, mappedHovers } from './hovers.js';

const editor = openEditor();
const words = [...hovers, ...mappedHovers];
/** Handles that show their entries in the catalogue. */
const handles = [
  ['run.energy', run.energy],
  ['run.run_number', run.run_number],
  ['run.class', run.class],
  ['run.start_time', run.start_time],
  ['run.init_lumi', run.init_lumi],
  ['run.dt_included', run.dt_included],
  ['run.components', run.components],
  ['dataset.dataset_name', dataset.dataset_name],
  ['dataset.tracker_state', dataset.tracker_state],
  ['dataset.appeared_in', dataset.appeared_in],
  ['lumisection.bpix_ready', lumisection.bpix_ready],
  ['lumisection.delivered', lumisection.delivered],
] as const;
editor.prepare([
  ...codesIn(import.meta.url),
  ...words,
  ...Object.keys(dcs).map((detector) => `dcs.${detector}`),
  ...handles.flatMap(([code]) => [code, `runs().where(${code}.isNull())`]),
]);

// `Handles` maps over `keyof Table`: over `keyof Table & string`, the documentation would be lost.
describe('hovering shows the documentation', () => {
  test.each([
    [
      'an attribute of a run',
      'run.end_time|',
      `Time at which the run stopped.

- Unit: UTC (Coordinated Universal Time).
- Example: \`"2022-07-12T22:47:40Z"\`.
- Null: The run is ongoing.`,
    ],
    [
      'an attribute with a unit and a second sentence',
      '(await runs().all())[0]!.oms_attributes.b_field|',
      `Magnetic field of the solenoid.

The nominal field is 3.8, and about 0.02 remains when the magnet is off.

- Unit: T (teslas).
- Example: \`3.8\`.
- Null: OMS has no value for the run.`,
    ],
    [
      'a state',
      'dataset.global_state|',
      `State of the certification of the whole dataset, in the workspace global.

- Values: \`"OPEN"\`, \`"SIGNOFF"\`, \`"COMPLETED"\`, \`"waiting dqm gui"\`.
- Example: \`"OPEN"\`.
- Missing: The online dataset has no such state.`,
    ],
    [
      'a DCS bit',
      'lumisection.bpix_ready|',
      `True if the high voltage of the barrel pixel detector was on.

- Example: \`true\`.
- Null or missing: OMS has no value for the lumisection.`,
    ],
    [
      'the bits of a detector',
      'dcs.pixel|',
      `DCS bits of the pixel detector, all of them true.

The bits are \`bpix_ready\`, \`fpix_ready\`.

- Example: \`goldenJson().where(dcs.pixel)\`.
- Null or missing: A lumisection in which OMS has no value for one of the bits does not match.`,
    ],
    [
      'a preset',
      'presets[2024].cosmics.dcsOnly|',
      `Published rule for the tracker, by DCS bits alone.

A script of the data certification team, for cosmics at 3.8 T. An option that does not require the pixel detector is
not part of the preset.

- Datasets of the document: \`online\`.
- Source: syuvivida/DQMSpace@30282db, runregistry_scripts/DCSonlyJSON/Run2024_dcsjson_githubRR.py, 29 April 2024.`,
    ],
    [
      'the rule of a preset',
      'goldenJson().where(presets[2022].collisions.golden.rule|)',
      `All conditions of the document, each a separate clause.

A lumisection in which a value is null or missing does not match.

- Runs: \`class\` equal to 'Collisions22', \`b_field\` at least 3.7.
- GOOD: all of \`flags\`.
- True: \`cms_active\` and all of \`dcs\`.
- Beams: both present and stable; only stable in the runs 355100 to 355208.
- Example: \`goldenJson().where(presets[2022].collisions.golden.rule)\`.
- Source: syuvivida/DQMSpace@4de111f, runregistry_scripts/create_goldenJSON.py, 25 November 2022.`,
    ],
    [
      'a flag',
      "(await runs().all())[0]!.lumisections['dt-dt|']",
      `Certification status of the drift tubes (DT).

- Values: \`GOOD\`, \`BAD\`, \`STANDBY\`, \`EXCLUDED\`, \`NOTSET\`, \`EMPTY\`, \`NO VALUE FOUND\`.
- Seen in: the online dataset and offline datasets.
- Required for certification: online and offline, with \`GOOD\`.
- Example: \`flag('dt-dt').is('GOOD')\`.
- Null or missing: The lumisection has no status for the flag.`,
    ],
  ])('of %s', (_, code, shown) => expect(editor.hover(code).documentation).toBe(shown));

  test('of certifiable, with the required flags and the one that must be BAD', () => {
    const { documentation: online } = editor.hover('certifiable.online|');
    expect(online).toContain('certification of a run requires');
    expect(online).toContain('`tracker-strip`');
    const { documentation: offline } = editor.hover('certifiable.offline|');
    expect(offline).toContain('BAD for `dc-lowlumi`');
    expect(offline).toContain('Example: `goldenJson().where(certifiable.offline)`.');
  });

  test.each(Object.keys(dcs))('of dcs.%s, with its bits', (detector) => {
    expect(editor.hover(`dcs.${detector}|`).documentation).toMatch(
      /^DCS bits of .+, all of them true\.\n\nThe bits are `\w+`(, `\w+`)*\.\n\n- Example/,
    );
  });

  test.each(handles)('of %s, from its entry in the catalogue', (code, about) => {
    expect(editor.hover(`${code}|`).documentation).toBe(documentation(about.info));
    expect(editor.hover(`runs().where(${code}|.isNull())`).documentation).toBe(documentation(about.info));
  });
});

describe('hovering', () => {
  // servers.full.test.ts records the same file.
  test('shows the recorded documentation of each word', async () => {
    const records = words.map((code) => {
      const { documentation: shown } = editor.hover(code);
      return `${code}\n\n${shown.replace(/^/gm, '    ').replace(/ +$/gm, '')}\n`;
    });
    await expect(records.join('\n')).toMatchFileSnapshot('./hovers.txt');
  });

  test('shows types by their names instead of their members', () => {
    expect(editor.hover("const condition| = runs().where('energy')").type).toBe(
      'const condition: NumberCondition<RunQuery<RunRow>>',
    );
    expect(editor.hover("const query| = runs().where('energy').gte(6000)").type).toBe('const query: RunQuery<RunRow>');
    expect(editor.hover("const rows| = await runs().select('energy').all()").type).toBe(
      'const rows: SelectedRun<"energy">[]',
    );
    expect(editor.hover("const condition| = goldenJson().where('run.oms.energy')").type).toBe(
      'const condition: NumberCondition<GoldenJson>',
    );
    expect(editor.hover("const golden| = goldenJson().where('run.oms.energy').gte(6000)").type).toBe(
      'const golden: GoldenJson',
    );
    expect(editor.hover('const bits| = dcs.pixel').type).toBe('const bits: Expression<"lumisection">');
  });
});
