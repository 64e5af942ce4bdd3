/** The kind of values of an attribute, which determines its conditions. */
export type AttributeType = 'number' | 'date' | 'string' | 'enum' | 'boolean' | 'list';

/** The entry of an attribute in the catalogue. */
export interface AttributeEntry {
  /** The kind of values. Dates are strings such as `2018-05-25T19:16:05Z`. Lists hold strings. */
  readonly type: AttributeType;
  /** The unit of a number, or `UTC` for dates. */
  readonly unit?: string;
  /** The meaning of the attribute, in one or two sentences. */
  readonly meaning: string;
  /** A value as the registry stores it. */
  readonly example: number | string | boolean | readonly string[];
  /** True if the registry stores null in some rows. */
  readonly nullable: boolean;
  /** The reason why a value is null or missing, as a sentence. Absent for attributes that always have a value. */
  readonly whenNull?: string;
  /** True if some rows lack the attribute. Conditions treat a missing value as null. */
  readonly optional?: true;
  /** `'false'` if a missing value means false instead of null: the `<component>_included` attributes. */
  readonly absence?: 'null' | 'false';
  /** The values of an enum. */
  readonly values?: readonly string[];
  /** The smallest and largest plausible value, both included. */
  readonly range?: readonly [number, number];
  /** Set for numbers that the registry sorts as numbers. It sorts all others as strings. */
  readonly serverOrder?: 'number';
  /** True for attributes of runs by which the registry can also sort datasets. */
  readonly sortsDatasets?: true;
  /** `'exact'` if `has` is case-sensitive. It is case-insensitive otherwise. */
  readonly match?: 'exact';
  /** `'run'` for the number of a run, whose `in` and `notIn` also take a LumiList. */
  readonly identifies?: 'run';
  /** The detector of a lumisection bit. */
  readonly subsystem?: string | undefined;
}

/** Attributes by name. */
export type AttributeTable = { readonly [name: string]: AttributeEntry };

/**
 * Flags by workspace and column. The name of a flag is `<workspace>-<column>`: `tracker-strip` is the column `strip` of the workspace
 * `tracker`.
 */
export type FlagTable = { readonly [workspace: string]: readonly string[] };

/** The kind of object that an attribute belongs to. */
export type Scope = 'run' | 'dataset' | 'lumisection';

/** Where the registry stores an attribute: in a separate column, or in a JSON column. */
export type Home = 'column' | 'oms_attributes' | 'rr_attributes' | 'dataset_attributes' | 'oms_lumisections';

/** An entry of the catalogue with its name and place. */
export interface Attribute extends AttributeEntry {
  /** The name that queries use. */
  readonly name: string;
  /** The object that the attribute belongs to: a run, a dataset or a lumisection. */
  readonly scope: Scope;
  /** Where the registry stores the attribute. */
  readonly home: Home;
  /** The key in filters and sortings of the registry, such as `oms_attributes.energy`. */
  readonly wire: string;
}

/** The attributes of one place in the registry. */
export interface Group {
  readonly scope: Scope;
  readonly home: Home;
  readonly table: AttributeTable;
  /** Filter keys of columns whose names differ from the attribute's. */
  readonly rename?: Readonly<Record<string, string>>;
}
