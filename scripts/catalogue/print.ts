/** Prints the catalogue as TypeScript, with a docstring for every attribute, flag and bit. */
import { attributeDocumentation, docComment, documentation } from '../../src/catalogue/docstring.js';
import { file, key, list, literal, quoted } from './code.js';
import type { CatalogueData, DataAttribute, DataFlag, DataStates, DataTable, DataWorkspace, Side } from './data.js';
import { guessedMembersFile } from './guessed-members.js';
import { presetsFile } from './presets.js';

const sentences = (text: string): string[] => text.split(/(?<=\.) (?=[A-Z])/);

const entryLines = ({ entry, valuesOf }: DataAttribute, indent: string): string[] =>
  Object.entries(entry).map(([name, value]) => `${indent}${name}: ${name === 'values' ? valuesOf : literal(value)},`);

function attributeLines(attribute: DataAttribute, helper: string | undefined): string[] {
  const { name, entry, unitInWords, isAlike } = attribute;
  const comment = docComment(attributeDocumentation(entry, unitInWords), '  ');
  if (helper === undefined || !isAlike)
    return [...comment, `  ${key(name)}: {`, ...entryLines(attribute, '    '), '  },'];
  const subsystem = entry.subsystem === undefined ? '' : `, ${quoted(entry.subsystem)}`;
  return [...comment, `  ${key(name)}: ${helper}(${quoted(entry.meaning)}${subsystem}),`];
}

/** Prints a function that makes the entries that differ in their meaning only. One type for all of them is cheaper to check than one for each. */
function helperLines({ helper, attributes }: DataTable): string[] {
  const first = attributes.find(({ isAlike }) => isAlike);
  if (helper === undefined || first === undefined) return [];
  const hasSubsystems = attributes.some(({ entry }) => entry.subsystem !== undefined);
  const facts = entryLines(first, '    ').filter((line) => !/^ +(meaning|subsystem):/.test(line));
  return [
    hasSubsystems
      ? `const ${helper} = <const Subsystem extends string | undefined = undefined>(meaning: string, subsystem?: Subsystem) =>`
      : `const ${helper} = (meaning: string) =>`,
    '  ({',
    '    meaning,',
    ...facts,
    ...(hasSubsystems ? ['    subsystem: subsystem as Subsystem,'] : []),
    '  }) as const;',
  ];
}

/** Prints the entry of a name that is accepted beyond the listed ones. */
function anyAttribute({ any, helper }: DataTable): string[] {
  if (any === undefined) return [];
  const meaning = `\`${any.meaning.replaceAll(/\{(\w+)\}/g, (_, name: string) => `\${${name}}`)}\``;
  return [
    ...docComment(['The entry of a name that the table above does not list.']),
    `export const ${any.export} = (component: string): AttributeEntry => ${helper}(${meaning});`,
  ];
}

function subsystemLines({ subsystems }: DataTable): string[] {
  const entries = Object.entries(subsystems);
  if (entries.length === 0) return [];
  return [
    ...docComment(['DCS bits by detector.']),
    'export const dcsBits = {',
    ...entries.flatMap(([name, { subject, bits }]) => [
      ...docComment(
        documentation(
          `DCS bits of ${subject}, all of them true. The bits are ${bits.map((bit) => `\`${bit}\``).join(', ')}.`,
          [
            `Example: \`goldenJson().where(dcs.${name})\`.`,
            'Null or missing: A lumisection in which OMS has no value for one of the bits does not match.',
            ...(name === 'castor' ? ['No run since 2022 has CASTOR, so the bit selects nothing there.'] : []),
          ],
        ),
        '  ',
      ),
      ...list(`${key(name)}: `, bits, ',', '  '),
    ]),
    '} as const;',
  ];
}

function tableFile(table: DataTable): string {
  const lists = [...new Set(table.attributes.flatMap(({ valuesOf }) => valuesOf ?? []))];
  const types = table.any === undefined ? 'AttributeTable' : 'AttributeEntry, AttributeTable';
  return file(
    [
      `import type { ${types} } from '../attribute.js';`,
      ...(lists.length === 0 ? [] : [`import { ${lists.join(', ')} } from './states.js';`]),
    ],
    ...[helperLines(table)].filter((lines) => lines.length > 0),
    [
      ...docComment(sentences(table.about)),
      `export const ${table.table} = {`,
      ...table.attributes.flatMap((attribute) => attributeLines(attribute, table.helper)),
      '} as const satisfies AttributeTable;',
    ],
    ...[anyAttribute(table), subsystemLines(table)].filter((lines) => lines.length > 0),
  );
}

