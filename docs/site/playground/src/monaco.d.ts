declare module 'monaco-editor/internal/common/initialize.js' {
  export function initialize(create: (context: unknown, data: unknown) => object): void;
}
declare module 'monaco-editor/languages/features/typescript/tsWorker.js' {
  export class TypeScriptWorker {
    constructor(context: unknown, data: unknown);
    getSyntacticDiagnostics(fileName: string): Promise<unknown>;
    getSemanticDiagnostics(fileName: string): Promise<unknown>;
    getSuggestionDiagnostics(fileName: string): Promise<unknown>;
  }
}
declare module 'monaco-editor/languages/features/typescript/tsMode.js';
