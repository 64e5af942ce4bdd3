export {
  type DatasetState,
  datasetStates,
  type RunState,
  runStates,
  type Status,
  statuses,
} from './generated/states.js';
