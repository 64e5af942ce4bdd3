/** Prints the page of presets. */
import type { CatalogueData, DataPresets, PresetBeam, PresetRule } from '../catalogue/data.js';
import { beamFacts, inWords } from '../catalogue/presets.js';
import { anchor, code, facts, fence, link, page, table } from './markdown.js';

const beams: readonly PresetBeam[] = ['collisions', 'cosmics'];

/** Presets without a condition on runs select lumisections of any run. */
const runsText = (run: PresetRule['run'] = []): string | undefined =>
  run.length === 0 ? undefined : run.map(inWords).join(', ');

const flagLinks = (flags: readonly string[] | undefined): string | undefined =>
  flags === undefined || flags.length === 0 ? undefined : flags.map((flag) => link(flag, 'flags.md')).join(' ');

const detectorLinks = (detectors: readonly string[]): string =>
  detectors.map((detector) => `[${code(`dcs.${detector}`)}](lumisection-attributes.md#dcs-bits-by-detector)`).join(' ');

function entryOf(name: string, selects: string, rule: PresetRule): string {
  const [beamText] = beamFacts(rule);
  return [
    `### ${name}`,
    `Published rule for ${selects}. ${rule.note}`,
    facts(
      ['Name', code(`presets[${name.replace(' ', '].').replace(' ', '.')}`)],
      ['Source', rule.source],
      ['Datasets of the document', rule.datasets === undefined ? undefined : code(rule.datasets)],
      ['Runs', runsText(rule.run)],
      ['GOOD', flagLinks(rule.flags)],
      ['BAD', flagLinks(rule.bad)],
      [
        'True',
        `[${code('cms_active')}](lumisection-attributes.md#cms_active) and the bits of ${detectorLinks(rule.dcs)}`,
      ],
      ['Beams', beamText?.replace(/^Beams: |\.$/g, '')],
    ),
  ].join('\n\n');
}

const namesOf = ({ year, ...period }: DataPresets): readonly (readonly [string, string, PresetRule])[] =>
  beams.flatMap((beam) =>
    Object.entries(period[beam] ?? {}).map(([kind, rule]) => [`${year} ${beam} ${kind}`, kind, rule] as const),
  );

const missing = (data: CatalogueData): string => {
  const last = Math.max(...data.presets.map(({ year }) => year));
  const cosmics = Math.min(...data.presets.filter((period) => period.cosmics !== undefined).map(({ year }) => year));
  return `This page has no rules for ${last + 1} and later, for cosmics before ${cosmics}, and for heavy ions: we found no document that publishes them. Lists such as the golden JSON of ${last + 1} are published, but not the rules that selected them. If you have a rule, read it with \`goldenJson.parse()\`.`;
};

const example = 'goldenJson().where(presets[2024].collisions.golden.rule);';

/** Returns the page of presets. */
export const presetsPage = (data: CatalogueData): string =>
  page(
    '`src/catalogue/data/presets.json`',
    '# Presets',
    'A preset is the rule of a published document, copied with its conditions on runs, flags, bits and beams. `rule` has all conditions as separate clauses. `flags` and `dcs` have only the flags and the DCS bits. A lumisection in which a value is null or missing does not match.',
    fence('js', example),
    'Do not reuse the rule of one year for another. Published lists can contain manual corrections, so a preset may differ from them in individual lumisections.',
    table(
      ['year', 'presets'],
      data.presets.map((period) => [
        String(period.year),
        namesOf(period)
          .map(([name]) => `[${name.slice(5)}](#${anchor(name)})`)
          .join(', '),
      ]),
    ),
    missing(data),
    table(
      ['kind', 'published rule for'],
      Object.entries(data.presetKinds).map(([kind, selects]) => [code(kind), selects]),
    ),
    ...data.presets.map((period) =>
      [
        `## ${period.year}`,
        ...namesOf(period).map(([name, kind, rule]) => entryOf(name, data.presetKinds[kind] ?? '', rule)),
      ].join('\n\n'),
    ),
  );
