// Generated from src/catalogue/guessed-*.ts by `npm run generate`. Edit those files, not this one.

import type { Hint } from '../../util/guessed.js';

/** Makes a literal a part of a pattern. Every string has a length. */
type Rest = { readonly length: number };

export interface GuessedBooleanCondition {
  readonly [
    guess:
      | `i${'sTrue' & Rest}`
      | `e${'quals' & Rest}`
  ]: Hint<'Write is(true).'>;
  readonly [
    guess:
      | `i${'sFalse' & Rest}`
  ]: Hint<'Write is(false).'>;
}

export interface GuessedBuilder {
  readonly [
    guess:
      | `w${'here' & Rest}`
      | `f${'lag' & Rest}`
      | `a${'ll' & Rest}`
      | `f${'irst' & Rest}`
      | `c${'ount' & Rest}`
      | `s${'elect' & Rest}`
      | `o${'rderBy' & Rest}`
      | `l${'imit' & Rest}`
      | `l${'umisections' & Rest}`
      | `g${'et' & Rest}`
      | `f${'ind' & Rest}`
  ]: Hint<"Add the parentheses: runs().where('energy').gte(6000), and datasets() in the same way.">;
  readonly [
    guess:
      | `f${'ilter' & Rest}`
      | `f${'romFilter' & Rest}`
      | `f${'rom' & Rest}`
  ]: Hint<'Write runs.parse({ … }), or datasets.parse({ … }), for a filter of the registry.'>;
  readonly [
    guess:
      | `f${'romUrl' & Rest}`
  ]: Hint<'Write runs.fromWebUrl(url), or datasets.fromWebUrl(url).'>;
}

export interface GuessedClient {
  readonly [
    guess:
      | `g${'etRuns' & Rest}`
      | `g${'et_runs' & Rest}`
      | `g${'etRunsFiltered' & Rest}`
  ]: Hint<"Write registry.runs().where('run_number').between(309000, 310000).all().">;
  readonly [
    guess:
      | `r${'un' & Rest}`
      | `g${'et_run' & Rest}`
  ]: Hint<'Write await registry.getRun(309000).'>;
  readonly [
    guess:
      | `g${'etDatasets' & Rest}`
      | `g${'et_datasets' & Rest}`
  ]: Hint<"Write registry.datasets().where('run_number').eq(309000).all().">;
  readonly [
    guess:
      | `d${'ataset' & Rest}`
      | `g${'et_dataset' & Rest}`
  ]: Hint<"Write await registry.getDataset(309000, 'online').">;
  readonly [
    guess:
      | `g${'etDatasetNames' & Rest}`
      | `g${'et_dataset_names_of_run' & Rest}`
  ]: Hint<'Write await registry.getDatasetNamesOfRun(309000).'>;
  readonly [
    guess:
      | `g${'et_cycles' & Rest}`
  ]: Hint<'Write await registry.getCycles().'>;
  readonly [
    guess:
      | `g${'et_datasets_accepted' & Rest}`
  ]: Hint<'Write await registry.getDatasetsAccepted().'>;
  readonly [
    guess:
      | `g${'et_lumisections' & Rest}`
  ]: Hint<"Write await registry.getLumisections(309000, 'online').">;
  readonly [
    guess:
      | `g${'et_oms_lumisections' & Rest}`
  ]: Hint<"Write await registry.getOmsLumisections(309000, 'online').">;
  readonly [
    guess:
      | `g${'et_lumisection_ranges' & Rest}`
  ]: Hint<"Write await registry.getLumisectionRanges(309000, 'online').">;
  readonly [
    guess:
      | `g${'et_lumisection_ranges_by_component' & Rest}`
  ]: Hint<"Write await registry.getLumisectionRangesByComponent(309000, 'online').">;
  readonly [
    guess:
      | `g${'et_oms_lumisection_ranges' & Rest}`
  ]: Hint<"Write await registry.getOmsLumisectionRanges(309000, 'online').">;
  readonly [
    guess:
      | `g${'et_joint_lumisection_ranges' & Rest}`
  ]: Hint<"Write await registry.getJointLumisectionRanges(309000, 'online').">;
  readonly [
    guess:
      | `c${'reate_json' & Rest}`
  ]: Hint<'Write await registry.createJson(jsonLogic, { datasetName }).'>;
  readonly [
    guess:
      | `g${'enerateJson' & Rest}`
      | `g${'etGoldenJson' & Rest}`
      | `g${'olden' & Rest}`
  ]: Hint<"Write registry.goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
  readonly [
    guess:
      | `m${'ove_runs' & Rest}`
      | `m${'oveRun' & Rest}`
      | `s${'ignoff' & Rest}`
  ]: Hint<"Write await registry.operations.moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).">;
  readonly [
    guess:
      | `m${'ove_datasets' & Rest}`
  ]: Hint<"Write await registry.operations.moveDatasets(datasets, { from: 'OPEN', to: 'SIGNOFF', workspace: 'global' }).">;
  readonly [
    guess:
      | `m${'ake_significant_runs' & Rest}`
      | `m${'akeSignificantRuns' & Rest}`
      | `m${'akeSignificant' & Rest}`
  ]: Hint<'Write await registry.operations.markSignificant([355100]).'>;
  readonly [
    guess:
      | `r${'eset_RR_attributes_and_refresh_runs' & Rest}`
      | `r${'esetRuns' & Rest}`
  ]: Hint<'Write await registry.operations.resetAndRefreshRuns([355100]).'>;
  readonly [
    guess:
      | `m${'anually_refresh_components_statuses_for_runs' & Rest}`
      | `r${'efresh' & Rest}`
  ]: Hint<'Write await registry.operations.refreshRuns([355100]).'>;
  readonly [
    guess:
      | `e${'dit_rr_lumisections' & Rest}`
      | `e${'ditRrLumisections' & Rest}`
  ]: Hint<"Write await registry.operations.editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).">;
  readonly [
    guess:
      | `c${'hange_run_class' & Rest}`
      | `s${'etClass' & Rest}`
  ]: Hint<"Write await registry.operations.changeRunClass([355100], 'Collisions22').">;
  readonly [
    guess:
      | `s${'etup' & Rest}`
      | `c${'onnect' & Rest}`
      | `l${'ogin' & Rest}`
  ]: Hint<"A client needs no connection. Write new RunRegistry('development') for another registry.">;
  readonly [
    guess:
      | `q${'uery' & Rest}`
  ]: Hint<'Write registry.runs() or registry.datasets().'>;
  readonly [
    guess:
      | `d${'isconnect' & Rest}`
      | `s${'top' & Rest}`
  ]: Hint<'Write await registry.close().'>;
}

