import { Brilcalc, LumiList, RunRegistryError } from 'runregistry';
import { type Reply, scripted } from '../../support/scripted-server.js';
import { untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const list = LumiList.fromJSON({ '7': [[1, 5]] });
const open = LumiList.fromCmssw('8:9-8:max');
const fromPairs = untypedCall(LumiList.fromPairs.bind(LumiList));
const fromRuns = untypedCall(LumiList.fromRuns.bind(LumiList));
const fromRanges = untypedCall(LumiList.fromRanges.bind(LumiList));
const fromCmssw = untypedCall(LumiList.fromCmssw.bind(LumiList));
const fromFile = untypedCall(LumiList.fromFile.bind(LumiList));
const fromUrl = untypedCall(LumiList.fromUrl.bind(LumiList));
const toFile = untypedCall(list.toFile.bind(list));
const select = untypedCall(list.select.bind(list));
const contains = untypedCall(list.contains.bind(list));
const ofRange = (range: unknown) => LumiList.fromJSON({ '7': [range] });
const fromText = (text: unknown) => LumiList.fromText(text as string);

const header = '#run:fill,ls,delivered(/ub),recorded(/ub)\n';
const row = '7:1,1:1,1.5,1.25\n';
const summary = (values: string, unit = '/ub') =>
  `#Summary:\n#nfill,nrun,nls,ncms,totdelivered(${unit}),totrecorded(${unit})\n#${values}\n`;
const pathHeader = header.replace('ls,', 'ls,hltpath,');
const brilcalc = (text: unknown, options?: unknown) => Brilcalc.fromText(text as string, options as never);

/** Downloads a list from a server that sends one reply. The recorded URL has no port. */
async function download(reply: Reply, options?: object): Promise<unknown> {
  const server = await scripted(() => reply);
  try {
    return await LumiList.fromUrl(`${server.url}/golden.json?key=secret`, options);
  } catch (error) {
    if (error instanceof RunRegistryError) error.message = error.message.replaceAll(server.url, 'http://localhost');
    throw error;
  } finally {
    await server.close();
  }
}

export const failures: Failures = {
  'an array instead of an object': () => LumiList.fromJSON([[315257, 1]]),
  'an array of lists': () => LumiList.fromJSON([{ '7': [[1, 2]] }]),
  'a string instead of an object': () => LumiList.fromJSON('{}'),
  'a promise instead of an object': () => LumiList.fromJSON(Promise.resolve({})),
  'a Map instead of an object': () => LumiList.fromJSON(new Map()),
  'a number instead of an object': () => LumiList.fromJSON(5),
  'a key that is not a run number': () => LumiList.fromJSON({ '01': [[1, 2]] }),
  'a record of the JSON portal': () => LumiList.fromJSON({ id_json: 1, generated_json: {} }),
  'null instead of ranges': () => LumiList.fromJSON({ '7': null }),
  'a number instead of a range': () => ofRange(5),
  'an object instead of a range': () => ofRange({ start: 1, end: 2 }),
  'a range of three numbers': () => ofRange([1, 2, 3]),
  'a range of one number': () => ofRange([5]),
  'a range of -1': () => ofRange([-1]),
  'a range of 0': () => ofRange([0]),
  'a reversed range': () => ofRange([5, 3]),
  'a range that starts at 0': () => ofRange([0, 3]),
  'a range that ends at a negative number': () => ofRange([4, -3]),
  'a range that ends at a huge number': () => ofRange([1, 268435456]),
  'a range that starts at a fraction': () => ofRange([1.5, 3]),
  'a range that ends at a string': () => ofRange([1, '3']),
  'a number instead of pairs': () => fromPairs(5),
  'a promise instead of pairs': () => fromPairs(Promise.resolve([])),
  'a string instead of a pair': () => fromPairs(['7:1']),
  'a pair of three numbers': () => fromPairs([[7, 1, 2]]),
  'a pair with an invalid run': () => fromPairs([[0, 1]]),
  'a pair with an invalid lumisection': () => fromPairs([[7, 0]]),
  'a pair with a lumisection as a string': () => fromPairs([[7, '2']]),
  'a string instead of run numbers': () => fromRuns('315257'),
  'a run number as a string': () => fromRuns(['315257']),
  'a LumiList instead of run numbers': () => fromRuns(list),
  'a number instead of ranges of the registry': () => fromRanges(7, 5),
  'an array instead of a range of the registry': () => fromRanges(7, [[1, 2]]),
  'a number instead of a range of the registry': () => fromRanges(7, [5]),
  'a reversed range of the registry': () => fromRanges(7, [{ start: 5, end: 4 }]),
  'null instead of a function of a range': () => fromRanges(7, [], null),
  'a function of a range without a result': () => fromRanges(7, [{ start: 1, end: 2 }], () => undefined),
  'an async function of a range': () => fromRanges(7, [{ start: 1, end: 2 }], async () => true),
  'a number instead of ranges of CMSSW': () => fromCmssw(5),
  'an array instead of ranges of CMSSW': () => fromCmssw(['1:1']),
  'a comma at the end of ranges of CMSSW': () => fromCmssw('7:1,'),
  'a run instead of a range of CMSSW': () => fromCmssw('315257'),
  'quotes in ranges of CMSSW': () => fromCmssw('"7:1"'),
  'an invalid range of CMSSW': () => fromCmssw('7:1-5'),
  'a range of CMSSW over two runs': () => fromCmssw('7:1-8:2'),
  'a range of CMSSW of run 0': () => fromCmssw('0:1'),
  'a reversed range of CMSSW': () => fromCmssw('8:1,7:5-7:3'),
  'an object instead of a string': () => fromText({}),
  'an empty string': () => fromText(' '),
  'null as JSON': () => fromText('null'),
  'an array as JSON': () => fromText('[]'),
  'the name of a file as JSON': () => fromText('golden.json'),
  'a URL as JSON': () => fromText('https://host/golden.json'),
  'a web page': () => fromText('<!DOCTYPE html>\n<html>'),
  'a comment': () => fromText('# 2018\n{}'),
  'JSON after the list': () => fromText('{"1": [[1, 2]]}\n{"2": [[1, 2]]}'),
  'a key with a leading zero': () => fromText('{\n"01": [[1, 2]]}'),
  'a key without quotes': () => fromText('{315257: [[1, 2]]}'),
  'a key in single quotes': () => fromText("{'315257': [[1, 2]]}"),
  'a trailing comma': () => fromText('{"1": [[1, 2]],\n}'),
  'a missing colon': () => fromText('{"1" [[1, 2]]}'),
  'a missing comma': () => fromText('{"1": [[1 2]]}'),
  'an object instead of ranges as JSON': () => fromText('{"2": {"StripMode": "PEAK"}}'),
  'a number instead of a range as JSON': () => fromText('{"1": [1, 88]}'),
  'a range in parentheses': () => fromText('{"1": [(1, 2)]}'),
  'an empty range': () => fromText('{"1": [[]]}'),
  'a range of one number as JSON': () => fromText('{"1": [[1, 2], [5]]}'),
  'a range of three numbers as JSON': () => fromText('{"1": [[1, 2, 3]]}'),
  'a reversed range as JSON': () => fromText('{"1": [[1, 2], [5, 3]]}'),
  'a lumisection as a string': () => fromText('{"1": [["1", 2]]}'),
  'a lumisection with a leading zero': () => fromText('{"1": [[01, 2]]}'),
  'a lumisection that is a fraction': () => fromText('{"1": [[1, 2.5]]}'),
  'a key that is cut off': () => fromText('{"31'),
  'a list that is cut off': () => fromText('{"1": [[1, 2]]'),
  'a duplicate run': () => fromText('{"1": [], "1": []}'),
  'the constructor of LumiList': () => new (LumiList as unknown as new () => unknown)(),
  'an object instead of a LumiList': () => untypedCall(list.union.bind(list))({}),
  'an array of lists instead of lists': () => untypedCall(list.union.bind(list))([list]),
  'an array of lists for an intersection': () => untypedCall(list.intersect.bind(list))([list]),
  'an array of lists to subtract': () => untypedCall(list.subtract.bind(list))([list]),
  'a selection that is a number': () => select(315257),
  'a selection that is undefined': () => select(),
  'a selection without ends': () => select({}),
  'a selection with an unknown key': () => select({ min: 7 }),
  'a selection from an invalid run': () => select({ from: 0 }),
  'a reversed selection': () => select({ from: 9, to: 7 }),
  'a selection without a boolean': () => select(() => 1),
  'a filter that is not a function': () => untypedCall(list.filter.bind(list))([7]),
  'a filter without a boolean': () => untypedCall(list.filter.bind(list))(() => null),
  'lumisections of an open-ended range': () => open.lumisections(),
  'a map that is not a function': () => untypedCall(list.map.bind(list))({}),
  'a map that is async': () => untypedCall(list.map.bind(list))(async () => []),
  'complement() without a list': () => untypedCall(list.complement.bind(list))(),
  'an undefined run': () => contains(),
  'an object instead of a run and a lumisection': () => contains({ run: 7, lumisection: 3 }),
  'an undefined lumisection': () => contains(7, undefined),
  'a reversed range of contains()': () => contains(7, 3, 2),
  'a file that is missing': () => fromFile('/nowhere/golden.json'),
  'a folder': () => fromFile('src'),
  'a file below a file': () => fromFile('package.json/golden.json'),
  'a URL instead of a path': () => fromFile('https://host/golden.json'),
  'a file URL as a string': () => fromFile('file:///golden.json'),
  'a file URL of another host': () => fromFile(new URL('file://host/golden.json')),
  'an empty path': () => fromFile(''),
  'a folder that is missing': () => toFile('/nowhere/golden.json'),
  'an unknown style': () => toFile('list.json', { style: 'pretty' }),
  'an unknown option of toFile()': () => toFile('list.json', { compact: true }),
  'a string instead of options': () => toFile('list.json', 'compact'),
  'a string that is not a URL': () => fromUrl('golden.json'),
  'a file instead of a URL': () => fromUrl('file:///golden.json'),
  'plain http': () => fromUrl('http://host/golden.json'),
  'a URL with credentials': () => fromUrl('https://me:secret@host/golden.json'),
  'an invalid timeout': () => fromUrl('https://host/golden.json', { timeout: 0 }),
  'an invalid signal': () => fromUrl('https://host/golden.json', { signal: 5 }),
  'status 404': () => download({ status: 404 }),
  'status 403': () => download({ status: 403 }),
  'a redirect to plain http': () =>
    download({ status: 302, headers: { location: 'http://host.example/golden.json?key=secret' } }),
  'a redirect without end': () => download({ status: 302, headers: { location: '/golden.json' } }),
  'a connection that is reset': () => download('reset'),
  'a timeout': () => download('never', { timeout: 20 }),
  'an aborted download': () => download('never', { signal: AbortSignal.abort() }),
  'bytes that are not UTF-8': () => download({ bytes: Uint8Array.of(0xff, 0xfe) }),
  'incomplete gzip': () => download({ bytes: Uint8Array.of(0x1f, 0x8b, 8, 0) }),
  'an invalid list at a URL': () => download({ text: '{"7": [[5, 3]]}' }),
  'an object instead of a CSV': () => brilcalc({}),
  'an empty CSV': () => brilcalc(''),
  'the name of a CSV': () => brilcalc('lumi.csv.gz'),
  'a CSV without a header': () => brilcalc(row),
  'a CSV by run': () => brilcalc('#run:fill,nls,delivered(/ub),recorded(/ub)\n'),
  'a CSV without a column': () => brilcalc('#run:fill,ls,delivered(/ub)\n'),
  'a CSV in /pb without a column': () => brilcalc('#run:fill,ls,recorded(/pb)\n'),
  'a CSV with a duplicate column': () => brilcalc(header.replace('\n', ',recorded(/ub)\n')),
  'a CSV of two units': () => brilcalc(header.replace('recorded(/ub)', 'recorded(/pb)')),
  'headers of two units': () => brilcalc(header + row + header.replaceAll('/ub', '/pb')),
  'an unknown unit': () => brilcalc(header.replaceAll('/ub', '/xb')),
  'a rate': () => brilcalc(header.replaceAll('/ub', 'hz/ub')),
  'an invalid run of a CSV': () => brilcalc(header + row.replace('7:1', 'x')),
  'an invalid lumisection of a CSV': () => brilcalc(header + row.replace('1:1', '0:0')),
  'an invalid luminosity': () => brilcalc(header + row.replace('1.5', 'nan')),
  'a row without a column': () => brilcalc(`${header}7:1,1:1,1.5\n`),
  'a row with decimal commas': () => brilcalc(header + row.replaceAll('.', ',')),
  'another luminosity of a lumisection': () => brilcalc(header + row + row.replace('1.25', '1.5')),
  'rows of two HLT paths': () => brilcalc(`${pathHeader}7:1,1:1,HLT_A,1,1\n7:1,2:2,HLT_B,1,1\n`),
  'a selected HLT path without a column': () => brilcalc(header + row, { hltPath: 'HLT_A' }),
  'an HLT path without rows': () =>
    brilcalc(`${pathHeader}${row.replace(/^([^,]*,[^,]*),/, '$1,HLT_IsoMu24_v1,')}`, { hltPath: 'HLT_IsoMu24' }),
  'an empty HLT path': () => brilcalc(header, { hltPath: '' }),
  'an unknown value of the option trailer': () => brilcalc(header, { trailer: 'none' }),
  'an unknown option of fromText()': () => brilcalc(header, { hltpath: 'x' }),
  'a trailer with another count': () => brilcalc(header + row + summary('1,1,2,1,1.5,1.25')),
  'a trailer with another total': () => brilcalc(header + row + summary('1,1,1,1,2.5,1.25')),
  'a trailer without a value': () => brilcalc(header + row + summary('1,1,1,1,1.5')),
  'a trailer with an invalid count': () => brilcalc(header + row + summary('1,1,x,1,1.5,1.25')),
  'a trailer with an invalid total': () => brilcalc(header + row + summary('1,1,1,1,x,1.25')),
  'a trailer with a rate': () => brilcalc(header + row + summary('1,1,1,1,1.5,1.25', 'hz/ub')),
  'a trailer with an unknown unit': () => brilcalc(header + row + summary('1,1,1,1,1.5,1.25', '/xb')),
  'the constructor of Brilcalc': () => new (Brilcalc as unknown as new () => unknown)(),
  'an object instead of a list to sum up': () => brilcalc(header + row).sum({} as LumiList),
};
