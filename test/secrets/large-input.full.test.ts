/** Large input is parsed, or rejected with a typed error, within limited memory. */
import { Brilcalc, goldenJson, LumiList, RunRegistryError } from 'runregistry';
import { expect, test } from 'vitest';
import { fakeRegistry } from '../support/fake-registry.js';
import { typed } from '../support/refusal.js';

const size = 20_000_000;
/** The largest growth of the peak memory of this process, in kB. */
const maxGrowth = 1_000_000;
const bounded = async (work: () => unknown): Promise<unknown> => {
  const before = process.resourceUsage().maxRSS;
  const end = await typed(work);
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(maxGrowth);
  return end;
};
const list = (item: (n: number) => string, length: number): string => {
  const items: string[] = [];
  for (let at = 0, n = 1; at < length; n++) {
    const text = item(n);
    items.push(text);
    at += text.length + 1;
  }
  return items.join();
};
test('large input is parsed or rejected within limited memory as rules', async () => {
  for (const length of [size, size / 10]) {
    await bounded(() => goldenJson.parse(`{"and":[${list((n) => `{">":[{"var":"run.oms.energy"},${n}]}`, length)}]}`));
    await bounded(() => goldenJson.parse(`{"==":[{"var":"run.oms.hlt_key"},"${'x'.repeat(length)}"]}`));
    for (const letter of ['[', '{', '"', ' ', '\\', 'x', '/', ',', '{"a":', '"a",', '\n'])
      expect(await bounded(() => goldenJson.parse(letter.repeat(length / letter.length)))).toBeInstanceOf(
        RunRegistryError,
      );
  }
});
test('large input is parsed or rejected within limited memory as a list of lumisections', async () => {
  const good = await bounded(() => LumiList.fromText(`{${list((n) => `"${n}":[[1,5],[7,9]]`, size)}}`));
  expect(good).toBeInstanceOf(LumiList);
  const ofOneRun = await bounded(() => LumiList.fromText(`{"1":[${list((n) => `[${2 * n},${2 * n}]`, size)}]}`));
  expect(ofOneRun).toBeInstanceOf(LumiList);
  for (const letter of ['[', '{', '"', ' ', '\\', '1', '{"1":', '\n'])
    expect(await bounded(() => LumiList.fromText(letter.repeat(size / letter.length)))).toBeInstanceOf(
      RunRegistryError,
    );
  await bounded(() => LumiList.fromCmssw(list((n) => `${n}:1-${n}:9`, size / 10)));
});
test('large input is parsed or rejected within limited memory as a CSV of brilcalc', async () => {
  const head = '#run:fill,ls,delivered(/pb),recorded(/pb)\n';
  const lines: string[] = [];
  for (let at = 0, n = 1; at < size; n++) {
    const line = `${1 + Math.floor(n / 1000)}:1,${1 + (n % 1000)}:${1 + (n % 1000)},0.1,0.1`;
    lines.push(line);
    at += line.length + 1;
  }
  expect(await bounded(() => Brilcalc.fromText(`${head}${lines.join('\n')}\n`))).toBeInstanceOf(Brilcalc);
  for (const letter of ['#', ',', '1', ' ', '\n', '1:1,'])
    await bounded(() => Brilcalc.fromText(head + letter.repeat(size / letter.length)));
  for (const letter of ['#', ',', 'x'])
    expect(await bounded(() => Brilcalc.fromText(letter.repeat(size)))).toBeInstanceOf(RunRegistryError);
});
test('large input is truncated within limited memory as the message of a server', async () => {
  for (const [type, text] of [
    ['text/html', '<'.repeat(size)],
    ['text/plain', '&'.repeat(size)],
    ['text/plain', ' '.repeat(size)],
    ['application/json', `{"err":"${'< &amp;'.repeat(size / 7)}"}`],
  ] as const) {
    const registry = await fakeRegistry({ script: () => ({ status: 500, headers: { 'content-type': type }, text }) });
    const error = (await bounded(() => registry.client({ timeout: 50_000 }).runs().all())) as RunRegistryError;
    expect(error.code).toBe('server-error');
    expect(error.message.length).toBeLessThan(1000);
    await registry.close();
  }
});
