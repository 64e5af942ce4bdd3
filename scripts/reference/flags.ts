/** Prints the page of flags and statuses. */
import type { CatalogueData, DataFlag, DataWorkspace, Side } from '../catalogue/data.js';
import { code, facts, fence, link, page, table } from './markdown.js';

const sides: Readonly<Record<Side, string>> = { online: 'the online dataset', offline: 'offline datasets' };

function certification({ certifies, expected = 'GOOD' }: DataFlag): string {
  if (certifies.length === 0) return 'does not require it';
  return `requires ${code(expected)}, ${certifies.join(' and ')}`;
}

const entryOf = (flag: DataFlag): string =>
  [
    `### ${code(flag.name)}`,
    flag.meaning,
    facts(
      ['Seen in', flag.seen.map((side) => sides[side]).join(' and ')],
      ['Certification', certification(flag)],
      ['Path in golden JSON', code(`lumisection.rr.${flag.name}`)],
      ['Example', code(`flag('${flag.name}').is('${flag.expected ?? 'GOOD'}')`)],
    ),
  ].join('\n\n');

const section = ({ name, subject, flags }: DataWorkspace): string =>
  [`## Workspace ${name}`, `Flags of ${subject}.`, ...flags.map(entryOf)].join('\n\n');

function statusSection({ states }: CatalogueData): string {
  const { meaning = '', meanings = {} } = states.statuses ?? {};
  return [
    '## Meaning of the statuses',
    meaning,
    ...Object.entries(meanings).flatMap(([status, text]) => [`### ${code(status)}`, text]),
  ].join('\n\n');
}

const certifiableSection = ({ certifiable }: CatalogueData): string =>
  [
    '## Flags that certification requires',
    'Do not require all of them in a golden JSON: no lumisection since 2022 passes, because CASTOR no longer takes data. For rules that select lumisections, see [presets](presets.md).',
    facts(
      ...(Object.entries(certifiable) as [Side, readonly string[]][]).map(
        ([side, flags]) => [code(`certifiable.${side}`), flags.map((flag) => link(flag)).join(' ')] as const,
      ),
    ),
  ].join('\n\n');

const renamedSection = ({ renamed }: CatalogueData): string =>
  [
    '## Names of older clients',
    'The registry does not know these names: a filter with one matches nothing. The library rejects them.',
    table(
      ['old name', 'flag'],
      Object.entries(renamed).map(([old, now]) => [code(old), link(now)]),
    ),
  ].join('\n\n');

const usage = `flag('tracker', 'strip').is('GOOD');    // in runs(): in at least one lumisection
flag('tracker-strip').every('GOOD');    // in all lumisections
goldenJson().flag('tracker-strip').is('GOOD'); // in this lumisection`;

/** Returns the page of flags. */
export const flagsPage = (data: CatalogueData): string =>
  page(
    '`src/catalogue/data`',
    '# Flags and statuses',
    'A flag is the verdict of certification on a part of CMS, with a status in each lumisection. Its name is `<workspace>-<column>`. Runs have the flags of their online dataset. The registry stores, for each flag, the number of lumisections per status, the comments and the causes: `triplet_summary.tracker-strip.GOOD`, `triplet_summary.tracker-strip.comments`.',
    fence('js', usage),
    'Conditions: [flag](conditions.md#flag). List of flags by workspace:',
    table(
      ['workspace', 'flags'],
      data.workspaces.map(({ name, flags }) => [
        `[${name}](#workspace-${name})`,
        flags.map((flag) => link(flag.name)).join(' '),
      ]),
    ),
    `Statuses: ${(data.states.statuses?.values ?? []).map((status) => link(status)).join(' ')}`,
    statusSection(data),
    ...data.workspaces.map(section),
    certifiableSection(data),
    renamedSection(data),
  );
