import { pathToFileURL } from 'node:url';
import { type ServerMessage, startServer } from './process.js';
import type { EditorServer, Position } from './server.js';

interface Item {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}
interface Diagnostic {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly message: string;
  /** 1 for an error. */
  readonly severity: number;
}

const capabilities = {
  textDocument: {
    completion: {
      completionItem: { documentationFormat: ['plaintext'], resolveSupport: { properties: ['documentation'] } },
    },
    hover: { contentFormat: ['markdown'] },
    diagnostic: {},
  },
};

/** Starts the language server of TypeScript 7. */
export async function openLanguageServer(folder: string, file: string, text: string): Promise<EditorServer> {
  const { default: getExePath } = (await import(pathToFileURL(`${folder}/lib/getExePath.js`).href)) as {
    default: () => string;
  };
  const waiting = new Map<unknown, (message: ServerMessage) => void>();
  const server = startServer([getExePath(), '--lsp', '--stdio'], (message) => {
    if (message.method === undefined) waiting.get(message.id)?.(message);
    // A request of the server, for its configuration.
    else if (message.id !== undefined) write({ id: message.id, result: responseTo(message) });
  });
  const write = (message: object): void => {
    const json = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
  };
  let id = 0;
  const request = <Result>(method: string, params?: object): Promise<Result> =>
    new Promise((resolve, reject) => {
      const own = ++id;
      waiting.set(own, ({ result, error }) => {
        waiting.delete(own);
        if (error === undefined) resolve(result as Result);
        else reject(new Error(`${method}: ${JSON.stringify(error)}`));
      });
      write({ id: own, method, params });
    });
  const textDocument = { uri: pathToFileURL(file).href };
  const rootUri = new URL('.', textDocument.uri).href;
  await request('initialize', { processId: process.pid, rootUri, capabilities });
  write({ method: 'initialized', params: {} });
  let version = 1;
  write({
    method: 'textDocument/didOpen',
    params: { textDocument: { ...textDocument, languageId: 'typescript', version, text } },
  });
  const at = ({ line, column }: Position) => ({ textDocument, position: { line, character: column } });
  const items = async (position: Position): Promise<readonly Item[]> => {
    const list = await request<{ items: Item[] } | Item[] | null>('textDocument/completion', at(position));
    return Array.isArray(list) ? list : (list?.items ?? []);
  };
  return {
    setText(next) {
      const params = { textDocument: { ...textDocument, version: ++version }, contentChanges: [{ text: next }] };
      write({ method: 'textDocument/didChange', params });
    },
    // The label of an optional property ends with a question mark.
    completions: async (position) => (await items(position)).map(({ label }) => label.replace(/\?$/, '')),
    async details(position, name) {
      const item = (await items(position)).find(({ label }) => label === name);
      if (item === undefined) return '';
      const { documentation = '' } = await request<Item>('completionItem/resolve', item);
      return typeof documentation === 'string' ? documentation : documentation.value;
    },
    async hover(position) {
      const shown = await request<{ contents: { value: string } } | null>('textDocument/hover', at(position));
      const [, type = '', documentation = ''] = /^```\w+\n(.*?)\n```\n?(.*)$/s.exec(shown?.contents.value ?? '') ?? [];
      return { type, documentation };
    },
    async errors() {
      const report = await request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument });
      const errors = report.items.filter(({ severity }) => severity === 1);
      return errors.map(({ range: { start }, message }) => ({
        line: start.line,
        column: start.character,
        text: message,
      }));
    },
    async close() {
      await request('shutdown');
      write({ method: 'exit' });
      await server.close();
    },
  };
}

const responseTo = ({ method, params }: ServerMessage): unknown =>
  method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => null) : null;
