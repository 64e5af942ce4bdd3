/**
 * A plugin for the language service of TypeScript 5 and 6. It shows documentation of the names of attributes and flags in strings,
 * which TypeScript itself does not, begins errors with the message of the library, and warns about `a && b` of conditions. Add it to
 * `tsconfig.json`:
 *
 * ```json
 * { "compilerOptions": { "plugins": [{ "name": "runregistry/ts-plugin" }] } }
 * ```
 */
import type ts from 'typescript';
import { type Documented, documentedAt } from './documented.js';
import { joinedConditions } from './joined-conditions.js';
import { withMessage } from './messages.js';
import { stringAt } from './string-argument.js';

type Typescript = typeof ts;

/** Calls a function, or returns undefined if it throws: the editor then behaves as without the plugin. */
function attempt<Result>(find: () => Result | undefined): Result | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

/** Adds documentation of strings to a language service. */
function extend(typescript: Typescript, service: ts.LanguageService): ts.LanguageService {
  const find = (file: string, position: number, name?: string): Documented | undefined =>
    attempt(() => {
      const program = service.getProgram();
      const source = program?.getSourceFile(file);
      const string = source && stringAt(typescript, source, position);
      return program && string && documentedAt(typescript, program, string, name);
    });
  return {
    ...service,
    getQuickInfoAtPosition(file, position, ...rest) {
      const shown = service.getQuickInfoAtPosition(file, position, ...rest);
      const documented = shown === undefined ? find(file, position) : undefined;
      return documented === undefined ? shown : { ...documented, kindModifiers: '' };
    },
    getCompletionEntryDetails(file, position, name, ...rest) {
      const shown = service.getCompletionEntryDetails(file, position, name, ...rest);
      if (shown === undefined || (shown.documentation ?? []).length > 0) return shown;
      const documented = find(file, position, name);
      return documented === undefined ? shown : { ...shown, ...documented, kind: shown.kind };
    },
    getSemanticDiagnostics(file) {
      const joined = attempt(() => {
        const program = service.getProgram();
        const source = program?.getSourceFile(file);
        return program && source && joinedConditions(typescript, program, source);
      });
      return [...service.getSemanticDiagnostics(file).map(withMessage), ...(joined ?? [])];
    },
  };
}

/** The plugin, as tsserver loads it. */
const plugin: ts.server.PluginModuleFactory = ({ typescript }) => ({
  create: ({ languageService }) => extend(typescript, languageService),
});

export default plugin;
