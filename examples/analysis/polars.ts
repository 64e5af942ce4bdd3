// Groups and joins tables of the registry with polars: npm install runregistry nodejs-polars @electric-sql/pglite
import pl from 'nodejs-polars';
import { RunRegistry } from 'runregistry';

const registry = new RunRegistry({ target: 'embedded' });

// 1. Luminosity by fill.
const stable = registry
  .runs()
  .where('stable_beam')
  .is(true)
  .where('recorded_lumi')
  .isNotNull()
  .where('run_number')
  .gt(355000);
const lumi = await stable.select('run_number', 'fill_number', 'recorded_lumi', 'delivered_lumi').toTable();
const fills = pl
  .DataFrame(lumi.toColumns())
  .groupBy('fill_number')
  .agg(pl.col('run_number').count().alias('runs'), pl.col('delivered_lumi').sum(), pl.col('recorded_lumi').sum())
  .sort('fill_number');
console.log(fills.toString());

// 2. Runs by year and class.
const classified = registry.runs().where('class').isNotNull().where('start_time').isNotNull();
const runs = await classified.select('start_time', 'class', 'duration').toTable();
const classes = pl
  .DataFrame(runs.toColumns())
  .withColumns(pl.col('start_time').str.slice(0, 4).alias('year'))
  .groupBy('year', 'class')
  .agg(pl.col('start_time').count().alias('runs'), pl.col('duration').sum().alias('seconds'))
  .sort(['year', 'class']);
console.log(classes.toString());

// 3. Fraction of GOOD by period, weighted by lumisections.
const collisions = registry.runs().where('class').startsWith('Collisions').where('run_number').between(355000, 363000);
const fractions = await collisions.lumisections({ oms: false }).fractions(['dt-dt', 'tracker-strip']);
const periods = pl
  .DataFrame(fractions.toColumns())
  .join(pl.DataFrame((await collisions.select('run_number', 'class').toTable()).toColumns()), { on: 'run_number' })
  .withColumns(
    pl.col('dt-dt').mul(pl.col('lumisections')).alias('dt'),
    pl.col('tracker-strip').mul(pl.col('lumisections')).alias('strip'),
  )
  .groupBy('class')
  .agg(pl.col('lumisections').sum(), pl.col('dt').sum(), pl.col('strip').sum())
  .withColumns(pl.col('dt').div(pl.col('lumisections')), pl.col('strip').div(pl.col('lumisections')));
console.log(periods.toString());

console.assert(fills.height > 0 && classes.height > 0 && periods.height > 0);
console.assert(fills.getColumn('runs').sum() === lumi.rows.length);
await registry.close();
