import { type Goal, median } from './measure.js';
import { measureInProcess } from './measuring-process.js';

/** Compares building and printing a query of six conditions with a builder of SQL queries. */
export async function printing(): Promise<Goal[]> {
  const measured: (readonly number[])[] = [];
  for (let process = 0; process < 5; process++) measured.push(await measureInProcess('printing-process.ts'));
  const columns = ['named methods', "the registry's operators", 'peer'].map((name, column) => ({
    name,
    times: measured.map((row) => row[column] ?? Number.NaN),
  }));
  const theirs = columns.pop()?.times ?? [];
  const each = (times: readonly number[]) => `${median(times).toFixed(2)} µs`;
  return columns.map(({ name, times }) => ({
    name: `build and print 6 conditions (${name}) / kysely build and compile`,
    ratio: median(times.map((mine, process) => mine / (theirs[process] ?? Number.NaN))),
    atMost: 1,
    figures: `${each(times)} / ${each(theirs)}`,
  }));
}