/** Synonyms without case and punctuation, as they are compared. */
function synonymsFile(tables: readonly DataTable[]): string {
  const attributes = tables.flatMap((table) => table.attributes).filter(({ synonyms }) => synonyms.length > 0);
  return file([
    ...docComment(['Other words for attributes, by name. Only lower-case letters and digits, as they are compared.']),
    'export const synonyms = {',
    ...attributes.flatMap(({ name, synonyms }) =>
      list(
        `${key(name)}: `,
        synonyms.map((word) => word.replaceAll('_', '')),
        ',',
        '  ',
      ),
    ),
    '} as const;',
  ]);
}

function groupsFile(tables: readonly DataTable[]): string {
  return file(
    [
      "import type { Group } from '../attribute.js';",
      ...tables
        .map(({ file: name, table }) => `import { ${table} } from './${name}.js';`)
        .sort((a, b) => (a.slice(a.indexOf("'")) < b.slice(b.indexOf("'")) ? -1 : 1)),
    ],
    [
      ...docComment(['All tables of attributes, in the order in which names are looked up.']),
      'export const groups: readonly Group[] = [',
      ...tables.map(({ scope, home, table, attributes }) => {
        const renamed = attributes.filter(({ column }) => column !== undefined);
        const rename =
          renamed.length === 0
            ? ''
            : `, rename: { ${renamed.map(({ name, column }) => `${key(name)}: ${quoted(column as string)}`).join(', ')} }`;
        return `  { scope: '${scope}', home: '${home}', table: ${table}${rename} },`;
      }),
      '];',
    ],
  );
}

const importFreezeAll = "import { freezeAll } from '../../util/freeze-all.js';";
/** Prints a statement: if the constants were the results of a function, the type checker would instantiate their types. */
const freeze = (names: readonly string[]): string[] => [`freezeAll(${names.join(', ')});`];

function statesFile(states: CatalogueData['states']): string {
  return file(
    [importFreezeAll],
    ...Object.entries(states).flatMap(([name, { type, meaning, of, values }]: [string, DataStates]) => [
      [...docComment(sentences(meaning)), ...list(`export const ${name} = `, values, ' as const;')],
      [...docComment([of]), `export type ${type} = (typeof ${name})[number];`],
    ]),
    freeze(Object.keys(states)),
  );
}

function flagTable(side: Side, workspaces: readonly DataWorkspace[]): string[] {
  const seen = workspaces.map((workspace) => ({
    ...workspace,
    flags: workspace.flags.filter((flag) => flag.seen.includes(side)),
  }));
  return [
    `export const ${side}Flags = {`,
    ...seen
      .filter(({ flags }) => flags.length > 0)
      .flatMap(({ name, subject, flags }) => [
        ...docComment(
          documentation(
            `Flags of the workspace ${name}: ${subject}.`,
            flags.map((flag) => `\`${flag.name}\`: ${flag.subject ?? 'no public description'}`),
          ),
          '  ',
        ),
        ...list(
          `${key(name)}: `,
          flags.map(({ column }) => column),
          ',',
          '  ',
        ),
      ]),
    '} as const satisfies FlagTable;',
  ];
}

const sides: Readonly<Record<Side, string>> = { online: 'the online dataset', offline: 'offline datasets' };

function flagDocumentation(flag: DataFlag, statuses: readonly string[]): string[] {
  return documentation(flag.meaning, [
    `Values: ${statuses.map((status) => `\`${status}\``).join(', ')}.`,
    `Seen in: ${flag.seen.map((side) => sides[side]).join(' and ')}.`,
    ...(flag.certifies.length === 0
      ? []
      : [`Required for certification: ${flag.certifies.join(' and ')}, with \`${flag.expected ?? 'GOOD'}\`.`]),
    `Example: \`flag('${flag.name}').is('${flag.expected ?? 'GOOD'}')\`.`,
    'Null or missing: The lumisection has no status for the flag.',
  ]);
}

