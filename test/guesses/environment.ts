/** The names that the guesses use besides those of the library, for the compiler and for run time. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as library from 'runregistry';

/** Declares the names for the compiler. */
export const header = `import { readFileSync } from 'node:fs';
import { and, attribute, Brilcalc, certifiable, dataset, dcs, except, flag, flags, LumiList, lumisection, named, not, or, RunRegistry, run } from 'runregistry';
import type { DatasetQuery, GoldenJson, JsonLogicDocument, Lumisection } from 'runregistry';
declare const registry: RunRegistry;
const { runs, datasets, goldenJson } = registry;
declare const certified: GoldenJson;
declare const lumisectionOfRun: Lumisection;
declare const document: JsonLogicDocument;
declare const list: LumiList;
declare const other: LumiList;
declare const brilcalc: Brilcalc;
declare const number: number;
declare const pollDelay: number;
declare const url: string;
declare const file: string;
declare const datasetName: string;
declare const dryRun: true;
`;

/** Creates the values of the names, for a registry. */
export function environment(url: string, number: number): ReadonlyMap<string, unknown> {
  const registry = new library.RunRegistry({ url });
  const certified = registry.goldenJson().flag('dt-dt').is('GOOD');
  const document = certified.toJsonLogic();
  const csv =
    '#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source\n1:1,1:1,01/01/18 00:00:00,STABLE BEAMS,6500,2,1,30,HFET';
  return new Map<string, unknown>([
    ...Object.entries(library),
    ...Object.entries({
      registry,
      runs: registry.runs,
      datasets: registry.datasets,
      goldenJson: registry.goldenJson,
      certified,
      document,
      lumisectionOfRun: {
        dataset: { name: 'online' },
        run: { run_number: number },
        lumisection: { lumisection_number: 1 },
      },
      list: library.LumiList.fromJSON({ 1: [[1, 1]] }),
      other: library.LumiList.fromJSON({ 1: [[1, 1]], 2: [[1, 3]] }),
      brilcalc: library.Brilcalc.fromText(csv),
      number,
      url,
      file: join(tmpdir(), `guesses-${process.pid}.json`),
      datasetName: '/PromptReco/Collisions2018A/DQM',
      pollDelay: 10,
      dryRun: true,
      readFileSync: () => JSON.stringify(document),
      console: { log: () => undefined, table: () => undefined },
    }),
  ]);
}
