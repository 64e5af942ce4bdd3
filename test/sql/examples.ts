import { goldenJson, lumisection, not, or, run, runs } from 'runregistry';

/** A query whose statements are recorded. */
export const query = runs()
  .where(or(run.class.like('%Cos_ics!'), not(run.energy.gte(6000.5)), run.run_number.in([1, 2])))
  .flag('dt-dt')
  .comment.contains("it's")
  .where('dt_included')
  .is(false)
  .select('run_number', 'class', 'dt_included')
  .orderBy('class')
  .limit(10);

/** An attribute without a column. */
export const derived = run.nothing_included as typeof run.dt_included;

/** Rules whose statements are recorded. */
export const golden = goldenJson()
  .where('run.oms.energy')
  .lte(7000)
  .flag('dt-dt')
  .is('GOOD')
  .where(not(run.hlt_key.contains('WMass')))
  .where(run.components.has('DT'))
  .where(or(lumisection.bpix_ready.is(true), lumisection.lumisection_number.notIn([3, 7])));
