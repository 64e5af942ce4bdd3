import type ts from 'typescript';

/** The messages of the library in an error of the compiler, which prints them as parts of types. */
const messages = [/\bHint<"([^"]+)">/, /"((?:Cannot|Expected|Unknown) [^"]+)"/];

function textsOf(message: string | ts.DiagnosticMessageChain): readonly string[] {
  if (typeof message === 'string') return [message];
  return [message.messageText, ...(message.next ?? []).flatMap(textsOf)];
}

/** Returns an error that begins with the message of the library, or the error itself if it has none. */
export function withMessage(reported: ts.Diagnostic): ts.Diagnostic {
  const { messageText: original, category, code } = reported;
  const texts = textsOf(original);
  const found = messages.flatMap((pattern) => texts.map((text) => pattern.exec(text)?.[1])).find(Boolean);
  if (found === undefined) return reported;
  const details = typeof original === 'string' ? { messageText: original, category, code } : original;
  const messageText = /[.?]$/.test(found) ? found : `${found}.`;
  return { ...reported, messageText: { messageText, category, code, next: [details] } };
}
