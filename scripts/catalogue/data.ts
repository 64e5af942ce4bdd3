/**
 * Reads the data of the catalogue: `src/catalogue/data/*.json`. Everything that is generated from it, code or documentation, begins
 * here.
 */
import { readFileSync } from 'node:fs';
import type { AttributeEntry, AttributeType, Home, Scope } from '../../src/catalogue/attribute.js';

/** Columns of a row beyond the entry of an attribute. Templates fill in every one that is a string. */
interface Row extends Partial<Omit<AttributeEntry, 'values'>> {
  readonly name: string;
  /** The name of a list in `states.json`. */
  readonly values?: string;
  /** The name of the column in the registry, if it differs. */
  readonly column?: string;
  readonly source?: string;
  readonly unitSource?: string;
  readonly subject?: string;
  readonly component?: string;
  readonly workspace?: string;
  /** Other words for the attribute, which errors translate. */
  readonly synonyms?: readonly string[];
}

const fields: Readonly<Record<keyof Row, true>> = {
  name: true,
  type: true,
  unit: true,
  meaning: true,
  example: true,
  nullable: true,
  whenNull: true,
  optional: true,
  absence: true,
  values: true,
  range: true,
  serverOrder: true,
  sortsDatasets: true,
  match: true,
  identifies: true,
  subsystem: true,
  column: true,
  source: true,
  unitSource: true,
  subject: true,
  component: true,
  workspace: true,
  synonyms: true,
};

/** Rejects a row with a misspelt field, which would be ignored otherwise. */
export function checkFields(row: { readonly name: string }): void {
  const unknown = Object.keys(row).filter((field) => !Object.hasOwn(fields, field));
  if (unknown.length > 0)
    throw new Error(`Expected the fields ${Object.keys(fields).join(', ')} in '${row.name}', got '${unknown[0]}'`);
}

interface TableFile {
  readonly table: string;
  readonly scope: Scope;
  readonly home: Home;
  readonly title: string;
  readonly about: string;
  readonly source: string;
  readonly whenNull?: string;
  /** Facts that all rows without a type of their own share. */
  readonly each?: Partial<Row>;
  /** The name of the generated function that creates an entry from these facts. */
  readonly helper?: string;
  /** The entry of names that are accepted beyond the listed ones. */
  readonly any?: { readonly export: string; readonly meaning: string };
  readonly subsystems?: Readonly<Record<string, string>>;
  readonly attributes: readonly Row[];
}

/** One attribute with all its facts. */
export interface DataAttribute {
  readonly name: string;
  /** The column of the registry, if it has another name. */
  readonly column: string | undefined;
  readonly entry: AttributeEntry;
  /** True if the entry has the facts that all rows of the table share. */
  readonly isAlike: boolean;
  /** The name of the list of an enum's values in `states.json`. */
  readonly valuesOf: string | undefined;
  readonly unitInWords: string | undefined;
  /** A sentence about where the fact comes from, and another one for the unit if that comes from elsewhere. */
  readonly source: string;
  readonly unitSource: string | undefined;
  /** Other words for the attribute. */
  readonly synonyms: readonly string[];
}

/** One table of attributes: those of one place of the registry. */
export interface DataTable extends Pick<TableFile, 'table' | 'scope' | 'home' | 'title' | 'about' | 'any' | 'helper'> {
  /** The name of the file without its ending. */
  readonly file: string;
  readonly attributes: readonly DataAttribute[];
  /** Detectors of bits, by the name in `dcs`: a description, and the bits. */
  readonly subsystems: Readonly<Record<string, { readonly subject: string; readonly bits: readonly string[] }>>;
}

/** A list of states. */
export interface DataStates {
  /** The name of the type of one value. */
  readonly type: string;
  readonly meaning: string;
  /** The description of one value. */
  readonly of: string;
  readonly values: readonly string[];
  /** The meaning of each value. */
  readonly meanings: Readonly<Record<string, string>>;
}

type StatesFile = Readonly<
  Record<string, Omit<DataStates, 'meanings' | 'values'> & { readonly values: DataStates['meanings'] }>
>;

/** The side of certification. */
export type Side = 'online' | 'offline';

