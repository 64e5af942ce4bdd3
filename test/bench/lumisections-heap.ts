import { RunRegistry } from 'runregistry';

// A separate process, started with --expose-gc: prints the largest heap, in bytes, in the first and in the last third of the runs.

const [, , url = '', how = '', runs = ''] = process.argv;
const collect = globalThis.gc;
if (collect === undefined) throw new Error('start with --expose-gc');

const count = Number(runs);
const kept: unknown[] = [];
const thirds = [0, 0, 0];
let done = 0;
for await (const item of new RunRegistry({ url }).runs().limit(count).lumisections()) {
  if (how === 'all') kept.push(item);
  if (++done % 20 !== 0) continue;
  collect();
  const third = Math.floor((3 * (done - 1)) / count);
  thirds[third] = Math.max(thirds[third] ?? 0, process.memoryUsage().heapUsed);
}
if (done !== count) throw new Error(`${done} runs instead of ${count}`);
console.log(JSON.stringify({ first: thirds[0], last: thirds[2] }));
