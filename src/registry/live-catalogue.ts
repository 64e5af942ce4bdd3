import type { AttributeType, Home, Scope } from '../catalogue/attribute.js';
import { attributeDocumentation, docComment } from '../catalogue/docstring.js';
import { flagNames, flagPlaces } from '../catalogue/flag-lookup.js';
import { attributeNames, findAttribute } from '../catalogue/lookup.js';
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { checkOptions } from '../expression/options.js';
import { runAll } from '../util/concurrency.js';
import { type CallOptions, checkCount } from './reads.js';
import { RunRegistry } from './run-registry.js';

/** Where the registry keeps attributes, as `extendCatalogue` calls it. */
export type CataloguePlace = 'oms' | 'rr' | 'dataset' | 'lumisection';

/** An attribute as rows of the registry show it. */
export interface SeenAttribute {
  readonly place: CataloguePlace;
  readonly name: string;
  /** What its values are; undefined where all of them are null. */
  readonly type: AttributeType | undefined;
  /** Whether it was null in some row. */
  readonly nullable: boolean;
  /** Whether it was missing in some row. */
  readonly optional: boolean;
  readonly example: unknown;
}

/** An attribute that has other values than the catalogue says. */
export interface OtherType extends SeenAttribute {
  /** What the catalogue says. */
  readonly expected: AttributeType;
}

/** In what a registry and the catalogue differ. */
export interface CatalogueComparison {
  readonly flags: {
    /** Flags of the registry that the catalogue lacks. */
    readonly onlyThere: readonly string[];
    /** Flags of the catalogue that the registry lacks. */
    readonly onlyHere: readonly string[];
  };
  readonly attributes: {
    readonly onlyThere: readonly SeenAttribute[];
    /** Attributes of the catalogue that no row of the sample has, as `oms.energy`: a sample can miss what is rare. */
    readonly onlyHere: readonly string[];
    readonly otherType: readonly OtherType[];
  };
  /** How many rows were looked at. */
  readonly sampled: { readonly runs: number; readonly datasets: number; readonly lumisections: number };
  /** Whether the catalogue has all that was seen, as it was seen. */
  readonly isComplete: boolean;
  toString(): string;
}

/** How much is looked at. */
export interface CatalogueOptions extends CallOptions {
  /** Rows of runs and of datasets, the latest; 500 by default. */
  readonly sample?: number;
}

type Row = Readonly<Record<string, unknown>>;

const homes: Readonly<Record<CataloguePlace, { readonly home: Home; readonly scope: Scope }>> = {
  oms: { home: 'oms_attributes', scope: 'run' },
  rr: { home: 'rr_attributes', scope: 'run' },
  dataset: { home: 'dataset_attributes', scope: 'dataset' },
  lumisection: { home: 'oms_lumisections', scope: 'lumisection' },
};

const isDate = (value: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);

const typeOf = (value: unknown): AttributeType =>
  Array.isArray(value)
    ? 'list'
    : typeof value === 'number'
      ? 'number'
      : typeof value === 'boolean'
        ? 'boolean'
        : typeof value === 'string' && isDate(value)
          ? 'date'
          : 'string';

/** What the rows of one place show of each of their names. */
function seenIn(place: CataloguePlace, rows: readonly Row[]): SeenAttribute[] {
  const byName = new Map<string, unknown[]>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) {
      const values = byName.get(name);
      if (values === undefined) byName.set(name, [value]);
      else values.push(value);
    }
  return [...byName].map(([name, values]) => {
    const present = values.filter((value) => value !== null && value !== undefined);
    const types = new Set(present.map(typeOf));
    return {
      place,
      name,
      // A text is what is left where values are of several kinds.
      type: types.size > 1 ? 'string' : [...types][0],
      nullable: present.length < values.length,
      optional: values.length < rows.length,
      example: present[0],
    };
  });
}

/** Enums and dates are texts to whoever only sees their values. */
const fits = (expected: AttributeType, seen: AttributeType | undefined): boolean =>
  seen === undefined ||
  expected === seen ||
  (seen === 'string' && expected === 'enum') ||
  (seen === 'date' && expected === 'string');

/** Columns stand among the attributes of OMS too. */
const known = (place: CataloguePlace, name: string) => {
  const { home, scope } = homes[place];
  const found = findAttribute(name, [scope]);
  return found !== undefined && (found.home === home || found.home === 'column') ? found : undefined;
};