/** One column of a workspace, hence one flag. */
export interface DataFlag {
  readonly name: string;
  readonly column: string;
  /** The meaning of the flag; undefined for a column without a public description. */
  readonly subject: string | undefined;
  readonly meaning: string;
  /** The datasets in which the flag was seen. */
  readonly seen: readonly Side[];
  /** The sides that need the flag for certification. */
  readonly certifies: readonly Side[];
  /** The status that certification expects, unless GOOD. */
  readonly expected: string | undefined;
}

/** A workspace with its columns. */
export interface DataWorkspace {
  readonly name: string;
  readonly subject: string;
  readonly flags: readonly DataFlag[];
}

/** A condition on an attribute of runs: its name, the condition and the arguments. */
export type PresetCondition = readonly [attribute: string, condition: string, ...values: (string | number | boolean)[]];

/** The rule of one published document. */
export interface PresetRule {
  /** The document: repository and commit, path, date. */
  readonly source: string;
  readonly note: string;
  /** The datasets to which the document applied the rule; undefined if it does not say. */
  readonly datasets?: string;
  readonly run?: readonly PresetCondition[];
  /** Flags that must be GOOD. */
  readonly flags?: readonly string[];
  /** Flags that must be BAD. */
  readonly bad?: readonly string[];
  /** Detectors whose DCS bits must be true. */
  readonly dcs: readonly string[];
  /** `stable`: both beams are present and stable. `absent`: none is. Undefined: not tested. */
  readonly beams?: 'stable' | 'absent';
  /** A range of runs in which the bits for present beams are not tested. */
  readonly withoutBeamPresent?: readonly [first: number, last: number];
}

/** Kinds of data for which rules were published. */
export type PresetBeam = 'collisions' | 'cosmics';

/** The published rules of a year. */
export type DataPresets = {
  readonly [Beam in PresetBeam]?: Readonly<Record<string, PresetRule>>;
} & { readonly year: number };

interface PresetsFile {
  /** The data that each kind of rule selects. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly periods: readonly (Omit<DataPresets, PresetBeam> & {
    readonly [Beam in PresetBeam]?: Readonly<Record<string, Partial<PresetRule> & { readonly like?: string }>>;
  })[];
  /** Facts that several rules have in common, by the name in `like`. */
  readonly shared: Readonly<Record<string, Partial<PresetRule>>>;
}

/** The content of all files. */
export interface CatalogueData {
  readonly presetKinds: Readonly<Record<string, string>>;
  readonly presets: readonly DataPresets[];
  readonly tables: readonly DataTable[];
  readonly states: Readonly<Record<string, DataStates>>;
  readonly workspaces: readonly DataWorkspace[];
  readonly certifiable: Readonly<Record<Side, readonly string[]>>;
  /** Names of older clients, and the flag that each means. */
  readonly renamed: Readonly<Record<string, string>>;
}

interface FlagsFile {
  readonly workspaces: readonly {
    readonly name: string;
    readonly subject: string;
    readonly columns: readonly {
      readonly name: string;
      readonly subject?: string;
      readonly seen: readonly Side[];
      readonly expected?: string;
      readonly note?: string;
    }[];
  }[];
  readonly certifiable: Readonly<Record<Side, readonly string[]>>;
  readonly renamed: Readonly<Record<string, string>>;
}

const folder = new URL('../../src/catalogue/data/', import.meta.url);
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as T;

function fill(template: string, row: object): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value: unknown = Object.getOwnPropertyDescriptor(row, key)?.value;
    if (typeof value !== 'string') throw new Error(`Expected '${key}' in ${JSON.stringify(row)} for '${template}'`);
    return value;
  });
}

const without = (entry: object): AttributeEntry =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as AttributeEntry;

/** Facts that several files use. */
interface Common {
  readonly units: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, DataStates>>;
  readonly subjects: ReadonlyMap<string, string>;
}

function sentence(sources: Common['sources'], id: string): string {
  const source = sources[id];
  if (source === undefined) throw new Error(`Expected a source of sources.json, got '${id}'`);
  return source;
}

