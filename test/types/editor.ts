import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A message of the compiler, with its position: lines and columns from 1. */
export interface Message {
  readonly line: number;
  readonly column: number;
  /** The underlined code, which explains more than a column when a test fails. */
  readonly under: string;
  readonly text: string;
}

/** The output of an editor for a program that uses the library. In every code, `|` marks the cursor. */
export interface Editor {
  /**
   * Makes each program a file, and checks all files as one program. A program that is not prepared replaces the one before it, and the
   * compiler starts again. A cursor is ignored.
   */
  prepare(codes: Iterable<string>): void;
  /** Names offered at the cursor. */
  completions(code: string): string[];
  /** The hover of the word before the cursor: its type and its documentation. */
  hover(code: string): { readonly type: string; readonly documentation: string };
  /** Returns the messages of the compiler for a program. */
  messages(code: string): Message[];
  /** Returns the program with the given code, for tests that use the type checker. */
  program(code: string): ts.Program;
  /** The name of the file with the code. */
  readonly file: string;
}

/** Where the library's types come from: `source` needs no build, `built` is what a user has after an installation. */
export type Types = 'source' | 'built';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Returns the compiler options of the repository, which also apply to the codes of tests. */
export function compilerOptions(types: Types = 'source'): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  return types === 'built' ? { ...options, paths: {} } : options;
}

/** Options of an editor. */
export interface EditorOptions {
  readonly options?: ts.CompilerOptions;
  /** Code before the code of a test. */
  readonly prefix?: string;
  /** Files that are not on the disk, or replace those on it, by their full names. */
  readonly files?: ReadonlyMap<string, string>;
}

/** The names that the code of every test can use. */
export const imported = [
  'and',
  'atLeastOf',
  'attribute',
  'certifiable',
  'dataset',
  'datasets',
  'dcs',
  'except',
  'flag',
  'flags',
  'goldenJson',
  'LumiList',
  'logic',
  'lumisection',
  'named',
  'not',
  'or',
  'RunRegistry',
  'presets',
  'run',
  'runs',
] as const;

/** The first line of every program; the code of a test begins on the second. */
export const header = `import { ${imported.join(', ')} } from 'runregistry';\n`;

/** Returns the strings of a file that contain a cursor, to prepare them. Not those of template literals. */
export function codesIn(url: string): string[] {
  const strings = readFileSync(new URL(url), 'utf8').matchAll(/(["'])((?:(?!\1).)*\|(?:(?!\1).)*)\1/g);
  return [...strings].map(([, , code = '']) => code);
}

const sharedDocuments = ts.createDocumentRegistry();

let versions = 0;
/** Returns a version that no other text of an editor has, since editors share documents by name and version. */
const nextVersion = (): number => ++versions;

/** A language service with one virtual file in the root of the repository. */
export function openEditor({
  options = compilerOptions(),
  prefix = header,
  files = new Map(),
}: EditorOptions = {}): Editor {
  const file = `${root}probe.ts`;
  let text = prefix;
  let version = nextVersion();
  /** Names of prepared programs by their text, and the reverse. */
  const prepared = new Map<string, string>();
  const preparedTexts = new Map<string, string>();
  const textOf = (name: string): string | undefined => (name === file ? text : preparedTexts.get(name));
  const readFile = (name: string): string | undefined => files.get(name) ?? ts.sys.readFile(name);
  const folders = new Set([...files.keys()].map((name) => name.slice(0, name.lastIndexOf('/'))));
  const snapshots = new Map<string, ts.IScriptSnapshot | undefined>();
  const onDisk = (name: string): ts.IScriptSnapshot | undefined => {
    if (!snapshots.has(name)) {
      const content = readFile(name);
      snapshots.set(name, content === undefined ? undefined : ts.ScriptSnapshot.fromString(content));
    }
    return snapshots.get(name);
  };
  const service = ts.createLanguageService(
    {
      // Without it, every request compares the versions of all files.
      getProjectVersion: () => `${version} ${preparedTexts.size}`,
      getScriptFileNames: () => [file, ...preparedTexts.keys()],
      getScriptVersion: (name) => (name === file ? String(version) : '0'),
      getScriptSnapshot: (name) => {
        const virtual = textOf(name);
        return virtual === undefined ? onDisk(name) : ts.ScriptSnapshot.fromString(virtual);
      },
      getCurrentDirectory: () => root,
      getCompilationSettings: () => options,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      fileExists: (name) => textOf(name) !== undefined || files.has(name) || ts.sys.fileExists(name),
      readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: (name) => folders.has(name) || ts.sys.directoryExists(name),
      getDirectories: ts.sys.getDirectories,
    },
    sharedDocuments,
  );
  /** Returns the file that has the code. */
  const edit = (code: string): string => {
    const name = prepared.get(code);
    if (name !== undefined) return name;
    // The same text has the same version, so the program and its results are reused.
    if (text === prefix + code) return file;
    text = prefix + code;
    version = nextVersion();
    return file;
  };
  const editAtCursor = (code: string): [name: string, position: number] => {
    const cursor = code.indexOf('|');
    if (cursor < 0) throw new Error(`no cursor in: ${code}`);
    return [edit(code.replace('|', '')), prefix.length + cursor];
  };
  return {
    file,
    prepare(codes) {
      for (const code of new Set([...codes].map((one) => one.replace('|', '')))) {
        // A name that no other editor has.
        const name = `${root}probe-${nextVersion()}.ts`;
        prepared.set(code, name);
        preparedTexts.set(name, prefix + code);
      }
    },
    completions(code) {
      const info = service.getCompletionsAtPosition(...editAtCursor(code), {});
      return (info?.entries ?? []).map(({ name }) => name);
    },
    hover(code) {
      const [name, cursor] = editAtCursor(code);
      const info = service.getQuickInfoAtPosition(name, cursor - 1);
      return {
        type: ts.displayPartsToString(info?.displayParts),
        documentation: ts.displayPartsToString(info?.documentation),
      };
    },
    messages(code) {
      const name = edit(code);
      const whole = prefix + code;
      const syntactic = service.getSyntacticDiagnostics(name);
      return [...syntactic, ...service.getSemanticDiagnostics(name)].map(({ start = 0, length = 0, messageText }) => {
        const before = whole.slice(0, start).split('\n');
        return {
          line: before.length,
          column: (before.at(-1) ?? '').length + 1,
          under: whole.slice(start, start + length),
          text: ts.flattenDiagnosticMessageText(messageText, '\n'),
        };
      });
    },
    program(code) {
      edit(code);
      const program = service.getProgram();
      if (program === undefined) throw new Error('the language service has no program');
      return program;
    },
  };
}
