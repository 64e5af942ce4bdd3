import type { AttributeTable } from './attribute.js';

/** The run itself: times, length, magnet, what took part. Source: OMS, through `oms_attributes` of the registry's runs. */
export const operationAttributes = {
  /** Kind of run in the data acquisition; GLOBAL-RUN is what certification looks at. */
  sequence: {
    type: 'string',
    meaning: 'Kind of run in the data acquisition; GLOBAL-RUN is what certification looks at.',
    example: 'GLOBAL-RUN',
    nullable: true,
  },
  /** Clock that CMS ran on: LHC or LOCAL. */
  clock_type: {
    type: 'string',
    meaning: 'Clock that CMS ran on: LHC or LOCAL.',
    example: 'LHC',
    nullable: true,
  },
  /** Magnetic field: 3.8 nominal, about 0.02 when off. Unit: T. */
  b_field: {
    type: 'number',
    unit: 'T',
    meaning: 'Magnetic field: 3.8 nominal, about 0.02 when off.',
    example: 3.8,
    nullable: true,
    range: [0, 4],
    serverOrder: 'number',
  },
  /** When the run started. Unit: UTC. */
  start_time: {
    type: 'date',
    unit: 'UTC',
    meaning: 'When the run started.',
    example: '2022-07-12T21:22:46Z',
    nullable: true,
  },
  /** When the run stopped; null while it goes on. Unit: UTC. */
  end_time: {
    type: 'date',
    unit: 'UTC',
    meaning: 'When the run stopped; null while it goes on.',
    example: '2022-07-12T22:47:40Z',
    nullable: true,
  },
  /** When OMS last changed its entry of the run. Unit: UTC. */
  last_update: {
    type: 'date',
    unit: 'UTC',
    meaning: 'When OMS last changed its entry of the run.',
    example: '2022-08-25T10:45:57Z',
    nullable: true,
  },
  /** Length of the run in time; null while it goes on. Unit: s. */
  duration: {
    type: 'number',
    unit: 's',
    meaning: 'Length of the run in time; null while it goes on.',
    example: 5094,
    nullable: true,
  },
  /** Number of lumisections that the registry knows; a count, not a time. Unit: lumisections. */
  ls_duration: {
    type: 'number',
    unit: 'lumisections',
    meaning: 'Number of lumisections that the registry knows; a count, not a time.',
    example: 226,
    nullable: true,
    serverOrder: 'number',
  },
  /** Last lumisection number in OMS; can be below ls_duration. Unit: lumisections. */
  last_lumisection_number: {
    type: 'number',
    unit: 'lumisections',
    meaning: 'Last lumisection number in OMS; can be below ls_duration.',
    example: 218,
    nullable: true,
    optional: true,
  },
  /** Subsystems in the run, upper case. */
  components: {
    type: 'list',
    meaning: 'Subsystems in the run, upper case.',
    example: ['CSC', 'DT', 'TRACKER'],
    nullable: true,
  },
  /** Subsystems not in the run, upper case. */
  components_out: {
    type: 'list',
    meaning: 'Subsystems not in the run, upper case.',
    example: ['CASTOR'],
    nullable: true,
    optional: true,
  },
} as const satisfies AttributeTable;