function attribute(file: TableFile, own: Row, { units, sources, states, subjects }: Common): DataAttribute {
  checkFields(own);
  const workspace = own.workspace === undefined ? {} : { subject: subjects.get(own.workspace) };
  const row = { ...workspace, ...(own.type === undefined ? file.each : {}), ...own };
  const values = row.values === undefined ? undefined : states[row.values]?.values;
  const isMissable = row.nullable === true || row.optional === true;
  const entry = without({
    type: row.type as AttributeType,
    unit: row.unit,
    meaning: fill(row.meaning ?? '', row),
    example: row.example,
    nullable: row.nullable,
    optional: row.optional,
    absence: row.absence,
    whenNull: isMissable ? (row.whenNull ?? file.whenNull) : undefined,
    values,
    range: row.range,
    serverOrder: row.serverOrder,
    sortsDatasets: row.sortsDatasets,
    match: row.match,
    identifies: row.identifies,
    subsystem: row.subsystem,
  });
  return {
    name: row.name,
    column: row.column,
    entry,
    isAlike: own.type === undefined,
    valuesOf: row.values,
    unitInWords: row.unit === undefined ? undefined : units[row.unit],
    source: sentence(sources, row.source ?? file.source),
    unitSource: row.unitSource === undefined ? undefined : sentence(sources, row.unitSource),
    synonyms: own.synonyms ?? [],
  };
}

function table(name: string, common: Common): DataTable {
  const file = read<TableFile>(name);
  const attributes = file.attributes.map((row) => attribute(file, row, common));
  const used = [...new Set(attributes.flatMap(({ entry }) => entry.subsystem ?? []))];
  const subsystems = used.map((subsystem) => {
    const bits = attributes.filter(({ entry }) => entry.subsystem === subsystem).map((attribute) => attribute.name);
    return [subsystem, { subject: file.subsystems?.[subsystem] ?? '', bits }] as const;
  });
  const { table: exported, scope, home, title, about, any, helper } = file;
  const parts = { file: name, table: exported, scope, home, title, about, attributes };
  return { ...parts, any, helper, subsystems: Object.fromEntries(subsystems) } as DataTable;
}

function workspaces({ workspaces: all, certifiable }: FlagsFile): DataWorkspace[] {
  return all.map((workspace) => ({
    name: workspace.name,
    subject: workspace.subject,
    flags: workspace.columns.map((column): DataFlag => {
      const name = `${workspace.name}-${column.name}`;
      const subject = column.subject ?? (column.name === workspace.name ? workspace.subject : undefined);
      const meaning =
        subject === undefined
          ? `Certification status in the column ${column.name} of the workspace ${workspace.name}. The column has no public description.`
          : `Certification status of ${subject}.`;
      return {
        name,
        column: column.name,
        subject,
        meaning: column.note === undefined ? meaning : `${meaning} ${column.note}`,
        seen: column.seen,
        certifies: (['online', 'offline'] as const).filter((side) => certifiable[side].includes(name)),
        expected: column.expected,
      };
    }),
  }));
}

const states = (file: StatesFile): CatalogueData['states'] =>
  Object.fromEntries(
    Object.entries(file).map(([name, { values, ...rest }]) => [
      name,
      { ...rest, values: Object.keys(values), meanings: values },
    ]),
  );

function presets({ periods, shared }: PresetsFile): DataPresets[] {
  const complete = (rules: PresetsFile['periods'][number][PresetBeam]) =>
    Object.fromEntries(
      Object.entries(rules ?? {}).map(([kind, { like, ...own }]) => [kind, { ...(like && shared[like]), ...own }]),
    );
  return periods.map(({ year, collisions, cosmics }) => ({
    year,
    ...(collisions && { collisions: complete(collisions) }),
    ...(cosmics && { cosmics: complete(cosmics) }),
  })) as DataPresets[];
}

/** Reads all files. */
export function readCatalogue(): CatalogueData {
  const published = read<PresetsFile>('presets');
  const flags = read<FlagsFile>('flags');
  const common: Common = {
    units: read('units'),
    sources: read('sources'),
    states: states(read('states')),
    subjects: new Map(flags.workspaces.map(({ name, subject }) => [name, subject])),
  };
  return {
    tables: read<string[]>('tables').map((name) => table(name, common)),
    states: common.states,
    workspaces: workspaces(flags),
    presetKinds: published.kinds,
    presets: presets(published),
    certifiable: flags.certifiable,
    renamed: flags.renamed,
  };
}
