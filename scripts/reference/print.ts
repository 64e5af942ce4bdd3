/** Prints the reference: Markdown that is generated from the catalogue and from docstrings. */
import { type CatalogueData, readCatalogue } from '../catalogue/data.js';
import { attributesPage } from './attributes.js';
import { conditionsPage, conditionTypes } from './conditions.js';
import { errorsPage } from './errors.js';
import { filterWarningsPage } from './filter-warnings.js';
import { flagsPage } from './flags.js';
import { lintPage } from './lint.js';
import { link, page, table } from './markdown.js';
import { presetsPage } from './presets.js';

/** Returns the table of units, with the attributes that have them. */
function unitsTable({ tables }: CatalogueData): string {
  const units = new Map<string, { readonly words: string; readonly links: string[] }>();
  for (const { scope, attributes } of tables)
    for (const { name, entry, unitInWords = '' } of attributes) {
      if (entry.unit === undefined) continue;
      const row = units.get(entry.unit) ?? { words: unitInWords, links: [] };
      row.links.push(link(name, `${scope}-attributes.md`));
      units.set(entry.unit, row);
    }
  return table(
    ['unit', 'meaning', 'attributes'],
    [...units].map(([unit, { words, links }]) => [unit, words, links.join(' ')]),
  );
}

const indexPage = (data: CatalogueData): string =>
  page(
    'the sources',
    '# Reference',
    [
      '- [Attributes of runs](run-attributes.md): type, unit, meaning, example and null of each',
      '- [Attributes of datasets](dataset-attributes.md), and the states of a dataset',
      '- [Attributes of lumisections](lumisection-attributes.md): DCS bits, beams, prescales, luminosity',
      '- [Flags and statuses](flags.md): each `workspace-column`, and the meaning of GOOD, BAD, STANDBY, EXCLUDED, NOTSET and EMPTY',
      '- [Conditions](conditions.md): what each type can be compared with',
      '- [Presets](presets.md): published rules, with their sources',
      '- [Problems in golden JSON](lint.md): each code of `lint()` with its fix',
      '- [Warnings of filters](filter-warnings.md): each code of `runs.parse()` and `runs.fromWebUrl()` with its fix',
      '- [Errors](errors.md): each code with its cause, fix and an example',
    ].join('\n'),
    '## Units',
    unitsTable(data),
  );

/** Returns the files of `docs/reference` by name. Runs the examples of errors and problems. */
export async function printReference(): Promise<ReadonlyMap<string, string>> {
  const data = readCatalogue();
  const types = conditionTypes();
  return new Map([
    ['index.md', indexPage(data)],
    ['run-attributes.md', attributesPage('run', data, types)],
    ['dataset-attributes.md', attributesPage('dataset', data, types)],
    ['lumisection-attributes.md', attributesPage('lumisection', data, types)],
    ['flags.md', flagsPage(data)],
    ['conditions.md', conditionsPage()],
    ['presets.md', presetsPage(data)],
    ['lint.md', lintPage()],
    ['filter-warnings.md', filterWarningsPage()],
    ['errors.md', await errorsPage()],
  ]);
}
