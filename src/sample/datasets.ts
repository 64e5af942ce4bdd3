import type { Json } from '../embedded/state.js';
import type { RunPlan } from './plan.js';
import { Random } from './random.js';
import type { RunState } from './rr-attributes.js';
import { offlineColumns } from './workspaces.js';

/** An offline dataset of a run. */
export interface DatasetPlan {
  readonly name: string;
  readonly processing: Processing;
  readonly attributes: Readonly<Record<string, Json>>;
  readonly inGui: readonly string[];
  /** True if somebody has certified it. */
  readonly certified: boolean;
}

const runStates = ['OPEN', 'SIGNOFF', 'COMPLETED'] as const;

/** The reconstruction that made a dataset. */
type Processing = 'Express' | 'PromptReco' | 'ReReco';

/** Returns the name of a dataset in the registry. */
function datasetName({ period: { year, era }, kind, class: name }: RunPlan, processing: Processing): string {
  const yy = String(year).slice(2);
  if (processing === 'ReReco')
    return `/ReReco/Run${year}${era}_${{ 2018: 'UL2018', 2022: '10Dec2022', 2024: 'Jan2025' }[year]}/DQM`;
  if (kind === 'cosmics') {
    const ions = era === 'HI' ? `HICosmics${yy}${processing === 'PromptReco' ? 'A' : ''}` : `Cosmics${yy}`;
    return `/${processing}/${name === 'Cosmics18CRUZET' ? name : ions}/DQM`;
  }
  if (kind === 'commissioning') return `/${processing}/Commissioning${year}/DQM`;
  if (kind === 'ions') return `/${processing}/HICollisions${processing === 'PromptReco' ? `${year}A` : year}/DQM`;
  return `/${processing}/Collisions${year}${processing === 'PromptReco' ? era : ''}/DQM`;
}

/** Draws the offline datasets of a run. */
export function offlineDatasets(plan: RunPlan, state: RunState, seed: number): readonly DatasetPlan[] {
  // Runs that are not significant never reach the offline workspaces.
  if (!plan.significant || plan.class === '' || plan.lumisections < 2 || plan.role === 'ongoing') return [];
  const random = new Random(seed, 'datasets', plan.runNumber);
  const beams = plan.kind === 'collisions' || plan.kind === 'ions';
  const made: Processing[] = [];
  const documented = plan.role === 'documented';
  if (random.chance(beams ? 0.93 : 0.62) || documented) made.push('Express');
  if (random.chance(beams ? 0.95 : 0.72) || documented) made.push('PromptReco');
  if (plan.kind === 'collisions' && plan.period.year !== 2024 && random.chance(0.35)) made.push('ReReco');
  return made.map((processing) => {
    const waiting = state === 'OPEN' || (random.chance(0.06) && !documented);
    return {
      name: datasetName(plan, processing),
      processing,
      attributes: datasetAttributes(random, plan.period, processing, waiting ? undefined : state),
      inGui: waiting ? [] : primaryDatasets(random, plan, processing),
      certified: !waiting,
    };
  });
}

/** Draws the attributes of a dataset. It waits for the DQM GUI if its run has no state. */
function datasetAttributes(
  random: Random,
  { year }: RunPlan['period'],
  processing: Processing,
  state: RunState | undefined,
): Record<string, Json> {
  const waiting = state === undefined;
  const certified = () => (state !== undefined && random.chance(0.75) ? state : random.pick(runStates));
  const common = waiting ? 'waiting dqm gui' : certified();
  const attributes: Record<string, Json> = { global_state: common };
  for (const workspace of Object.keys(offlineColumns)) {
    if (workspace === 'gem' && year === 2018) continue;
    // Some workspaces have another state than the others.
    const isBehind = !waiting && random.chance(0.12);
    attributes[`${workspace}_state`] = isBehind ? random.pick(runStates) : common;
  }
  const appeared = waiting
    ? random.weighted<readonly string[] | null>([
        [null, 1],
        [[], 1],
      ])
    : random.weighted<readonly string[] | null>([
        [['DQM GUI'], 11],
        [['DQM GUI', 'DBS'], processing === 'Express' ? 2 : 8],
        [null, 2],
      ]);
  if (appeared !== null) attributes.appeared_in = appeared;
  return attributes;
}

function acquisitionEra({ year, era }: RunPlan['period']): string {
  if (era === '') return `Commissioning${year}`;
  return era === 'HI' ? `HIRun${year}A` : `Run${year}${era}`;
}

function primaryDatasets(random: Random, plan: RunPlan, processing: Processing): readonly string[] {
  const { year } = plan.period;
  const acquisition = plan.kind === 'commissioning' ? `Commissioning${year}` : acquisitionEra(plan.period);
  const version = `v${random.int(1, 3)}`;
  if (processing === 'Express') {
    const stream = {
      collisions: 'StreamExpress',
      ions: 'StreamHIExpress',
      cosmics: 'StreamExpressCosmics',
      commissioning: 'StreamExpress',
    };
    return [`/${stream[plan.kind]}/${acquisition}-Express-${version}/DQMIO`];
  }
  const primary = {
    collisions: ['ZeroBias', year === 2018 ? 'SingleMuon' : 'Muon', year === 2018 ? 'JetHT' : 'JetMET'],
    ions: ['HIMinimumBias1', 'HIDoubleMuon'],
    cosmics: ['Cosmics'],
    commissioning: ['MinimumBias', 'ZeroBias'],
  }[plan.kind];
  const pass =
    processing === 'ReReco' ? { 2018: '12Nov2019_UL2018', 2022: '10Dec2022', 2024: 'Jan2025' }[year] : 'PromptReco';
  const shown = primary.filter((_, index) => index === 0 || !random.chance(0.2));
  return shown.map((name) => `/${name}/${acquisition}-${pass}-${version}/DQMIO`);
}