function certifiableLines({ certifiable, workspaces }: CatalogueData): string[] {
  const expected = new Map(workspaces.flatMap(({ flags }) => flags.map((flag) => [flag.name, flag.expected] as const)));
  return [
    ...docComment(['Flags that certification requires, by side.']),
    'export const certifiableFlags = {',
    ...(Object.entries(certifiable) as [Side, readonly string[]][]).flatMap(([side, flags]) => {
      const others = flags.filter((flag) => expected.get(flag) !== undefined);
      const except = others.map((flag) => `, and ${expected.get(flag)} for \`${flag}\``).join('');
      return [
        ...docComment(
          documentation(
            `All flags that certification of ${side === 'online' ? 'a run' : 'an offline dataset'} requires, each with the status that it expects. The status is GOOD${except}. The flags are ${flags.map((flag) => `\`${flag}\``).join(', ')}.`,
            [
              'Together they select nothing, because `castor-castor` is GOOD in no run that was examined. For rules that select lumisections, see `presets`.',
              `Example: \`goldenJson().where(certifiable.${side})\`.`,
              'Null or missing: A lumisection in which one of the flags has no status does not match.',
            ],
          ),
          '  ',
        ),
        `  ${side}: certifiable${side === 'online' ? 'Online' : 'Offline'}Flags,`,
      ];
    }),
    '} as const;',
  ];
}

function flagsFile(data: CatalogueData): string {
  const { workspaces, certifiable, renamed } = data;
  const flags = workspaces.flatMap((workspace) => workspace.flags);
  const statuses = data.states.statuses?.values ?? [];
  const expected = flags.filter((flag) => flag.expected !== undefined);
  return file(
    [
      importFreezeAll,
      "import type { FlagTable } from '../attribute.js';",
      "import type { Status } from './states.js';",
    ],
    [...docComment(['Flags of the online dataset, hence of runs, by workspace.']), ...flagTable('online', workspaces)],
    [...docComment(['Flags of offline datasets, by workspace.']), ...flagTable('offline', workspaces)],
    [
      ...docComment(['Flags that certification of a run requires.']),
      ...list('export const certifiableOnlineFlags = ', certifiable.online, ' as const;'),
    ],
    [
      ...docComment([
        'Flags that certification of an offline dataset requires. In `dc-lowlumi`, BAD means "not low luminosity".',
      ]),
      ...list('export const certifiableOfflineFlags = ', certifiable.offline, ' as const;'),
    ],
    certifiableLines(data),
    [
      ...docComment(['The status that certification expects of a flag, if it is not GOOD.']),
      'export const expectedStatuses: Readonly<Record<string, Status>> = {',
      ...expected.map((flag) => `  ${quoted(flag.name)}: ${quoted(flag.expected as string)},`),
      '};',
    ],
    [
      ...docComment([
        'Flag names of older clients, and the current name of each. The registry does not know the old names: a filter with one matches',
        'nothing. The library rejects them.',
      ]),
      'export const renamedFlags: Readonly<Record<string, string>> = {',
      ...Object.entries(renamed).map(([old, now]) => `  ${quoted(old)}: ${quoted(now)},`),
      '};',
    ],
    freeze(['onlineFlags', 'offlineFlags', 'certifiableOnlineFlags', 'certifiableOfflineFlags']),
    [
      ...docComment(['Every flag by name, with the datasets in which it was seen.']),
      'export interface KnownFlags {',
      ...flags.flatMap((flag) => [
        ...docComment(flagDocumentation(flag, statuses), '  '),
        `  readonly ${quoted(flag.name)}: ${flag.seen.map((side) => `'${side}'`).join(' | ')};`,
      ]),
      '}',
    ],
  );
}

/** Prints the files of `src/catalogue/generated`, by name. */
export function printCatalogue(data: CatalogueData): ReadonlyMap<string, string> {
  return new Map([
    ...data.tables.map((table) => [`${table.file}.ts`, tableFile(table)] as const),
    ['flags.ts', flagsFile(data)],
    ['groups.ts', groupsFile(data.tables)],
    ['guessed-members.ts', guessedMembersFile()],
    ['presets.ts', presetsFile(data)],
    ['states.ts', statesFile(data.states)],
    ['synonyms.ts', synonymsFile(data.tables)],
  ]);
}