export interface GuessedClientOption {
  readonly [
    guess:
      | `e${'nvironment' & Rest}`
      | `e${'nv' & Rest}`
      | `E${'NVIRONMENT' & Rest}`
      | `m${'ode' & Rest}`
      | `r${'egistry' & Rest}`
  ]: Hint<"Write new RunRegistry({ target: 'production' }), or 'development', 'qa', 'local' or 'embedded'.">;
  readonly [
    guess:
      | `e${'mbedded' & Rest}`
  ]: Hint<"Write new RunRegistry({ target: 'embedded' }).">;
  readonly [
    guess:
      | `h${'ost' & Rest}`
      | `b${'aseUrl' & Rest}`
      | `b${'aseURL' & Rest}`
      | `s${'erver' & Rest}`
      | `e${'ndpoint' & Rest}`
  ]: Hint<"Write new RunRegistry({ url: 'https://host/api' }).">;
  readonly [
    guess:
      | `c${'lient_id' & Rest}`
      | `c${'lient_secret' & Rest}`
      | `s${'ecret' & Rest}`
      | `t${'oken' & Rest}`
      | `S${'SO_CLIENT_ID' & Rest}`
      | `S${'SO_CLIENT_SECRET' & Rest}`
  ]: Hint<'Write new RunRegistry({ clientId, clientSecret }).'>;
  readonly [
    guess:
      | `m${'axRetries' & Rest}`
  ]: Hint<'Write new RunRegistry({ retries: 3 }).'>;
  readonly [
    guess:
      | `t${'imeoutMs' & Rest}`
  ]: Hint<'Write new RunRegistry({ timeout: 60_000 }), in milliseconds.'>;
}

export interface GuessedEnumCondition {
  readonly [
    guess:
      | `e${'quals' & Rest}`
      | `e${'qual' & Rest}`
      | `e${'qualTo' & Rest}`
  ]: Hint<"Write is('OPEN').">;
  readonly [
    guess:
      | `i${'sin' & Rest}`
      | `i${'sIn' & Rest}`
      | `o${'neOf' & Rest}`
  ]: Hint<'Write in([first, second]).'>;
}

