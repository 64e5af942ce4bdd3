import type { AttributeTable } from './attribute.js';
import { runStates } from './states.js';

/** What the Run Registry itself says of a run. Source: `rr_attributes` of the registry's runs. */
export const rrRunAttributes = {
  /** Class of the run, set by classifiers: Collisions24, Cosmics24, Commissioning24 and the like; empty while unclassified. */
  class: {
    type: 'string',
    meaning:
      'Class of the run, set by classifiers: Collisions24, Cosmics24, Commissioning24 and the like; empty while unclassified.',
    example: 'Collisions22',
    nullable: true,
  },
  /** Where the run stands in online certification. */
  state: {
    type: 'enum',
    meaning: 'Where the run stands in online certification.',
    example: 'SIGNOFF',
    nullable: true,
    values: runStates,
  },
  /** Whether the run matters for certification; false until a classifier or a shifter says so. */
  significant: {
    type: 'boolean',
    meaning: 'Whether the run matters for certification; false until a classifier or a shifter says so.',
    example: true,
    nullable: true,
  },
  /** Why the run was stopped, free text, often empty. */
  stop_reason: {
    type: 'string',
    meaning: 'Why the run was stopped, free text, often empty.',
    example: 'LHC beam dump',
    nullable: true,
    optional: true,
  },
  /** Whether the run was marked short; older runs only. */
  short_run: {
    type: 'boolean',
    meaning: 'Whether the run was marked short; older runs only.',
    example: false,
    nullable: true,
    optional: true,
  },
  /** Set when OMS changed its data after the run was signed off. */
  run_needs_to_be_updated_manually: {
    type: 'boolean',
    meaning: 'Set when OMS changed its data after the run was signed off.',
    example: true,
    nullable: true,
    optional: true,
  },
} as const satisfies AttributeTable;
