/** Prints the rules of published documents as TypeScript. */
import { docComment, documentation } from '../../src/catalogue/docstring.js';
import { file, key, list, literal, quoted } from './code.js';
import type { CatalogueData, DataPresets, PresetBeam, PresetCondition, PresetRule } from './data.js';

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const words: Readonly<Record<string, (...values: readonly unknown[]) => string>> = {
  between: (low, high) => `from ${low} to ${high}`,
  gte: (value) => `at least ${value}`,
  lte: (value) => `at most ${value}`,
  eq: (value) => `equal to '${value}'`,
  is: (value) => (typeof value === 'boolean' ? String(value) : `'${value}'`),
  contains: (value) => `containing '${value}'`,
  startsWith: (value) => `starting with '${value}'`,
  'not contains': (value) => `not containing '${value}'`,
};

/** Returns a condition on runs in words. */
export function inWords([attribute, condition, ...values]: PresetCondition): string {
  const print = words[condition];
  if (print === undefined) throw new Error(`Expected one of ${Object.keys(words)}, got '${condition}'`);
  return `\`${attribute}\` ${print(...values)}`;
}

/** Returns what a rule requires of the beams. */
export function beamFacts({ beams, withoutBeamPresent: range }: PresetRule): string[] {
  if (beams === undefined) return [];
  if (beams === 'absent') return ['Beams: neither present nor stable; a missing bit passes.'];
  const [first, last] = range ?? [];
  const runs = first === 1 ? `up to run ${last}` : `in the runs ${first} to ${last}`;
  return [`Beams: both present and stable${range === undefined ? '' : `; only stable ${runs}`}.`];
}

/** A rule with the names of its DCS bits. */
type BitRule = PresetRule & { readonly bits: readonly string[] };

const ruleFacts = ({ run = [], flags, bad = [], ...rule }: BitRule): string[] => [
  ...(run.length === 0 ? [] : [`Runs: ${run.map(inWords).join(', ')}.`]),
  ...(flags === undefined ? [] : ['GOOD: all of `flags`.']),
  ...(bad.length === 0 ? [] : [`BAD: ${code(bad)}.`]),
  'True: `cms_active` and all of `dcs`.',
  ...beamFacts(rule),
];

const sourceFacts = ({ source, datasets }: PresetRule): string[] => [
  ...(datasets === undefined ? [] : [`Datasets of the document: \`${datasets}\`.`]),
  `Source: ${source}.`,
];

function ruleLines(path: string, selects: string, rule: BitRule): string[] {
  const { source, note, flags, bits, run = [], bad = [], beams, withoutBeamPresent } = rule;
  const meaning = `Published rule for ${selects}. ${note}`;
  const internal = { run, bad, ...(beams && { beams }), ...(withoutBeamPresent && { withoutBeamPresent }) };
  return [
    ...docComment(documentation(meaning, sourceFacts(rule)), '      '),
    `      ${key(path.slice(path.lastIndexOf('.') + 1))}: {`,
    ...docComment(['The document: repository and commit, path, date.'], '        '),
    `        source: ${quoted(source)},`,
    ...(flags === undefined
      ? []
      : [
          ...docComment(
            documentation(`Flags that must be GOOD: ${code(flags)}.`, [
              `Example: \`goldenJson().flags(${path}.flags).are('GOOD')\`.`,
            ]),
            '        ',
          ),
          ...list('flags: ', flags, ',', '        '),
        ]),
    ...docComment(
      documentation(`DCS bits that must be true: ${code(bits)}.`, [
        `Example: \`and(...${path}.dcs.map((bit) => lumisection[bit].is(true)))\`.`,
      ]),
      '        ',
    ),
    ...list('dcs: ', bits, ',', '        '),
    ...docComment(
      documentation(
        'All conditions of the document, each a separate clause. A lumisection in which a value is null or missing does not match.',
        [...ruleFacts(rule), `Example: \`goldenJson().where(${path}.rule)\`.`, `Source: ${rule.source}.`],
      ),
      '        ',
    ),
    '        rule: {',
    ...Object.entries(internal).map(([name, value]) => `          ${name}: ${literal(value)},`),
    '        },',
    '      },',
  ];
}

const nouns: Readonly<Record<PresetBeam, string>> = { collisions: 'proton collisions', cosmics: 'cosmic rays' };

function yearLines(period: DataPresets, data: CatalogueData): string[] {
  const { year } = period;
  const subsystems = data.tables.flatMap((table) => Object.entries(table.subsystems));
  const bitsOf = (detector: string): readonly string[] => {
    const subsystem = subsystems.find(([name]) => name === detector);
    if (subsystem === undefined) throw new Error(`Expected a detector of lumisection.json, got '${detector}'`);
    return subsystem[1].bits;
  };
  return [
    ...docComment([`Published rules of ${year}.`], '  '),
    `  ${year}: {`,
    ...(['collisions', 'cosmics'] as const).flatMap((beam) => {
      const rules = Object.entries(period[beam] ?? {});
      if (rules.length === 0) return [];
      return [
        ...docComment([`Published rules for ${nouns[beam]} of ${year}: ${code(rules.map(([kind]) => kind))}.`], '    '),
        `    ${beam}: {`,
        ...rules.flatMap(([kind, rule]) =>
          ruleLines(`presets[${year}].${beam}.${kind}`, data.presetKinds[kind] ?? '', {
            ...rule,
            bits: rule.dcs.flatMap(bitsOf),
          }),
        ),
        '    },',
      ];
    }),
    '  },',
  ];
}

/** Prints the file of presets. */
export const presetsFile = (data: CatalogueData): string =>
  file([
    ...docComment(['Rules of published documents, by year, by collisions or cosmics, and by purpose.']),
    'export const publishedRules = {',
    ...data.presets.flatMap((period) => yearLines(period, data)),
    '} as const;',
  ]);
