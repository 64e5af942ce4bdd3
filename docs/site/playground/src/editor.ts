import 'monaco-editor/features/register.all.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import { editor, KeyCode, languages, MarkerSeverity, Uri } from 'monaco-editor/editor/editor.api.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import {
  getTypeScriptWorker,
  ModuleKind,
  type ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js';
import globals from '../program-globals.d.ts?raw';
import type { Compiled } from './compile.js';
import type { Failure } from './messages.js';
import type { Compiler } from './typescript.worker.js';
import TypeScriptWorker from './typescript.worker.js?worker';

const declarations = import.meta.glob<string>(
  ['../../../../dist/**/*.d.ts', '../../../../package.json', '!../../../../dist/{embedded,sample}/**'],
  { query: '?raw', import: 'default', eager: true },
);

/** The options of `tsconfig.json` in the guides. */
const compilerOptions = {
  target: ScriptTarget.ESNext,
  module: ModuleKind.ESNext,
  moduleResolution: 100 as ModuleResolutionKind,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  moduleDetection: 3,
  strict: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Keys that close something in the editor come first. */
const nothingToClose = [
  'suggestWidgetVisible',
  'parameterHintsVisible',
  'findWidgetVisible',
  'markersNavigationVisible',
  'renameInputVisible',
  'inSnippetMode',
  'editorHasSelection',
  'editorHasMultipleSelections',
]
  .map((key) => `!${key}`)
  .join(' && ');

const triggerSuggest = 'editor.action.triggerSuggest';

self.MonacoEnvironment = {
  getWorker: (_: string, label: string) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
};

/** The editor of the page. */
export interface CodeEditor {
  code: string;
  /** Returns JavaScript, or why the code cannot be compiled. */
  compile(): Promise<Compiled>;
  /** Underlines the line of an error that the types do not show. */
  mark(failure: Failure | undefined): void;
  onChange(listener: () => void): void;
  onCursor(listener: (line: number) => void): void;
}

/** Resolves when Monaco has started its support of TypeScript, which it does for the first model. */
const started = new Promise<void>((resolve) => {
  languages.onLanguage(
    'typescript',
    () => void import('monaco-editor/languages/features/typescript/tsMode.js').then(() => resolve()),
  );
});

/** Creates the editor. */
export function createEditor(element: HTMLElement, code: string): CodeEditor {
  typescriptDefaults.setCompilerOptions(compilerOptions);
  typescriptDefaults.setEagerModelSync(true);
  typescriptDefaults.setExtraLibs([
    { filePath: 'file:///globals.d.ts', content: globals },
    ...Object.entries(declarations).map(([path, content]) => ({
      filePath: path.replace('../../../../', 'file:///node_modules/runregistry/'),
      content,
    })),
  ]);
  const model = editor.createModel(code, 'typescript', Uri.parse('file:///playground.ts'));
  const created = editor.create(element, {
    model,
    ariaLabel: 'Code. Press Escape and then Tab to leave the editor.',
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontSize: 14,
    lineNumbersMinChars: 3,
    minimap: { enabled: false },
    padding: { top: 8, bottom: 8 },
    quickSuggestions: { other: true, strings: true, comments: false },
    scrollBeyondLastLine: false,
    tabSize: 2,
    wordBasedSuggestions: 'off',
    wordWrap: 'on',
  });
  const isDark = matchMedia('(prefers-color-scheme: dark)');
  const setTheme = (): void => {
    const { colorScheme } = document.documentElement.style;
    editor.setTheme((colorScheme === '' ? isDark.matches : colorScheme === 'dark') ? 'vs-dark' : 'vs');
  };
  isDark.addEventListener('change', setTheme);
  setTheme();
  // Names are in strings, which offer completions only after a letter.
  created.onDidChangeModelContent(({ changes }) => {
    if (changes.some(({ text }) => text === "''" || text === '""')) created.trigger('', triggerSuggest, { auto: true });
  });
  created.addCommand(KeyCode.Escape, () => created.updateOptions({ tabFocusMode: true }), nothingToClose);
  created.onDidBlurEditorWidget(() => created.updateOptions({ tabFocusMode: false }));
  let marked: Failure | undefined;
  const hasTypeError = (line: number | undefined): boolean =>
    editor
      .getModelMarkers({ resource: model.uri })
      .some(({ owner, startLineNumber }) => owner !== 'run' && startLineNumber === line);
  const mark = (): void => {
    const failure = marked;
    const line = failure?.line;
    if (line === undefined || line > model.getLineCount() || hasTypeError(line)) {
      editor.setModelMarkers(model, 'run', []);
      return;
    }
    editor.setModelMarkers(model, 'run', [
      {
        severity: MarkerSeverity.Error,
        message: failure?.message ?? '',
        startLineNumber: line,
        startColumn: model.getLineFirstNonWhitespaceColumn(line) || 1,
        endLineNumber: line,
        endColumn: model.getLineMaxColumn(line),
      },
    ]);
  };
  // The types may report the error later than the code throws it.
  editor.onDidChangeMarkers(() => {
    if (editor.getModelMarkers({ owner: 'run' }).length > 0 && hasTypeError(marked?.line)) mark();
  });
  return {
    get code() {
      return model.getValue();
    },
    set code(value) {
      // Unlike setValue(), an edit can be undone.
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text: value }], () => null);
      model.pushStackElement();
    },
    async compile() {
      await started;
      const worker = (await (await getTypeScriptWorker())(model.uri)) as unknown as Compiler;
      return worker.compile(model.getValue());
    },
    mark(failure) {
      marked = failure;
      mark();
    },
    onChange: (listener) => void model.onDidChangeContent(listener),
    onCursor: (listener) => void created.onDidChangeCursorPosition(({ position }) => listener(position.lineNumber)),
  };
}
