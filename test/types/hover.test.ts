import { describe, expect, test } from 'vitest';
import { dataset, lumisection, run } from '../../src/index.js';
import { documentation } from './documentation.js';
import { openEditor } from './editor.js';

const editor = openEditor();

// `Handles` maps over `keyof Table`: over `keyof Table & string`, the documentation would not come along.
describe('hovering over a handle shows what the catalogue says', () => {
  test('the meaning of the energy, and its unit', () => {
    const { documentation: shown } = editor.hover('run.energy|');
    expect(shown).toContain('LHC energy per beam');
    expect(shown).toContain('Unit: GeV.');
  });

  test.each([
    ['run.energy', run.energy],
    ['run.run_number', run.run_number],
    ['run.class', run.class],
    ['run.start_time', run.start_time],
    ['run.init_lumi', run.init_lumi],
    ['run.dt_included', run.dt_included],
    ['run.components', run.components],
    ['dataset.dataset_name', dataset.dataset_name],
    ['dataset.tracker_state', dataset.tracker_state],
    ['lumisection.bpix_ready', lumisection.bpix_ready],
    ['lumisection.delivered', lumisection.delivered],
  ])('%s', (code, about) => {
    expect(editor.hover(`${code}|`).documentation).toBe(documentation(about));
    expect(editor.hover(`runs().where(${code}|.isNull())`).documentation).toBe(documentation(about));
  });
});

describe('hovering over the words of a query shows their documentation', () => {
  test.each([
    ["runs().where|('energy')", 'Adds a condition'],
    ["runs().where('energy').gte|(6000)", 'Greater than or equal'],
    ["runs().where('class').ne|('Cosmics24')", 'Leaves out rows where the attribute is null or missing'],
    ["runs().where('significant').is|(true)", 'Is true, or is false'],
    ["runs().flag('dt', 'dt').every|('GOOD')", 'All lumisections'],
    ["flag|('dt', 'dt')", 'A flag by workspace and column'],
    ["runs().orderBy|('energy')", 'largest first'],
    ['runs().stream|()', 'constant memory'],
  ])('%s', (code, sentence) => expect(editor.hover(code).documentation).toContain(sentence));

  test('a condition is named by its type, not spelt out', () => {
    expect(editor.hover("const condition| = runs().where('energy')").type).toBe(
      'const condition: NumberCondition<RunQuery<RunRow>>',
    );
    expect(editor.hover("const query| = runs().where('energy').gte(6000)").type).toBe('const query: RunQuery<RunRow>');
    expect(editor.hover("const rows| = await runs().select('energy').all()").type).toBe(
      'const rows: SelectedRun<"energy">[]',
    );
  });
});
