import { attributeDocumentation, docComment } from '../catalogue/docstring.js';
import { findAttribute } from '../catalogue/lookup.js';
import { type CataloguePlace, cataloguePlaces, type SeenAttribute } from './catalogue-comparison.js';

// Names become code, so they may contain nothing but these characters.
const isName = (name: string): boolean => /^\w+$/.test(name) && name !== '__proto__';

/** Returns a value as a TypeScript literal on one line, without invisible characters. */
const literal = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );

const key = (name: string): string => (/^\d/.test(name) ? `'${name}'` : name);

/** Returns an example of a type that the catalogue allows, shortened. */
function exampleOf(value: unknown): number | string | boolean | readonly string[] {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.slice(0, 5).map((item) => String(exampleOf(item)));
  return typeof value === 'string' ? value.slice(0, 100) : '';
}

const undescribed = 'Not described yet: seen in the registry.';

function entryLines({ name, type, nullable, optional, example: seen }: SeenAttribute): string[] {
  const example = exampleOf(seen);
  const fields = [
    `type: '${type ?? 'string'}'`,
    `meaning: '${undescribed}'`,
    `example: ${literal(example)}`,
    `nullable: ${nullable}`,
    ...(optional ? ['optional: true'] : []),
  ];
  const documentation = attributeDocumentation({
    meaning: undescribed,
    example,
    nullable,
    ...(optional && { optional }),
  });
  return [...docComment(documentation, '    '), `    ${key(name)}: { ${fields.join(', ')} },`];
}

/** Returns why an attribute cannot be added; undefined for one that can. */
function reasonAgainst({ place, name }: SeenAttribute, names: ReadonlySet<string>): string | undefined {
  if (!isName(name)) return 'it is not a valid name';
  if (names.has(name)) return 'two places have the name';
  // Datasets can be filtered by attributes of their runs too, so a name belongs to only one of them.
  const existing = findAttribute(name, place === 'lumisection' ? [place] : ['run', 'dataset']);
  return existing && `the name belongs to ${existing.wire}`;
}

interface Usable<Entry> {
  readonly usable: readonly Entry[];
  /** Comments that list the others. */
  readonly comments: readonly string[];
}

function usableAttributes(attributes: readonly SeenAttribute[]): Usable<SeenAttribute> {
  const usable: SeenAttribute[] = [];
  const comments: string[] = [];
  const names = new Set<string>();
  for (const attribute of attributes) {
    const reason = reasonAgainst(attribute, names);
    if (reason === undefined) usable.push(attribute);
    else comments.push(`// Left out, since ${reason}: ${attribute.place} ${literal(attribute.name)}`);
    names.add(attribute.name);
  }
  return { usable, comments };
}

type Workspace = readonly [name: string, columns: readonly string[]];

function usableFlags(flags: readonly string[]): Usable<Workspace> {
  const columnsByWorkspace = new Map<string, string[]>();
  const comments: string[] = [];
  for (const flag of flags) {
    const [workspace = '', column = '', ...rest] = flag.split('-');
    if (isName(workspace) && isName(column) && rest.length === 0)
      columnsByWorkspace.set(workspace, [...(columnsByWorkspace.get(workspace) ?? []), column]);
    else comments.push(`// Left out, since it is not a valid name of a flag: ${literal(flag)}`);
  }
  return { usable: [...columnsByWorkspace], comments };
}

const workspaceLine = ([name, columns]: Workspace): string =>
  `    ${key(name)}: [${columns.map((column) => `'${column}'`).join(', ')}],`;

const interfaces: Readonly<Record<CataloguePlace | 'flags', string>> = {
  oms: 'OmsAttributes',
  rr: 'RrAttributes',
  dataset: 'DatasetOwnAttributes',
  lumisection: 'LumisectionAttributes',
  flags: 'CustomFlags',
};

const declaration = (place: CataloguePlace | 'flags'): string =>
  `  interface ${interfaces[place]} extends Pick<Extension['${place}'], keyof Extension['${place}']> {}`;

/** Returns a TypeScript file that extends the catalogue with flags and attributes. */
export function extensionFile(flags: readonly string[], attributes: readonly SeenAttribute[]): string {
  const { usable, comments } = usableAttributes(attributes);
  const { usable: workspaces, comments: flagComments } = usableFlags(flags);
  const sections = [
    ...cataloguePlaces.map((place) => ({
      place,
      lines: usable.filter((attribute) => attribute.place === place).flatMap(entryLines),
    })),
    { place: 'flags' as const, lines: workspaces.map(workspaceLine) },
  ].filter(({ lines }) => lines.length > 0);
  if (sections.length === 0)
    return [...comments, ...flagComments, '// The catalogue has every flag and attribute of the sample.', ''].join(
      '\n',
    );
  return [
    "import { extendCatalogue } from 'runregistry';",
    '',
    ...comments,
    ...flagComments,
    'export const extension = extendCatalogue({',
    ...sections.flatMap(({ place, lines }) => [`  ${place}: {`, ...lines, '  },']),
    '});',
    '',
    'type Extension = typeof extension;',
    '',
    "declare module 'runregistry' {",
    ...sections.map(({ place }) => declaration(place)),
    '}',
    '',
  ].join('\n');
}
