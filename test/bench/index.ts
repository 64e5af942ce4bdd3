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

const goals: Goal[] = [
  ...(await printing()),
  ...(await imports()),
  ...(await lumiLists()),
  ...(await goldenJsons()),
  await completing(),
];
const registry = await startRegistry(5_000);
try {
  goals.push(...(await fetching(registry.url)), await firstRow(registry.url), ...(await memory(registry.url)));
  goals.push(await lumisectionsOfRuns(registry.url), ...(await memoryOfLumisections(registry.url)));
  goals.push(...(await mirrors(registry.url)));
} finally {
  await registry.stop();
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
