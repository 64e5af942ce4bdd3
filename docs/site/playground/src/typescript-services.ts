/** The exports of Monaco's copy of TypeScript, from the TypeScript that the library is tested with. */
import ts from 'typescript';

export const typescript = ts;
export const { createLanguageService, ScriptKind } = ts;
