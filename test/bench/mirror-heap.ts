import { openMirror } from 'runregistry/mirror';
import { certified } from './certified.js';

// A separate process, started with --expose-gc: evaluates a golden JSON on a mirror, and prints its CPU time in milliseconds, and the largest
// heap and resident memory in bytes.

const [, , directory = ''] = process.argv;
const collect = globalThis.gc;
if (collect === undefined) throw new Error('start with --expose-gc');

await using mirror = await openMirror(directory);
let heap = 0;
let resident = 0;
let collecting = 0;
const cpuTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const start = cpuTime();
const onProgress = ({ datasets }: { readonly datasets: number }): void => {
  if (datasets % 2_000 !== 1_999) return;
  const before = cpuTime();
  resident = Math.max(resident, process.memoryUsage().rss);
  collect();
  heap = Math.max(heap, process.memoryUsage().heapUsed);
  collecting += cpuTime() - before;
};
const { list } = await certified().generateLocally(mirror, { onProgress });
if (list.isEmpty) throw new Error('no lumisection passes');
const time = cpuTime() - start - collecting;
console.log(JSON.stringify({ time, heap, resident, lumisections: mirror.counts.lumisections }));
