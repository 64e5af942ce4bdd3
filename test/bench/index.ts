import { completing } from './completing.js';
import { fetching, firstRow } from './fetching.js';
import { goldenJsons } from './golden-json.js';
import { imports } from './imports.js';
import { lumiLists } from './lumi-lists.js';
import { lumisectionsOfRuns, memoryOfLumisections } from './lumisections.js';
import { type Goal, met } from './measure.js';
import { memory } from './memory.js';
import { mirrors } from './mirror.js';
import { printing } from './printing.js';
import { startRegistry } from './registry-process.js';

// Goals are ratios of two measurements of the same run, so they hold on any machine.

const local = {
  printing,
  imports,
  lumiLists,
  goldenJson: goldenJsons,
  completing: async () => [await completing()],
};
const ofRegistry = {
  fetching: async (url: string) => [...(await fetching(url)), await firstRow(url)],
  memory,
  lumisections: async (url: string) => [await lumisectionsOfRuns(url), ...(await memoryOfLumisections(url))],
  mirrors,
};

const parts = [...Object.keys(local), ...Object.keys(ofRegistry)];
const named = process.argv.slice(2);
const unknown = named.filter((name) => !parts.includes(name));
if (unknown.length > 0) throw new Error(`expected ${parts.join(', ')}, got ${unknown.join(', ')}`);
const isChosen = ([name]: readonly [string, unknown]): boolean => named.length === 0 || named.includes(name);

const goals: Goal[] = [];
for (const [, part] of Object.entries(local).filter(isChosen)) goals.push(...(await part()));
const chosen = Object.entries(ofRegistry).filter(isChosen);
if (chosen.length > 0) {
  const registry = await startRegistry(5_000);
  try {
    for (const [, part] of chosen) goals.push(...(await part(registry.url)));
  } finally {
    await registry.stop();
  }
}

const bound = ({ atMost, atLeast }: Goal): string => (atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`);
const rows = goals.map((goal) => [
  goal.name,
  goal.ratio.toFixed(2),
  bound(goal),
  met(goal) ? 'pass' : 'FAIL',
  goal.figures,
]);
const table = [['ratio of', 'is', 'goal', '', 'measured'], ...rows];
const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
for (const row of table)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );

const failed = goals.filter((goal) => !met(goal)).length;
if (failed > 0) console.error(`${failed} of ${goals.length} goals failed`);
process.exitCode = failed === 0 ? 0 : 1;
