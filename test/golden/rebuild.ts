import * as library from 'runregistry';
import ts from 'typescript';

/** Runs what `toTypeScript()` printed, and returns the golden JSON that it builds. */
export function rebuild(code: string): library.GoldenJson {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: { golden?: library.GoldenJson } = {};
  new Function('exports', 'require', outputText)(exports, () => library);
  return exports.golden as library.GoldenJson;
}
