import * as client from '../../src/catalogue/guessed-client-members.js';
import * as conditions from '../../src/catalogue/guessed-conditions.js';
import * as members from '../../src/catalogue/guessed-members.js';
import type { Hints } from '../../src/util/guessed.js';
import { quoted } from './code.js';

// `hintsByType` is not a kind. Types with the members of `dcs` and of expressions would have a price; see docs/architecture.md.
const { hintsByType: _, ...ofConditions } = conditions;
const { dcs: _dcs, expression: _expression, ...ofObjects } = members;
const kinds = { ...ofConditions, ...client, ...ofObjects };

/** Prints a pattern that only this name matches. */
const pattern = (name: string): string => `\`${name[0]}\${${quoted(name.slice(1))} & Rest}\``;

function printKind(kind: string, members: Hints): string[] {
  const names = new Map<string, string[]>();
  for (const [name, hint] of Object.entries(members)) names.set(hint, [...(names.get(hint) ?? []), name]);
  return [
    `export interface Guessed${kind[0]?.toUpperCase()}${kind.slice(1)} {`,
    ...[...names].flatMap(([hint, each]) => [
      '  readonly [',
      '    guess:',
      ...each.map((name) => `      | ${pattern(name)}`),
      `  ]: Hint<${quoted(hint)}>;`,
    ]),
    '}',
    '',
  ];
}

/**
 * Prints the types of guessed members. A literal name would declare a property, which editors offer. A pattern declares an index
 * signature, which they do not. A mapped type could compute these types, but users would pay with 2,500 instantiations.
 */
export const guessedMembersFile = (): string =>
  [
    '// Generated from src/catalogue/guessed-*.ts by `npm run generate`. Edit those files, not this one.',
    '',
    "import type { Hint } from '../../util/guessed.js';",
    '',
    '/** Makes a literal a part of a pattern. Every string has a length. */',
    'type Rest = { readonly length: number };',
    '',
    ...Object.entries<Hints>(kinds)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([kind, members]) => printKind(kind, members)),
  ].join('\n');
