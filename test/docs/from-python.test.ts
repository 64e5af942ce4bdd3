import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from './examples.js';

/** The public functions of versions 3.0.0 and 3.1.2 of the Python client with their named parameters, as Python prints them. */
const functions = [
  'setup(target)',
  'get_run(run_number)',
  'get_runs(limit=40000, compress_attributes=True',
  "get_dataset(run_number, dataset_name='online')",
  'get_datasets(',
  'get_dataset_names_of_run(run_number)',
  'get_cycles()',
  'get_datasets_accepted()',
  "get_lumisections(run_number, dataset_name='online')",
  "get_oms_lumisections(run_number, dataset_name='online')",
  "get_lumisection_ranges(run_number, dataset_name='online')",
  "get_lumisection_ranges_by_component(run_number, dataset_name='online')",
  'get_oms_lumisection_ranges(run_number)',
  "get_joint_lumisection_ranges(run_number, dataset_name='online')",
  'create_json(json_logic, dataset_name_filter)',
  'move_runs(from_, to_, run=None, runs=None)',
  'make_significant_runs(run=None, runs=None)',
  'reset_RR_attributes_and_refresh_runs(runs=None)',
  'manually_refresh_components_statuses_for_runs(runs=None)',
  "edit_rr_lumisections(run, lumi_start, lumi_end, component, status, comment='', cause='', dataset_name='online')",
  "move_datasets(from_, to_, dataset_name, workspace='global', run=None, runs=None)",
  'change_run_class(run_numbers, new_class)',
  'transform_to_rr_run_filter(run_filter)',
  'transform_to_rr_dataset_filter(dataset_filter)',
];

const guide = readFileSync(`${root}docs/from-python.md`, 'utf8');
const section = (title: string) => guide.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';

describe('the guide for users of the Python client', () => {
  test.each(functions)('compares %s', (signature) => {
    const rows = section('Every function').split('\n');
    expect(rows.filter((row) => row.startsWith('| `') && row.includes(`\`${signature}`))).toHaveLength(1);
  });

  test.each(functions.map((signature) => signature.slice(0, signature.indexOf('('))).filter(isCalled))(
    'translates a call of %s()',
    (name) => {
      const code = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join('');
      expect(code).toContain(`// ${name}(`);
    },
  );
});

/** Functions without a request have a row in the table only. */
function isCalled(name: string): boolean {
  return name !== 'setup' && !name.startsWith('transform_');
}
