/** Prints the pages of attributes. */
import type { Attribute, Scope } from '../../src/catalogue/attribute.js';
import { findAttribute } from '../../src/catalogue/lookup.js';
import { pathOf } from '../../src/catalogue/paths.js';
import { registrySorts } from '../../src/print/order.js';
import type { CatalogueData, DataAttribute, DataStates, DataTable } from '../catalogue/data.js';
import type { ConditionTypes } from './conditions.js';
import { code, facts, fence, link, literal, page, table } from './markdown.js';

const typeNames = { number: 'number', date: 'date', string: 'string', enum: 'state', boolean: 'boolean', list: 'list' };

const homes: Readonly<Record<Attribute['home'], string>> = {
  column: 'a column of its own',
  oms_attributes: '`oms_attributes`',
  rr_attributes: '`rr_attributes`',
  dataset_attributes: '`dataset_attributes`',
  oms_lumisections: 'the OMS data of the lumisection',
};

function unitText({ entry, unitInWords }: DataAttribute): string | undefined {
  if (entry.unit === undefined) return undefined;
  return unitInWords === undefined ? entry.unit : `${entry.unit} (${unitInWords})`;
}

function nullText({ entry: { nullable, optional, whenNull = '' } }: DataAttribute): string {
  if (!nullable && optional !== true) return 'never';
  return whenNull;
}

/** Returns how rows are sorted by an attribute. */
function sortingText(attribute: Attribute): string | undefined {
  if (attribute.scope === 'lumisection') return undefined;
  if (attribute.type === 'list') return 'not possible';
  const [runs, datasets] = (['runs', 'datasets'] as const).map((target) => registrySorts(attribute, target));
  const isOfRuns = attribute.scope === 'run';
  if (isOfRuns && runs && !datasets) return 'by the registry in `runs()`, client-side in `datasets()`';
  return (isOfRuns ? runs : datasets) ? 'by the registry' : 'client-side, which fetches every matching row';
}

/** Returns where the registry stores an attribute, and its names there. */
function placeTexts({
  home,
  wire,
  scope,
  ...attribute
}: Attribute): readonly (readonly [string, string | undefined])[] {
  const path = pathOf({ home, wire, scope, ...attribute });
  return [
    ['Stored in', scope === 'lumisection' && home === 'column' ? 'the position of the lumisection' : homes[home]],
    ['Key in payloads', scope === 'lumisection' ? undefined : code(wire)],
    ['Path in golden JSON', path === undefined ? 'none' : code(path)],
  ];
}

interface Context {
  readonly conditions: ConditionTypes;
  readonly states: CatalogueData['states'];
}

/** Returns the values of a state, with a link to their meanings. */
const valueText = (list: DataStates): string =>
  `${list.values.map((value) => code(value)).join(', ')}: see [states](#states)`;

function entryOf(data: DataAttribute, { scope }: DataTable, { conditions, states }: Context): string {
  const attribute = findAttribute(data.name, [scope]) as Attribute;
  const { entry, valuesOf } = data;
  const type =
    entry.match === 'exact' ? 'datasets_in_gui' : entry.identifies === 'run' ? 'run_number' : typeNames[entry.type];
  const list = valuesOf === undefined ? undefined : states[valuesOf];
  return [
    `### ${code(data.name)}`,
    entry.meaning,
    facts(
      ['Type', `[${typeNames[entry.type]}](conditions.md#${type})`],
      ['Unit', unitText(data)],
      ['Values', list === undefined ? undefined : valueText(list)],
      ['Example', literal(entry.example)],
      ['Null or missing', nullText(data)],
      ['Range', entry.range === undefined ? undefined : `${entry.range[0]} to ${entry.range[1]}`],
      [
        'Detector',
        entry.subsystem === undefined ? undefined : `[${code(`dcs.${entry.subsystem}`)}](#dcs-bits-by-detector)`,
      ],
      ['Conditions', conditions[type]?.map(code).join(' ')],
      ['Sorting', sortingText(attribute)],
      ...placeTexts(attribute),
      ['Source', data.source],
      ['Source of the unit', data.unitSource],
    ),
  ].join('\n\n');
}

const index = (tables: readonly DataTable[]): string =>
  table(
    ['group', 'attributes'],
    tables.map(({ title, attributes }) => [title, attributes.map(({ name }) => link(name)).join(' ')]),
  );

const section = (table: DataTable, context: Context): string =>
  [`## ${table.title}`, table.about, ...table.attributes.map((data) => entryOf(data, table, context))].join('\n\n');

/** Returns the meanings of the states that attributes have. */
function statesSection({ states }: Context, tables: readonly DataTable[]): string | undefined {
  const used = [...new Set(tables.flatMap(({ attributes }) => attributes.flatMap(({ valuesOf }) => valuesOf ?? [])))];
  const lists = used.flatMap((name) => states[name] ?? []);
  if (lists.length === 0) return undefined;
  return [
    '## States',
    ...lists.map(({ meaning, meanings }) =>
      [meaning, facts(...Object.entries(meanings).map(([value, text]) => [code(value), text] as const))].join('\n\n'),
    ),
  ].join('\n\n');
}

const dcsSection = (tables: readonly DataTable[]): string =>
  [
    '## DCS bits by detector',
    'A DCS bit is true if a part of a detector was ready. `dcs` has the bits of each detector; `dcs.pixel` is true if all of them are.',
    fence('js', 'goldenJson().where(dcs.pixel);'),
    facts(
      ...tables.flatMap(({ subsystems }) =>
        Object.entries(subsystems).map(
          ([name, { subject, bits }]) =>
            [code(`dcs.${name}`), `${subject}: ${bits.map((bit) => link(bit)).join(' ')}`] as const,
        ),
      ),
    ),
  ].join('\n\n');

const introductions: Readonly<Record<Scope, string>> = {
  run: 'Attributes of runs, for `runs()`, `datasets()` and golden JSON. In code, hover over `run.energy` to see the same facts.',
  dataset:
    'Attributes that only datasets have, for `datasets()` and golden JSON. `datasets()` also has the [attributes of runs](run-attributes.md), and the [flags](flags.md) of each dataset.',
  lumisection:
    'Attributes of individual lumisections, for golden JSON and `toLumiList()`: DCS bits, beam bits, prescales and luminosity. The status of a flag in a lumisection is on the page of [flags](flags.md). `runs()` and `datasets()` cannot filter by these attributes.',
};

const titles: Readonly<Record<Scope, string>> = {
  run: 'Attributes of runs',
  dataset: 'Attributes of datasets',
  lumisection: 'Attributes of lumisections and DCS bits',
};

/** Returns the page of the attributes of a scope. */
export function attributesPage(scope: Scope, data: CatalogueData, conditions: ConditionTypes): string {
  const tables = data.tables.filter((table) => table.scope === scope);
  const context = { conditions, states: data.states };
  return page(
    '`src/catalogue/data`',
    `# ${titles[scope]}`,
    introductions[scope],
    index(tables),
    ...tables.map((table) => section(table, context)),
    scope === 'lumisection' ? dcsSection(tables) : undefined,
    statesSection(context, tables),
  );
}