export interface GuessedFlagCondition {
  readonly [
    guess:
      | `e${'quals' & Rest}`
      | `e${'qual' & Rest}`
      | `g${'ood' & Rest}`
      | `i${'sGood' & Rest}`
  ]: Hint<"Write is('GOOD').">;
  readonly [
    guess:
      | `b${'ad' & Rest}`
      | `i${'sBad' & Rest}`
  ]: Hint<"Write is('BAD').">;
  readonly [
    guess:
      | `a${'ll' & Rest}`
      | `a${'llGood' & Rest}`
  ]: Hint<"Write every('GOOD').">;
}

export interface GuessedGolden {
  readonly [
    guess:
      | `a${'ll' & Rest}`
      | `e${'xecute' & Rest}`
      | `r${'un' & Rest}`
      | `c${'reate' & Rest}`
      | `c${'reateJson' & Rest}`
      | `c${'reate_json' & Rest}`
      | `s${'ubmit' & Rest}`
      | `b${'uild' & Rest}`
      | `m${'ake' & Rest}`
  ]: Hint<"Write generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }), or generateLocally(datasets().where(…)).">;
  readonly [
    guess:
      | `t${'oLumiList' & Rest}`
      | `g${'etList' & Rest}`
  ]: Hint<'Write (await golden.generateLocally(datasets().where(…))).list.'>;
  readonly [
    guess:
      | `t${'oFile' & Rest}`
      | `s${'ave' & Rest}`
      | `w${'rite' & Rest}`
  ]: Hint<"Write (await golden.generateLocally(datasets().where(…))).list.toFile('golden.json').">;
  readonly [
    guess:
      | `t${'oJson' & Rest}`
      | `j${'son' & Rest}`
      | `t${'oLogic' & Rest}`
      | `t${'oRules' & Rest}`
  ]: Hint<'Write toJsonLogic().'>;
  readonly [
    guess:
      | `c${'heck' & Rest}`
      | `v${'alidate' & Rest}`
      | `v${'erify' & Rest}`
  ]: Hint<'Write lint() for mistakes in the rules, or evaluate(lumisection) for one lumisection.'>;
  readonly [
    guess:
      | `t${'est' & Rest}`
      | `p${'asses' & Rest}`
  ]: Hint<'Write evaluate(lumisection).'>;
  readonly [
    guess:
      | `f${'ilter' & Rest}`
  ]: Hint<"Write where('run.oms.energy').gte(6000).">;
  readonly [
    guess:
      | `d${'cs' & Rest}`
  ]: Hint<'Write where(dcs.pixel).'>;
  readonly [
    guess:
      | `e${'xcept' & Rest}`
  ]: Hint<"Write where(except([355100, 355208], flag('dt-dt').is('GOOD'))).">;
  readonly [
    guess:
      | `a${'nd' & Rest}`
      | `a${'ndWhere' & Rest}`
  ]: Hint<"Call where() again, such as .where('class').eq('Cosmics24'): all conditions must hold.">;
  readonly [
    guess:
      | `o${'r' & Rest}`
      | `o${'rWhere' & Rest}`
  ]: Hint<"Write where(or(run.energy.gte(6000), flag('dt-dt').is('GOOD'))).">;
}

export interface GuessedGoldenFactory {
  readonly [
    guess:
      | `f${'romFile' & Rest}`
      | `f${'romFiles' & Rest}`
      | `f${'romText' & Rest}`
      | `f${'romString' & Rest}`
      | `f${'romJSON' & Rest}`
      | `f${'romJson' & Rest}`
      | `f${'romDocument' & Rest}`
      | `l${'oad' & Rest}`
      | `r${'ead' & Rest}`
      | `o${'pen' & Rest}`
  ]: Hint<"Write goldenJson.parse(readFileSync('rules.json', 'utf8')).golden.">;
  readonly [
    guess:
      | `w${'here' & Rest}`
  ]: Hint<"Write goldenJson().where('run.oms.energy').gte(6000).">;
  readonly [
    guess:
      | `f${'lag' & Rest}`
  ]: Hint<"Write goldenJson().flag('dt-dt').is('GOOD').">;
  readonly [
    guess:
      | `f${'lags' & Rest}`
  ]: Hint<"Write goldenJson().flags(['dt-dt', 'csc-csc']).are('GOOD').">;
  readonly [
    guess:
      | `g${'enerate' & Rest}`
  ]: Hint<"Write goldenJson().flag('dt-dt').is('GOOD').generate({ datasetName: '/PromptReco/Collisions2018A/DQM' }).">;
}

