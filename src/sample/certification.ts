import type { Json, StateDataset } from '../embedded/state.js';
import { day, timestamp } from './time.js';

type Cycle = readonly [name: string, dataset: string, deadline: string, state: 'pending' | 'completed', size: number];

const cycleRows: readonly Cycle[] = [
  ['Week 18, 2018 (Collisions2018A)', '/PromptReco/Collisions2018A/DQM', '2018-05-07', 'completed', 6],
  ['CRUZET 2018', '/PromptReco/Cosmics18CRUZET/DQM', '2018-02-26', 'completed', 3],
  ['Week 32, 2022 (Collisions2022C)', '/PromptReco/Collisions2022C/DQM', '2022-08-15', 'completed', 5],
  ['Week 29, 2024 (Collisions2024F)', '/PromptReco/Collisions2024F/DQM', '2024-07-22', 'pending', 4],
];

/** Returns the documents of `GET /cycles/global`, newest first: the rows of each cycle and the datasets that they name. */
export function cycles(datasets: readonly StateDataset[]): readonly Json[] {
  return cycleRows
    .map(([name, dataset, deadline, state, size], index) => {
      const due = day(deadline) + 22 * 3600;
      const created = timestamp(due - 6 * 86_400);
      const rows = datasets
        .filter((row) => row.name === dataset && !row.deleted)
        .slice(0, size)
        .map((row): { readonly [key: string]: Json } => ({ ...row }));
      return {
        id_cycle: index + 1,
        cycle_name: name,
        cycle_attributes: { global_state: state, muon_state: 'completed', tracker_state: state },
        deadline: timestamp(due),
        deleted: false,
        createdAt: created,
        updatedAt: created,
        CycleDataset: rows.map((row) => ({
          id_cycle: index + 1,
          run_number: row.run_number ?? null,
          name: dataset,
          createdAt: created,
          updatedAt: created,
          Datasets: [row],
        })),
        datasets: rows,
      };
    })
    .reverse();
}

type Accepted = readonly [name: string, regexp: string, runClass: string, from: number, to: number, enabled?: false];

const acceptedRows: readonly Accepted[] = [
  [
    '/PromptReco/Commissioning2018/DQM',
    '/.*/Commissioning2018-PromptReco-v.*/DQMIO',
    'Commissioning2018',
    308000,
    315256,
  ],
  [
    '/PromptReco/Cosmics18CRUZET/DQM',
    '/Cosmics/Commissioning2018-PromptReco-v.*/DQMIO',
    'Cosmics18CRUZET',
    308000,
    312000,
  ],
  [
    '/Express/Cosmics18CRUZET/DQM',
    '/StreamExpressCosmics/Commissioning2018-Express-v.*/DQMIO',
    'Cosmics18CRUZET',
    308000,
    312000,
  ],
  ['/Express/Collisions2018/DQM', '/StreamExpress/Run2018.*-Express-v.*/DQMIO', 'Collisions18', 314472, 325175],
  ['/PromptReco/Collisions2018A/DQM', '/.*/Run2018A-PromptReco-v.*/DQMIO', 'Collisions18', 315252, 316995],
  ['/PromptReco/Collisions2018B/DQM', '/.*/Run2018B-PromptReco-v.*/DQMIO', 'Collisions18', 317080, 319310],
  ['/PromptReco/Collisions2018C/DQM', '/.*/Run2018C-PromptReco-v.*/DQMIO', 'Collisions18', 319337, 320065],
  ['/PromptReco/Collisions2018D/DQM', '/.*/Run2018D-PromptReco-v.*/DQMIO', 'Collisions18', 320673, 325175],
  ['/ReReco/Collisions2018A_Disabled/DQM', '/.*/Run2018A-17Sep2018-v.*/DQMIO', 'Collisions18', 315252, 316995, false],
  [
    '/PromptReco/Cosmics18/DQM',
    '/Cosmics/Run2018.*-PromptReco-v.*/DQMIO\n/Cosmics/Commissioning2018-PromptReco-v.*/DQMIO',
    'Cosmics18',
    315000,
    328000,
  ],
  ['/PromptReco/HICollisions2018A/DQM', '/.*/HIRun2018A-PromptReco-v.*/DQMIO', 'HeavyIons18', 326381, 327564],
  ['/PromptReco/HICosmics18A/DQM', '/Cosmics/HIRun2018A-PromptReco-v.*/DQMIO', 'Cosmics18', 327565, 328000],
  ['/Express/Collisions2022/DQM', '/StreamExpress/Run2022.*-Express-v.*/DQMIO', 'Collisions22', 352416, 362760],
  ['/PromptReco/Collisions2022C/DQM', '/.*/Run2022C-PromptReco-v.*/DQMIO', 'Collisions22', 355862, 357482],
  ['/Express/Collisions2024/DQM', '/StreamExpress/Run2024.*-Express-v.*/DQMIO', 'Collisions24', 378142, 386951],
  ['/PromptReco/Collisions2024F/DQM', '/.*/Run2024F-PromptReco-v.*/DQMIO', 'Collisions24', 381984, 383779],
];

/** Returns the documents of `GET /datasets_accepted`: which primary datasets of the DQM GUI make up a dataset of the registry. */
export function datasetsAccepted(): readonly Json[] {
  const created = timestamp(day('2018-01-15') + 9 * 3600);
  const metadata = { by: 'auto@auto' };
  const lists = { CCL_id: 8, CPCL_id: 142, DCL_id: 8, DAL_id: 13, JCL_id: 2, ODCL_id: 19, PL_id: 1 };
  return acceptedRows.map(([name, regexp, runClass, from, to, enabled], index) => ({
    id: index + 1,
    name,
    regexp,
    enabled: enabled ?? true,
    class: runClass,
    run_from: from,
    run_to: to,
    createdAt: created,
    DatasetsAcceptedLists: [
      {
        id: 13,
        DatasetsAcceptedEntries: { id: index + 1, DAL_id: 13 },
        Settings: [{ id: 187, metadata, createdAt: created, ...lists }],
      },
    ],
  }));
}
