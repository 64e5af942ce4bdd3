import type { Attribute, AttributeType, Home, Scope } from '../catalogue/attribute.js';
import { flagNames, flagPlaces } from '../catalogue/flag-lookup.js';
import { attributeNames, findAttribute } from '../catalogue/lookup.js';

/** A table of attributes, as `extendCatalogue` names it. */
export type CataloguePlace = 'oms' | 'rr' | 'dataset' | 'lumisection';

/** An attribute in the rows of a registry. */
export interface SeenAttribute {
  /** The table in which the attribute belongs. */
  readonly place: CataloguePlace;
  /** The name of the attribute in rows. */
  readonly name: string;
  /** The type of its values; undefined if all of them are null. */
  readonly type: AttributeType | undefined;
  /** True if it was null in some row. */
  readonly nullable: boolean;
  /** True if it was missing in some row. */
  readonly optional: boolean;
  /** A value of it; undefined if all values are null. */
  readonly example: unknown;
}

/** An attribute whose values have another type than in the catalogue. */
export interface OtherType extends SeenAttribute {
  /** The type in the catalogue. */
  readonly expected: AttributeType;
}

/** The flags and attributes of some rows of a registry. */
export interface CatalogueSample extends Pick<CatalogueComparison, 'sampled'> {
  readonly flags: ReadonlySet<string>;
  readonly attributes: readonly SeenAttribute[];
}

/** The differences between a registry and the catalogue. */
export interface CatalogueComparison {
  /** Differences in the names of flags. */
  readonly flags: {
    /** Flags of the registry that the catalogue lacks. */
    readonly onlyThere: readonly string[];
    /** Flags of the catalogue that the registry lacks. */
    readonly onlyHere: readonly string[];
  };
  /** Differences in the attributes of rows. */
  readonly attributes: {
    /** Attributes in the sample that the catalogue lacks. */
    readonly onlyThere: readonly SeenAttribute[];
    /** Attributes of the catalogue that no row of the sample has, such as `oms.energy`. A sample can miss rare attributes. */
    readonly onlyHere: readonly string[];
    /** Attributes whose values have another type than in the catalogue. */
    readonly otherType: readonly OtherType[];
  };
  /** Number of rows in the sample. */
  readonly sampled: {
    /** Runs read. */
    readonly runs: number;
    /** Datasets read. */
    readonly datasets: number;
    /** Lumisections read, of up to 20 of the runs. */
    readonly lumisections: number;
  };
  /** True if the catalogue has every flag and attribute of the sample, with the same types. */
  readonly isComplete: boolean;
  /** Returns one line for each kind of difference. */
  toString(): string;
}

const homes: Readonly<Record<CataloguePlace, { readonly home: Home; readonly scope: Scope }>> = {
  oms: { home: 'oms_attributes', scope: 'run' },
  rr: { home: 'rr_attributes', scope: 'run' },
  dataset: { home: 'dataset_attributes', scope: 'dataset' },
  lumisection: { home: 'oms_lumisections', scope: 'lumisection' },
};

export const cataloguePlaces = Object.keys(homes) as readonly CataloguePlace[];

/** Returns true if values fit a type. Those of enums and dates are strings. */
const fits = (expected: AttributeType, seen: AttributeType | undefined): boolean =>
  seen === undefined ||
  expected === seen ||
  (seen === 'string' && expected === 'enum') ||
  (seen === 'date' && expected === 'string');

/** Returns the attribute in the catalogue. Columns are among the attributes of OMS too. */
function lookUp(place: CataloguePlace, name: string): Attribute | undefined {
  const { home, scope } = homes[place];
  const attribute = findAttribute(name, [scope]);
  return attribute?.home === home || attribute?.home === 'column' ? attribute : undefined;
}

const pathOf = ({ place, name }: Pick<SeenAttribute, 'place' | 'name'>): string => `${place}.${name}`;

/** Returns the paths of the attributes of the catalogue in one place. */
function pathsIn(place: CataloguePlace): string[] {
  const { home, scope } = homes[place];
  return attributeNames([scope])
    .filter((name) => findAttribute(name, [scope])?.home === home)
    .map((name) => pathOf({ place, name }));
}

/** Compares the catalogue with a sample of a registry. */
export function compareSample({ flags, attributes, sampled }: CatalogueSample): CatalogueComparison {
  const paths = new Set(attributes.map(pathOf));
  const parts = {
    flags: {
      onlyThere: [...flags].filter((name) => flagPlaces(name) === undefined).sort(),
      onlyHere: flagNames()
        .filter((name) => !flags.has(name))
        .sort(),
    },
    attributes: {
      onlyThere: attributes.filter(({ place, name }) => lookUp(place, name) === undefined),
      onlyHere: cataloguePlaces.flatMap(pathsIn).filter((path) => !paths.has(path)),
      otherType: attributes.flatMap((seen): OtherType[] => {
        const expected = lookUp(seen.place, seen.name)?.type;
        return expected === undefined || fits(expected, seen.type) ? [] : [{ ...seen, expected }];
      }),
    },
    sampled,
  };
  const { onlyThere, otherType } = parts.attributes;
  return Object.freeze({
    ...parts,
    isComplete: parts.flags.onlyThere.length + onlyThere.length + otherType.length === 0,
    toString: () => report(parts),
  });
}

/** Returns one line for each kind of difference. */
function report({ flags, attributes, sampled }: Omit<CatalogueComparison, 'isComplete'>): string {
  const line = (title: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${title}: ${names.join(', ')}`];
  return [
    `Sampled ${sampled.runs} runs, ${sampled.datasets} datasets, ${sampled.lumisections} lumisections`,
    ...line('Flags missing in the catalogue', flags.onlyThere),
    ...line('Flags missing in the registry', flags.onlyHere),
    ...line('Attributes missing in the catalogue', attributes.onlyThere.map(pathOf)),
    ...line('Attributes missing in the sample', attributes.onlyHere),
    ...line(
      'Attributes of another type than in the catalogue',
      attributes.otherType.map((seen) => `${pathOf(seen)} (${seen.type}, not ${seen.expected})`),
    ),
  ].join('\n');
}