async function lookAt(registry: RunRegistry, { sample, signal }: CatalogueOptions) {
  if (!((registry as unknown) instanceof RunRegistry))
    throw new QueryError(
      'bad-value',
      `the catalogue is compared with a RunRegistry, and ${describe(registry)} is none`,
      {
        hint: 'write catalogue.compare(new RunRegistry())',
      },
    );
  const rows = checkCount(sample, 'sample', 500);
  const wire = { compress: false } as const;
  const [online, offline, runs, datasets] = await runAll(
    [
      (either) => registry.getWorkspaces('online', { signal: either }),
      (either) => registry.getWorkspaces('offline', { signal: either }),
      (either) =>
        registry
          .runs()
          .limit(rows)
          .all({ ...wire, signal: either }),
      (either) =>
        registry
          .datasets()
          .limit(rows)
          .all({ ...wire, signal: either }),
    ],
    signal,
  );
  // Bits are the same in all lumisections of a year: some runs are enough.
  const some = runs.filter((_, index) => index % Math.ceil(runs.length / 20) === 0);
  const lumisections = await runAll(
    some.map(
      ({ run_number }) =>
        (either: AbortSignal) =>
          registry.getOmsLumisections(run_number, 'online', { signal: either }),
    ),
    signal,
  );
  const bits = lumisections.flatMap((all) => all.flatMap(({ oms }) => (oms === undefined ? [] : [oms as Row])));
  const flags = new Set(
    [...online, ...offline].flatMap(({ workspace, columns }) => columns.map((column) => `${workspace}-${column}`)),
  );
  const seen = [
    ...seenIn(
      'oms',
      runs.map((row) => row.oms_attributes as unknown as Row),
    ),
    ...seenIn(
      'rr',
      runs.map((row) => row.rr_attributes as unknown as Row),
    ),
    ...seenIn(
      'dataset',
      datasets.map((row) => row.dataset_attributes as unknown as Row),
    ),
    ...seenIn('lumisection', bits),
  ];
  return { flags, seen, sampled: { runs: runs.length, datasets: datasets.length, lumisections: bits.length } };
}

const word = ({ place, name }: SeenAttribute): string => `${place}.${name}`;

/** The comparison as sentences. */
function report({ flags, attributes, sampled }: Omit<CatalogueComparison, 'isComplete'>): string {
  const line = (what: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
  return [
    `looked at ${sampled.runs} runs, ${sampled.datasets} datasets, ${sampled.lumisections} lumisections`,
    ...line('flags that the catalogue lacks', flags.onlyThere),
    ...line('flags that the registry lacks', flags.onlyHere),
    ...line('attributes that the catalogue lacks', attributes.onlyThere.map(word)),
    ...line('attributes that were seen in no row', attributes.onlyHere),
    ...line(
      'attributes with other values than the catalogue says',
      attributes.otherType.map((one) => `${word(one)} (${one.type}, not ${one.expected})`),
    ),
  ].join('\n');
}

/** The catalogue beside a registry: what one of them has and the other lacks. */
export const catalogue = Object.freeze({
  /**
   * Compares the catalogue with a registry: its flags with the workspaces, its attributes with the latest rows.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * console.log(String(await catalogue.compare(registry)));
   * await registry.close();
   * ```
   */
  async compare(registry: RunRegistry, options: CatalogueOptions = {}): Promise<CatalogueComparison> {
    checkOptions(options, ['sample', 'signal'], 'catalogue.compare()');
    const { flags, seen, sampled } = await lookAt(registry, options);
    const onlyThere = seen.filter(({ place, name }) => known(place, name) === undefined);
    const otherType = seen.flatMap((one): OtherType[] => {
      const entry = known(one.place, one.name);
      return entry === undefined || fits(entry.type, one.type) ? [] : [{ ...one, expected: entry.type }];
    });
    const names = new Set(seen.map(word));
    const onlyHere = (Object.keys(homes) as CataloguePlace[]).flatMap((place) =>
      attributeNames([homes[place].scope])
        .filter((name) => findAttribute(name, [homes[place].scope])?.home === homes[place].home)
        .map((name) => `${place}.${name}`)
        .filter((name) => !names.has(name)),
    );
    const parts = {
      flags: {
        onlyThere: [...flags].filter((name) => flagPlaces(name) === undefined).sort(),
        onlyHere: flagNames()
          .filter((name) => !flags.has(name))
          .sort(),
      },
      attributes: { onlyThere, onlyHere, otherType },
      sampled,
    };
    return Object.freeze({
      ...parts,
      isComplete: parts.flags.onlyThere.length + onlyThere.length + otherType.length === 0,
      toString: () => report(parts),
    });
  },

  /**
   * A file in TypeScript that adds to the catalogue what a registry has beyond it, typed by the rows that were seen. Read it before you
   * use it: meanings and units are for you to write.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * console.log(await catalogue.generate(registry));
   * await registry.close();
   * ```
   */
  async generate(registry: RunRegistry, options: CatalogueOptions = {}): Promise<string> {
    const { flags, attributes } = await catalogue.compare(registry, options);
    return extensionFile(flags.onlyThere, attributes.onlyThere);
  },
});

// Names become code: nothing else than these letters may stand in them.
const isName = (name: string): boolean => /^\w+$/.test(name) && name !== '__proto__';

/** A value in the words of TypeScript, on one line and with nothing in it that cannot be seen. */
const literal = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (letter) => `\\u{${(letter.codePointAt(0) as number).toString(16)}}`,
  );

