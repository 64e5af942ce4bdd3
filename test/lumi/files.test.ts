/** Published lists, with the counts from their table. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Brilcalc, LumiList, type LumiListJSON } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { isFull, selection } from '../support/rounds.js';
import { type Published, publishedFiles, publishedFolder } from './published.js';
import { bad } from './refusals.js';

const golden = publishedFolder('golden-json');
const luminosity = publishedFolder('luminosity');
const files = golden === undefined ? [] : publishedFiles(golden);
/** Files of the folder that are not lists. */
const noLists = files.filter(({ lumisections }) => lumisections === 0);
const lists = files.filter((file) => !noLists.includes(file));

const named = (name: string): Published => {
  const file = files.find((file) => file.name === name);
  if (file === undefined) throw new Error(`${name} is missing`);
  return file;
};
const text = ({ url }: Published) => readFileSync(url, 'utf8');
const read = (name: string) => LumiList.fromFile(named(name).url);

/** All `run:ls` of a parsed file, without any of the code under test. */
function lumisectionsOf(json: LumiListJSON): Set<string> {
  const all = new Set<string>();
  for (const [run, ranges] of Object.entries(json))
    for (const [first, last] of ranges) for (let one = first; one <= last; one++) all.add(`${run}:${one}`);
  return all;
}

describe.skipIf(golden === undefined)('published lists', () => {
  test('are all in the table of their folder, with their sizes', () => {
    const names = readdirSync(golden as URL).filter((name) => name !== 'SOURCES.md');
    expect(files.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const file of files) expect(readFileSync(file.url).length, file.name).toBe(file.bytes);
    expect(lists.length).toBe(25);
  });

  test.each(selection(lists, 4))('are read: $name', async (file) => {
    const list = await LumiList.fromFile(file.url);
    expect([list.runCount, list.lumisectionCount]).toEqual([file.runs, file.lumisections]);
    const [, first, last] = /^(\d+)-(\d+);/.exec(file.remarks) ?? [];
    expect([list.firstRun, list.lastRun]).toEqual([Number(first), Number(last)]);
    const json = JSON.parse(text(file)) as LumiListJSON;
    const all = lumisectionsOf(json);
    expect(all.size).toBe(file.lumisections);
    const listed = [...list.lumisections()].map(([run, one]) => `${run}:${one}`);
    expect(listed.length).toBe(all.size);
    expect(listed.every((one) => all.has(one))).toBe(true);
    for (const other of [
      LumiList.fromText(text(file)),
      LumiList.fromJSON(json),
      LumiList.fromPairs(list.lumisections()),
    ])
      expect(list.equals(other)).toBe(true);
    if (!/unsorted|unmerged/.test(file.remarks)) expect(list.toJSON()).toEqual(json);
  });

  test.each(selection(lists, 4))('survive writing and reading: $name', async (file) => {
    const list = await LumiList.fromFile(file.url);
    expect(LumiList.fromText(list.toText()).equals(list)).toBe(true);
    expect(LumiList.fromText(list.toCompactText()).equals(list)).toBe(true);
    expect(LumiList.fromCmssw(list.toCmssw()).equals(list)).toBe(true);
    expect(lumisectionsOf(JSON.parse(list.toText())).size).toBe(file.lumisections);
    expect(list.toText().split('\n')).toHaveLength(file.runs + 2);
  });

  test('have the lines of toText(), if they have one run per line', () => {
    const file = named('Cert_314472-325175_13TeV_Legacy2018_Collisions18_JSON.txt');
    const lines = LumiList.fromText(text(file)).toText().split('\n');
    const published = text(file).match(/^ {2}"\d+": \[\[.*\]\],?$/gm) ?? [];
    expect(published.length).toBeGreaterThan(300);
    expect(published.filter((line) => !lines.includes(line))).toEqual([]);
  });

  test('are equal to toCompactText() byte for byte, if the Run Registry generated them', async () => {
    const compact = lists.filter((file) => file.name.startsWith('rr-') && file.remarks.endsWith('one line'));
    expect(compact.length).toBe(4);
    for (const file of compact) expect(LumiList.fromText(text(file)).toCompactText()).toBe(text(file));
  });

  test('are rejected with a position, if they are not lists', async () => {
    const [deco, empty] = [named('json_DCSONLY_cosmics_DECO.txt'), named('rr-test_generated_json-20190606-empty.json')];
    expect(noLists).toEqual([deco, empty]);
    const position = { source: fileURLToPath(deco.url), line: 2, column: 13, run: 343157 };
    await rejected(LumiList.fromFile(deco.url), bad(position));
    await rejected(LumiList.fromFile(empty.url), bad({ source: fileURLToPath(empty.url) }));
  });

  test('differ as documented between two versions of one name', async () => {
    const here = await read('Cert_Collisions2022_355100_362760_Golden.json');
    const there = await read('Cert_Collisions2022_355100_362760_Golden.compact.json');
    expect(named('Cert_Collisions2022_355100_362760_Golden.compact.json').remarks).toMatch(/one run per line/);
    const report = here.diff(there);
    // SOURCES.md: 38 runs differ, 2 runs missing, 85 LS fewer in total.
    expect(report.counts).toMatchObject({ runs: 38, runsOnlyHere: 2, runsOnlyThere: 0, runsChanged: 36 });
    expect(report.counts.lumisectionsOnlyHere - report.counts.lumisectionsOnlyThere).toBe(85);
    expect(report.runs.filter(({ kind }) => kind === 'only here').map(({ run }) => run)).toEqual([356466, 356581]);
    expect(`${report}`).toContain(
      '38 runs differ: 2 only here, 36 with different lumisections. ' +
        'Here 123182 lumisections in 362 runs, there 123097 lumisections in 360 runs (85 fewer)',
    );
    expect(`${report}`).toMatch(/\n356466 {2}only here {2}52-72 +-\n/);
    expect(`${report}`).toMatch(/\n… and 18 more runs$/);
    expect(there.diff(here).counts).toMatchObject({ runsOnlyHere: 0, runsOnlyThere: 2 });
  });

  test('are equal, if they have the same lumisections', async () => {
    const one = await read('rr-generated_json2018-20190801.json');
    const other = await read('rr-generated_json2018-20200605.json');
    expect(one.equals(other)).toBe(true);
    expect(`${one.diff(other)}`).toBe('The two lists are equal: 233929 lumisections in 477 runs.');
  });
});