export interface GuessedListCondition {
  readonly [
    guess:
      | `i${'ncludes' & Rest}`
  ]: Hint<"Write has('DT').">;
  readonly [
    guess:
      | `n${'otIncludes' & Rest}`
  ]: Hint<"Write hasNot('DT').">;
}

export interface GuessedLumiList {
  readonly [
    guess:
      | `d${'ifference' & Rest}`
      | `m${'inus' & Rest}`
      | `s${'ub' & Rest}`
      | `e${'xcept' & Rest}`
      | `w${'ithout' & Rest}`
  ]: Hint<'Write subtract(other).'>;
  readonly [
    guess:
      | `o${'r' & Rest}`
      | `a${'dd' & Rest}`
      | `p${'lus' & Rest}`
      | `m${'erge' & Rest}`
      | `c${'oncat' & Rest}`
  ]: Hint<'Write union(other).'>;
  readonly [
    guess:
      | `a${'nd' & Rest}`
      | `i${'ntersection' & Rest}`
  ]: Hint<'Write intersect(other).'>;
  readonly [
    guess:
      | `c${'ount' & Rest}`
  ]: Hint<'Write lumisectionCount, runCount or rangeCount.'>;
  readonly [
    guess:
      | `h${'as' & Rest}`
      | `i${'ncludes' & Rest}`
  ]: Hint<'Write contains(run, lumisection).'>;
  readonly [
    guess:
      | `l${'umi' & Rest}`
  ]: Hint<'Write luminosity(brilcalc).'>;
  readonly [
    guess:
      | `c${'ompare' & Rest}`
  ]: Hint<'Write diff(other).'>;
  readonly [
    guess:
      | `s${'ave' & Rest}`
      | `w${'rite' & Rest}`
      | `w${'riteFile' & Rest}`
      | `w${'riteJSON' & Rest}`
  ]: Hint<"Write await list.toFile('golden.json').">;
  readonly [
    guess:
      | `g${'etRuns' & Rest}`
  ]: Hint<'Write list.runs.'>;
  readonly [
    guess:
      | `g${'etLumis' & Rest}`
  ]: Hint<'Write [...list.lumisections()].'>;
  readonly [
    guess:
      | `g${'etDuplicates' & Rest}`
  ]: Hint<'A list has no duplicates. Write intersect(other) for what two lists share.'>;
  readonly [
    guess:
      | `g${'etCompactList' & Rest}`
  ]: Hint<'Write toJSON().'>;
  readonly [
    guess:
      | `g${'etCMSSWString' & Rest}`
  ]: Hint<'Write toCmssw().'>;
  readonly [
    guess:
      | `g${'etVLuminosityBlockRange' & Rest}`
  ]: Hint<'Write toLuminosityBlockRanges().'>;
  readonly [
    guess:
      | `f${'ilterLumis' & Rest}`
  ]: Hint<'Write filter((run, lumisection) => other.contains(run, lumisection)), or intersect(other).'>;
  readonly [
    guess:
      | `s${'electRuns' & Rest}`
      | `f${'ilterRuns' & Rest}`
  ]: Hint<'Write select([316000, 316001]).'>;
  readonly [
    guess:
      | `r${'emoveRuns' & Rest}`
  ]: Hint<'Write remove([316000, 316001]).'>;
}

export interface GuessedLumiLists {
  readonly [
    guess:
      | `l${'oad' & Rest}`
      | `r${'ead' & Rest}`
      | `o${'pen' & Rest}`
      | `f${'rom' & Rest}`
      | `o${'f' & Rest}`
      | `p${'arse' & Rest}`
      | `c${'reate' & Rest}`
      | `f${'romJson' & Rest}`
  ]: Hint<"Write await LumiList.fromFile('golden.json'), or LumiList.fromUrl(url), fromText(text) or fromJSON(value).">;
}