const key = (name: string): string => (/^\d/.test(name) ? `'${name}'` : name);

/** A value as the catalogue holds it, not all of a long one. */
function exampleOf(value: unknown): number | string | boolean | readonly string[] {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.slice(0, 5).map((item) => String(exampleOf(item)));
  return typeof value === 'string' ? value.slice(0, 100) : '';
}

const undescribed = 'Not described yet: seen in the registry.';

function entryOf({ name, type, nullable, optional, example: seen }: SeenAttribute): string[] {
  const example = exampleOf(seen);
  const entry = { meaning: undescribed, example, nullable, ...(optional ? { optional } : {}) };
  const parts = [
    `type: '${type ?? 'string'}'`,
    `meaning: '${undescribed}'`,
    `example: ${literal(example)}`,
    `nullable: ${nullable}`,
    ...(optional ? ['optional: true'] : []),
  ];
  return [...docComment(attributeDocumentation(entry), '    '), `    ${key(name)}: { ${parts.join(', ')} },`];
}

/** Why an attribute cannot be added; undefined for one that can. */
function reasonAgainst({ place, name }: SeenAttribute, before: ReadonlySet<string>): string | undefined {
  if (!isName(name)) return 'it is no name';
  if (before.has(name)) return 'two places have the name';
  // Datasets can be asked by attributes of their runs too, so that a name belongs to one of them.
  const other = findAttribute(name, place === 'lumisection' ? [place] : ['run', 'dataset']);
  return other && `the name is known as ${other.wire}`;
}

const interfaces: Readonly<Record<CataloguePlace, string>> = {
  oms: 'OmsAttributes',
  rr: 'RrAttributes',
  dataset: 'DatasetOwnAttributes',
  lumisection: 'LumisectionAttributes',
};

function extensionFile(flags: readonly string[], attributes: readonly SeenAttribute[]): string {
  const usable: SeenAttribute[] = [];
  const left: string[] = [];
  const names = new Set<string>();
  for (const one of attributes) {
    const reason = reasonAgainst(one, names);
    if (reason !== undefined) left.push(`// Left out, since ${reason}: ${one.place} ${literal(one.name)}`);
    else usable.push(one);
    names.add(one.name);
  }
  const byWorkspace = new Map<string, string[]>();
  for (const flag of flags) {
    const [workspace = '', column = '', ...more] = flag.split('-');
    if (!isName(workspace) || !isName(column) || more.length > 0)
      left.push(`// Left out, since it is no name of a flag: ${literal(flag)}`);
    else byWorkspace.set(workspace, [...(byWorkspace.get(workspace) ?? []), column]);
  }
  const places = (Object.keys(homes) as CataloguePlace[]).filter((place) => usable.some((one) => one.place === place));
  if (places.length === 0 && byWorkspace.size === 0)
    return [...left, '// The catalogue has everything that was seen.', ''].join('\n');
  return [
    "import { extendCatalogue } from 'runregistry';",
    '',
    ...left,
    'export const extension = extendCatalogue({',
    ...places.flatMap((place) => [
      `  ${place}: {`,
      ...usable.filter((one) => one.place === place).flatMap(entryOf),
      '  },',
    ]),
    ...(byWorkspace.size === 0
      ? []
      : [
          '  flags: {',
          ...[...byWorkspace].map(
            ([workspace, columns]) => `    ${key(workspace)}: [${columns.map((one) => `'${one}'`).join(', ')}],`,
          ),
          '  },',
        ]),
    '});',
    '',
    'type Extension = typeof extension;',
    '',
    "declare module 'runregistry' {",
    ...places.map(
      (place) => `  interface ${interfaces[place]} extends Pick<Extension['${place}'], keyof Extension['${place}']> {}`,
    ),
    ...(byWorkspace.size === 0
      ? []
      : ["  interface CustomFlags extends Pick<Extension['flags'], keyof Extension['flags']> {}"]),
    '}',
    '',
  ].join('\n');
}
