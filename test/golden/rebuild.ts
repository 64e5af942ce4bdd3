import * as library from 'runregistry';

const program = /^import \{ ([^}]+) \} from 'runregistry';\n\nexport const (golden|\{ golden \}|query) = (.*)$/s;

/** Runs what `toTypeScript()` printed, and returns the golden JSON or the query that it builds. */
export function rebuild<Built = library.GoldenJson>(code: string): Built {
  const [, names, target, expression] = program.exec(code) ?? [];
  if (expression === undefined) throw new Error(`Expected an import and an export, got: ${code.slice(0, 200)}`);
  // The program has no types, so it is JavaScript.
  const run = new Function(
    'library',
    `'use strict'; const { ${names} } = library; const ${target} = ${expression} return ${target?.replace(/\W/g, '')};`,
  );
  return run(library) as Built;
}
