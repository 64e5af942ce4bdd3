/** What kind of values an attribute holds, hence which conditions it takes. */
export type AttributeType = 'number' | 'date' | 'string' | 'enum' | 'boolean' | 'list';

/** One attribute as the catalogue writes it down. */
export interface AttributeEntry {
  /** Kind of values. Dates are text such as `2018-05-25T19:16:05Z`; lists hold texts. */
  readonly type: AttributeType;
  /** Unit of a number, or `UTC` for dates. */
  readonly unit?: string;
  /** What the attribute says, in one or two sentences. */
  readonly meaning: string;
  /** A value as the registry holds it. */
  readonly example: number | string | boolean | readonly string[];
  /** Whether the registry stores null for it in some rows. */
  readonly nullable: boolean;
  /** The reason why a value is null or missing, as a sentence. Absent for attributes that always have a value. */
  readonly whenNull?: string;
  /** Set where some rows lack the attribute altogether; conditions treat a missing value as null. */
  readonly optional?: true;
  /** `'false'` where a missing value means "no" rather than "not known": the `<component>_included` attributes. */
  readonly absence?: 'null' | 'false';
  /** The values of an enum. */
  readonly values?: readonly string[];
  /** Smallest and largest value that makes sense, both included. */
  readonly range?: readonly [number, number];
  /** How the registry sorts by it, where that is not as text. Numbers without this are sorted as text there. */
  readonly serverOrder?: 'number';
  /** Set for attributes of a run by which the registry can sort datasets too. */
  readonly sortsDatasets?: true;
  /** How `has` compares with the elements of a list; the registry ignores case unless this says `exact`. */
  readonly match?: 'exact';
  /** For bits of a lumisection: the detector that the bit belongs to. */
  readonly subsystem?: string | undefined;
}

/** Attributes by name. */
export type AttributeTable = { readonly [name: string]: AttributeEntry };

/**
 * Status flags by workspace and column. A flag is called `<workspace>-<column>`: `tracker-strip` is the column `strip` of the
 * workspace `tracker`.
 */
export type FlagTable = { readonly [workspace: string]: readonly string[] };

/** What an attribute belongs to. */
export type Scope = 'run' | 'dataset' | 'lumisection';

/** Where the registry keeps an attribute: a column of its own, or a JSON column. */
export type Home = 'column' | 'oms_attributes' | 'rr_attributes' | 'dataset_attributes' | 'oms_lumisections';

/** An attribute with everything that the catalogue knows of it, its name and its place included. */
export interface Attribute extends AttributeEntry {
  /** The name that queries use. */
  readonly name: string;
  readonly scope: Scope;
  readonly home: Home;
  /** The key in filters and sortings of the registry, such as `oms_attributes.energy`. */
  readonly wire: string;
}

/** One place of the registry and the attributes that live there. */
export interface Group {
  readonly scope: Scope;
  readonly home: Home;
  readonly table: AttributeTable;
  /** Filter keys of columns that are called otherwise than their attribute. */
  readonly rename?: Readonly<Record<string, string>>;
}
