import type ts from 'typescript';
import { dcs } from '../catalogue/guessed-members.js';
import { own } from '../util/own.js';

/** The messages of the library in an error of the compiler, which prints them as parts of types. */
const messages = [/\bHint<"([^"]+)">/, /"((?:Cannot|Expected|Unknown) [^"]+)"/];

/** Hints for members whose types have none, since all members of `dcs` are conditions. */
const guessed: Readonly<Record<string, Readonly<Record<string, string>>>> = { DcsPresets: dcs };

/** Returns the message of the library in a diagnostic, or the hint for a member that does not exist. */
function messageIn(text: string): string | undefined {
  for (const pattern of messages) {
    const [, message] = pattern.exec(text) ?? [];
    if (message !== undefined) return /[.?]$/.test(message) ? message : `${message}.`;
  }
  const [, name = '', type = ''] = /^Property '(\w+)' does not exist on type '(\w+)'/.exec(text) ?? [];
  return own(own(guessed, type), name);
}

function textsOf(message: string | ts.DiagnosticMessageChain): readonly string[] {
  if (typeof message === 'string') return [message];
  return [message.messageText, ...(message.next ?? []).flatMap(textsOf)];
}

/** Returns an error that begins with the message of the library, or the error itself if it has none. */
export function withMessage(reported: ts.Diagnostic): ts.Diagnostic {
  const { messageText: original, category, code } = reported;
  const messageText = textsOf(original).map(messageIn).find(Boolean);
  if (messageText === undefined) return reported;
  const details = typeof original === 'string' ? { messageText: original, category, code } : original;
  return { ...reported, messageText: { messageText, category, code, next: [details] } };
}