describe.runIf(isFull && golden !== undefined && luminosity !== undefined)('luminosity of 2017', () => {
  const readCsv = () => Brilcalc.fromFile(new URL('brilcalc-lumi2017-byls.csv.gz', luminosity));
  const list = () => read('Cert_294927-306462_13TeV_PromptReco_Collisions17_JSON.txt');

  test('has the totals of brilcalc', async () => {
    const sources = readFileSync(new URL('SOURCES.md', luminosity), 'utf8');
    const [runs, lumisections, , delivered, recorded] =
      /= 175,([\d,.]+)\)/.exec(sources)?.[1]?.split(',').map(Number) ?? [];
    expect(lumisections).toBe(206564);
    const brilcalc = await readCsv();
    const golden = await list();
    expect(brilcalc.lumisections.equals(golden)).toBe(true);
    expect([brilcalc.unit, brilcalc.lumisections.runCount]).toEqual(['/pb', runs]);
    const sum = golden.luminosity(brilcalc);
    expect([sum.unit, sum.lumisections, sum.missing.isEmpty]).toEqual(['/pb', lumisections, true]);
    expect(Number(sum.delivered.toFixed(1))).toBe(delivered);
    expect(Number(sum.recorded.toFixed(1))).toBe(recorded);
    // The last digits of brilcalc's own sum are those of numbers before they were rounded.
    expect(sum.delivered).toBeCloseTo(44171.599238888, 5);
    expect(sum.recorded).toBeCloseTo(41529.740260495, 5);
  });

  test('adds up over parts, and reports lumisections that the CSV lacks', async () => {
    const brilcalc = await readCsv();
    const golden = await list();
    const early = golden.select({ to: 300000 });
    const late = golden.remove({ to: 300000 });
    const [all, first, second] = [golden, early, late].map((one) => one.luminosity(brilcalc).recorded);
    expect((first as number) + (second as number)).toBeCloseTo(all as number, 6);
    const reprocessed = await read('Cert_294927-306462_13TeV_UL2017_Collisions17_GoldenJSON.txt');
    const sum = reprocessed.luminosity(brilcalc);
    expect(sum.missing.equals(reprocessed.subtract(golden))).toBe(true);
    expect(sum.lumisections).toBe(reprocessed.intersect(golden).lumisectionCount);
    // Whole runs: the sum of all rows, and the rest is missing.
    const whole = LumiList.fromRuns([297050]).luminosity(brilcalc);
    expect(whole.recorded).toBe(golden.select([297050]).luminosity(brilcalc).recorded);
    expect(whole.missing.toCmssw()).toBe('297050:1-297050:11,297050:138-297050:192,297050:777-297050:max');
  });

  test('is 0 recorded for lumisections in which CMS was not active', async () => {
    const brilcalc = await readCsv();
    expect(brilcalc.at(297050, 12)).toEqual({ delivered: 0.160000792, recorded: 0.154234862 });
    expect(brilcalc.at(306460, 72)).toEqual({ delivered: 0.000080412, recorded: 0 });
    expect(brilcalc.at(306460, 74)).toBeUndefined();
    const golden = await list();
    const inactive = golden.filter((run, one) => brilcalc.at(run, one)?.recorded === 0);
    expect(inactive.lumisectionCount).toBeGreaterThanOrEqual(1119);
    expect(inactive.luminosity(brilcalc).recorded).toBe(0);
  });
});