export interface GuessedLumisectionStream {
  readonly [
    guess:
      | `f${'ilter' & Rest}`
      | `w${'here' & Rest}`
      | `t${'oList' & Rest}`
  ]: Hint<"Write await stream.toLumiList(flag('dt-dt').is('GOOD')).">;
  readonly [
    guess:
      | `t${'oCsv' & Rest}`
  ]: Hint<'Write (await stream.toTable()).toCsv().'>;
  readonly [
    guess:
      | `t${'oArray' & Rest}`
  ]: Hint<'Write await stream.all().'>;
  readonly [
    guess:
      | `f${'orEach' & Rest}`
      | `m${'ap' & Rest}`
  ]: Hint<'Write for await (const { run_number, ranges } of stream).'>;
}

export interface GuessedNullableCondition {
  readonly [
    guess:
      | `e${'xists' & Rest}`
      | `n${'otNull' & Rest}`
      | `i${'sDefined' & Rest}`
  ]: Hint<'Write isNotNull().'>;
  readonly [
    guess:
      | `i${'sNone' & Rest}`
      | `i${'sMissing' & Rest}`
  ]: Hint<'Write isNull().'>;
}

export interface GuessedOrderedCondition {
  readonly [
    guess:
      | `e${'quals' & Rest}`
      | `e${'qual' & Rest}`
      | `e${'qualTo' & Rest}`
  ]: Hint<'Write eq(value).'>;
  readonly [
    guess:
      | `n${'otEqual' & Rest}`
      | `n${'otEquals' & Rest}`
      | `n${'eq' & Rest}`
  ]: Hint<'Write ne(value).'>;
  readonly [
    guess:
      | `g${'reaterThan' & Rest}`
      | `m${'oreThan' & Rest}`
      | `a${'bove' & Rest}`
  ]: Hint<'Write gt(value).'>;
  readonly [
    guess:
      | `g${'e' & Rest}`
      | `a${'tLeast' & Rest}`
  ]: Hint<'Write gte(value).'>;
  readonly [
    guess:
      | `l${'essThan' & Rest}`
      | `b${'elow' & Rest}`
  ]: Hint<'Write lt(value).'>;
  readonly [
    guess:
      | `l${'e' & Rest}`
      | `a${'tMost' & Rest}`
  ]: Hint<'Write lte(value).'>;
  readonly [
    guess:
      | `i${'sin' & Rest}`
      | `i${'sIn' & Rest}`
      | `o${'neOf' & Rest}`
  ]: Hint<'Write in([first, second]).'>;
  readonly [
    guess:
      | `r${'ange' & Rest}`
      | `i${'nRange' & Rest}`
  ]: Hint<'Write between(low, high), which includes both ends.'>;
}

