/** Monaco's worker for TypeScript, with a method that compiles the code for the runner. */
import { initialize } from 'monaco-editor/internal/common/initialize.js';
import { TypeScriptWorker } from 'monaco-editor/languages/features/typescript/tsWorker.js';
import { type Compiled, compile } from './compile.js';

/** Compiles code to JavaScript. */
export interface Compiler {
  compile(text: string): Promise<Compiled>;
}

class PlaygroundWorker extends TypeScriptWorker implements Compiler {
  #release: () => void = () => {};
  readonly #released = new Promise<void>((resolve) => {
    this.#release = resolve;
  });

  // The first check of the types takes seconds, so it waits until the code has been compiled.
  override async getSyntacticDiagnostics(fileName: string): Promise<unknown> {
    await this.#released;
    return super.getSyntacticDiagnostics(fileName);
  }
  override async getSemanticDiagnostics(fileName: string): Promise<unknown> {
    await this.#released;
    return super.getSemanticDiagnostics(fileName);
  }
  override async getSuggestionDiagnostics(fileName: string): Promise<unknown> {
    await this.#released;
    return super.getSuggestionDiagnostics(fileName);
  }

  /** Compiles without types. */
  async compile(text: string): Promise<Compiled> {
    setTimeout(this.#release);
    return compile(text);
  }
}

self.onmessage = () => {
  initialize((context, data) => new PlaygroundWorker(context, data));
};
