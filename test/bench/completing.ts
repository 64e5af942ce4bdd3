import { bareBuilder } from '../types/bare-builder.js';
import { compilerOptions, type Editor, header, openEditor } from '../types/editor.js';
import { compare, type Goal, timed } from './measure.js';

/**
 * Compares completions in `where('…')` after an edit with those of a bare builder over the same table of attributes. The figures
 * also include a builder in the same file as the names, which imports nothing.
 */
export async function completing(): Promise<Goal> {
  const options = compilerOptions('built');
  const ours = openEditor({ options });
  const names = ours.completions("runs().where('|')");
  const bare = openEditor({
    options,
    prefix: `${header}import type { RunAttributes } from 'runregistry';\n${bareBuilder('RunAttributes')}`,
  });
  const local = openEditor({
    options,
    prefix: `interface Names {\n${names.map((name) => `  ${name}: number;\n`).join('')}}\n${bareBuilder('Names')}`,
  });
  // Every version differs from the previous one, as while typing.
  let edits = 0;
  const completion = (editor: Editor, start: string) =>
    timed(() => {
      const typed = ++edits % 2 === 0 ? 'c|' : '|';
      const offered = editor.completions(`${start}.where('energy').eq(6500).where('${typed}'); // ${edits}`).length;
      if (offered < names.length || offered > names.length + 1) throw new Error(`${offered} names were offered`);
    });
  const tasks = [completion(ours, 'runs()'), completion(bare, 'bare()'), completion(local, 'bare()')] as const;
  // V8 has optimised the compiler by then, as in an editor that is in use. Earlier rounds have a ratio that is about 0.2 higher.
  await compare(60, ...tasks);
  const [mine, theirs, barest] = await compare(301, ...tasks);
  return {
    name: "completion in runs().where('|') after an edit / in a bare keyof builder",
    ratio: mine / theirs,
    atMost: 2,
    figures: `${mine.toFixed(1)} ms / ${theirs.toFixed(1)} ms (without an import ${barest.toFixed(1)} ms), ${names.length} names`,
  };
}
