/** The only place where the tests compare the wording of warnings. Other tests compare codes and paths. */
import { type FilterWarning, RunRegistry } from 'runregistry';
import { expect, test } from 'vitest';

const { runs, datasets } = new RunRegistry({ url: 'http://127.0.0.1:9' });

const dt = 'triplet_summary.dt-dt';
const energy = 'oms_attributes.energy';
const components = 'oms_attributes.components';
const isBad = { [`${dt}.BAD`]: { '>': 0 } };
const isCosmics = { 'rr_attributes.class': 'Cosmics22' };

const filters: readonly object[] = [
  { run_number: { '=': '3e5' } },
  { [energy]: { '>': '6500' } },
  { [energy]: [6500, 6800] },
  { [energy]: { or: [{ '=': 6500 }, { '=': 6800 }] } },
  { 'rr_attributes.class': { NOTLIKE: '%Cosmics%' } },
  { 'rr_attributes.class': { like: '%a%', LIKE: '%b%' } },
  { run_number: { or: [{ '=': 1 }, { '=': 5 }], '>': 3 } },
  { 'oms_attributes.dt_included': { '=': false } },
  { 'oms_attributes.start_time': { '>': '2018-05' } },
  { [components]: 'DT' },
  { [components]: { like: '%DT%' } },
  { [components]: { contains: 'DT' } },
  { [`${dt}.BAD`]: { '<=': 3 } },
  { [`${dt}.comments`]: null },
  { [`${dt}.comments`]: { like: 'HV%' } },
  { or: [isCosmics, isBad] },
  { ...isCosmics, or: [isBad] },
  { AND: [isCosmics, isBad] },
  { or: isCosmics },
];

const datasetFilters: readonly object[] = [
  { datasets_in_gui: '/A/B/C' },
  { datasets_in_gui: ['/A/B/C', '/D/E/F'] },
  { datasets_in_gui: { '<>': '/A/B/C' } },
];

const rule = (field: string, operator: string, value: string) =>
  `obf[rules][0][field]=${field}&obf[rules][0][operator]=${encodeURIComponent(operator)}` +
  `&obf[rules][0][value]=${encodeURIComponent(value)}&obf[combinator]=and`;
const cosmics = rule('rr_attributes.class', '=', 'Cosmics22');
const orders = 'obs[0][id]=run_number&ots[0][id]=rr_attributes.class';

const links: readonly string[] = [
  `${cosmics}&run_number=355555`,
  `${cosmics}&obf[not]=true`,
  `${cosmics}&obf[colour]=red`,
  rule('rr_attributes.class', '=', ''),
  rule('rr_attributes.class', '=', '%2FExpress'),
  rule(dt, '<>', 'BAD'),
  rule('run_number', 'in', '1,23'),
  rule('run_number', 'not in', '1 23'),
  rule('oms_attributes.ls_duration', '>', '600.5'),
  `${cosmics}&obs[0][id]=oms_attributes.components`,
  `${cosmics}&ots[0][id]=run_number`,
  `${cosmics}&${cosmics.replaceAll('obf', 'otf')}&${orders}`,
];

const record = (title: string, warnings: readonly FilterWarning[]) =>
  `${[title, ...warnings.flatMap(({ code, path, message }) => [`  ${code} ${path}`.trimEnd(), `  ${message}`])].join('\n')}\n`;

test('reports the recorded warnings', async () => {
  const records = [
    ...filters.map((filter) => record(`runs ${JSON.stringify(filter)}`, runs.parse(filter).warnings)),
    ...datasetFilters.map((filter) => record(`datasets ${JSON.stringify(filter)}`, datasets.parse(filter).warnings)),
    ...links.map((link) =>
      record(link, runs.fromWebUrl(`https://cmsrunregistry.web.cern.ch/online/global?${link}`).warnings),
    ),
  ];
  await expect(records.join('\n')).toMatchFileSnapshot('./filter-warnings.txt');
});
