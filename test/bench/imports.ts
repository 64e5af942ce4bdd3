import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../types/editor.js';
import { compare, type Goal, type Task } from './measure.js';

const run = promisify(execFile);

/** The time that an import takes in a fresh process, without the start of the process. */
const importing =
  (name: string): Task =>
  async () => {
    const code = `const start = performance.now(); await import('${name}'); console.log(performance.now() - start);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: root });
    return Number(stdout);
  };

/** Compares importing the library, which loads got only at the first request, with importing got. */
export async function imports(): Promise<Goal[]> {
  const [ours, got] = [importing('runregistry'), importing('got')];
  // An unmeasured import loads both into the cache of the disk.
  await ours();
  await got();
  const [mine, theirs] = await compare(11, ours, got);
  return [
    {
      name: 'import runregistry / import got',
      ratio: mine / theirs,
      atMost: 0.5,
      figures: `${mine.toFixed(1)} ms / ${theirs.toFixed(1)} ms`,
    },
  ];
}
