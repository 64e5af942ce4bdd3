import { RunRegistry } from 'runregistry';

// A separate process, started with --expose-gc: prints the largest heap, in bytes, while rows arrive.

const [, , url = '', how = '', rows = ''] = process.argv;
const query = new RunRegistry({ url }).runs().pageSize(100).limit(Number(rows));
const collect = globalThis.gc;
if (collect === undefined) throw new Error('start with --expose-gc');

let largest = 0;
const measure = (): void => {
  collect();
  largest = Math.max(largest, process.memoryUsage().heapUsed);
};

let count = 0;
if (how === 'stream') {
  for await (const row of query.stream()) if (++count % 100 === 0 && row.run_number > 0) measure();
} else {
  const all = await query.all();
  measure();
  count = all.length;
}
console.log(JSON.stringify({ count, largest }));
