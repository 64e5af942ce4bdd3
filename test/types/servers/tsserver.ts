import { type ServerMessage, startServer } from './process.js';
import type { EditorServer, Position } from './server.js';

interface Place {
  readonly line: number;
  readonly offset: number;
}
interface Info {
  readonly displayString: string;
  readonly documentation: string;
}
interface Details {
  readonly documentation?: readonly { readonly text: string }[];
}
interface Diagnostic {
  readonly start: Place;
  readonly text: string;
}

const placeOf = ({ line, column }: Position): Place => ({ line: line + 1, offset: column + 1 });

/** Starts the tsserver of TypeScript 5 or 6. */
export async function openTsserver(folder: string, file: string, text: string): Promise<EditorServer> {
  const waiting = new Map<unknown, (message: ServerMessage) => void>();
  // The last four are arguments of Visual Studio Code (typescript-language-features/src/tsServer/spawner.ts), which also passes
  // a pipe for cancellations, plugins and switches for telemetry and logs. The first two keep the test offline, and without events.
  const options = [
    ...['--disableAutomaticTypingAcquisition', '--suppressDiagnosticEvents', '--useInferredProjectPerProjectRoot'],
    ...['--locale', 'en', '--noGetErrOnBackgroundUpdate', '--validateDefaultNpmLocation'],
  ];
  const server = startServer([process.execPath, `${folder}/lib/tsserver.js`, ...options], (message) =>
    waiting.get(message.request_seq)?.(message),
  );
  let seq = 0;
  const send = (command: string, args: object): number => {
    server.write(`${JSON.stringify({ seq: ++seq, type: 'request', command, arguments: args })}\n`);
    return seq;
  };
  const request = <Body>(command: string, args: object): Promise<Body | undefined> =>
    new Promise((resolve) => {
      const id = send(command, args);
      waiting.set(id, ({ body }) => {
        waiting.delete(id);
        resolve(body as Body | undefined);
      });
    });
  // The second preference makes the server offer computed names too, as the requests of Visual Studio Code do.
  const preferences = { includeCompletionsForModuleExports: false, includeCompletionsWithInsertText: true };
  await request('configure', { preferences });
  send('open', { file, fileContent: text });
  let lines = text.split('\n').length;
  return {
    setText(next) {
      send('change', { file, line: 1, offset: 1, endLine: lines + 1, endOffset: 1, insertString: next });
      lines = next.split('\n').length;
    },
    async completions(at) {
      const info = await request<{ entries: { name: string }[] }>('completionInfo', { file, ...placeOf(at) });
      return (info?.entries ?? []).map(({ name }) => name);
    },
    async details(at, name) {
      const details = await request<Details[]>('completionEntryDetails', { file, ...placeOf(at), entryNames: [name] });
      return (details?.[0]?.documentation ?? []).map(({ text: part }) => part).join('');
    },
    async hover(at) {
      const info = await request<Info>('quickinfo', { file, ...placeOf(at) });
      return { type: info?.displayString ?? '', documentation: info?.documentation ?? '' };
    },
    async errors() {
      const syntactic = await request<Diagnostic[]>('syntacticDiagnosticsSync', { file });
      const semantic = await request<Diagnostic[]>('semanticDiagnosticsSync', { file });
      return [...(syntactic ?? []), ...(semantic ?? [])].map(({ start, text: reported }) => ({
        line: start.line - 1,
        column: start.offset - 1,
        text: reported,
      }));
    },
    close: () => server.close(),
  };
}