export interface GuessedQuery {
  readonly [
    guess:
      | `e${'xecute' & Rest}`
      | `e${'xec' & Rest}`
      | `f${'etch' & Rest}`
      | `g${'et' & Rest}`
      | `r${'un' & Rest}`
      | `s${'end' & Rest}`
      | `l${'oad' & Rest}`
      | `f${'ind' & Rest}`
      | `t${'oArray' & Rest}`
      | `t${'oList' & Rest}`
      | `g${'etAll' & Rest}`
      | `f${'etchAll' & Rest}`
  ]: Hint<'Write all() for the rows, first() for one row, or count() for their number.'>;
  readonly [
    guess:
      | `l${'ast' & Rest}`
  ]: Hint<"Write orderBy('run_number', 'desc').first() for the newest run.">;
  readonly [
    guess:
      | `f${'orEach' & Rest}`
      | `m${'ap' & Rest}`
      | `e${'ach' & Rest}`
      | `i${'terate' & Rest}`
  ]: Hint<'Write for await (const row of query.stream()).'>;
  readonly [
    guess:
      | `g${'roupBy' & Rest}`
      | `g${'roup_by' & Rest}`
      | `g${'roupby' & Rest}`
      | `c${'ountBy' & Rest}`
  ]: Hint<"Group the columns of a table with a library: aq.table((await query.toTable()).toColumns()).groupby('class').">;
  readonly [
    guess:
      | `d${'istinct' & Rest}`
      | `u${'nique' & Rest}`
  ]: Hint<"Collect the values in a Set: new Set((await query.select('class').toTable()).toColumns().class).">;
  readonly [
    guess:
      | `s${'um' & Rest}`
      | `m${'ean' & Rest}`
      | `a${'vg' & Rest}`
  ]: Hint<'Combine the values of (await query.toTable()).toColumns().energy.'>;
  readonly [
    guess:
      | `m${'ax' & Rest}`
  ]: Hint<"Write orderBy('energy', 'desc').first().">;
  readonly [
    guess:
      | `m${'in' & Rest}`
  ]: Hint<"Write orderBy('energy').first().">;
  readonly [
    guess:
      | `t${'oCSV' & Rest}`
      | `t${'o_csv' & Rest}`
  ]: Hint<'Write await query.toCsv().'>;
  readonly [
    guess:
      | `t${'oDataFrame' & Rest}`
      | `t${'o_pandas' & Rest}`
  ]: Hint<'Write (await query.toTable()).toColumns().'>;
  readonly [
    guess:
      | `o${'ffset' & Rest}`
      | `s${'kip' & Rest}`
      | `p${'age' & Rest}`
      | `p${'aginate' & Rest}`
  ]: Hint<'Write limit(n) for the first rows. To read all in parts, write pages().'>;
  readonly [
    guess:
      | `t${'ake' & Rest}`
      | `t${'op' & Rest}`
      | `h${'ead' & Rest}`
  ]: Hint<'Write limit(n).'>;
  readonly [
    guess:
      | `s${'ort' & Rest}`
      | `s${'ortBy' & Rest}`
      | `o${'rder' & Rest}`
      | `o${'rder_by' & Rest}`
  ]: Hint<"Write orderBy('energy', 'desc').">;
  readonly [
    guess:
      | `c${'olumns' & Rest}`
      | `f${'ields' & Rest}`
      | `a${'ttributes' & Rest}`
      | `p${'ick' & Rest}`
  ]: Hint<"Write select('run_number', 'energy').">;
  readonly [
    guess:
      | `f${'ilter' & Rest}`
  ]: Hint<"Write where('energy').gte(6000). For a payload of the registry, write raw({ … }).">;
  readonly [
    guess:
      | `h${'aving' & Rest}`
  ]: Hint<"Write where('energy').gte(6000).">;
  readonly [
    guess:
      | `w${'hereIn' & Rest}`
  ]: Hint<"Write where('energy').in([6500, 6800]).">;
  readonly [
    guess:
      | `w${'hereNotIn' & Rest}`
  ]: Hint<"Write where('energy').notIn([6500, 6800]).">;
  readonly [
    guess:
      | `w${'hereBetween' & Rest}`
  ]: Hint<"Write where('energy').between(6000, 7000).">;
  readonly [
    guess:
      | `w${'hereNull' & Rest}`
  ]: Hint<"Write where('energy').isNull().">;
  readonly [
    guess:
      | `w${'hereNotNull' & Rest}`
  ]: Hint<"Write where('energy').isNotNull().">;
  readonly [
    guess:
      | `w${'hereNot' & Rest}`
  ]: Hint<'Write where(not(run.energy.gte(6000))).'>;
  readonly [
    guess:
      | `a${'nd' & Rest}`
      | `a${'ndWhere' & Rest}`
  ]: Hint<"Call where() again, such as .where('class').eq('Cosmics24'): all conditions must hold.">;
  readonly [
    guess:
      | `o${'r' & Rest}`
      | `o${'rWhere' & Rest}`
  ]: Hint<"Write where(or(run.energy.gte(6000), run.class.eq('Cosmics24'))).">;
}

export interface GuessedStringCondition {
  readonly [
    guess:
      | `e${'quals' & Rest}`
      | `e${'qual' & Rest}`
      | `e${'qualTo' & Rest}`
  ]: Hint<'Write eq(value).'>;
  readonly [
    guess:
      | `n${'otEqual' & Rest}`
      | `n${'otEquals' & Rest}`
      | `n${'eq' & Rest}`
  ]: Hint<'Write ne(value).'>;
  readonly [
    guess:
      | `i${'ncludes' & Rest}`
      | `m${'atch' & Rest}`
      | `m${'atches' & Rest}`
      | `r${'egex' & Rest}`
      | `i${'like' & Rest}`
  ]: Hint<"Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.">;
  readonly [
    guess:
      | `i${'sin' & Rest}`
      | `i${'sIn' & Rest}`
      | `o${'neOf' & Rest}`
  ]: Hint<'Write in([first, second]).'>;
}
