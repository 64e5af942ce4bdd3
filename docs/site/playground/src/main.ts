import { createEditor } from './editor.js';
import { examples } from './examples.js';
import { Execution } from './execution.js';
import type { Failure, Shown } from './messages.js';
import { Panels } from './panels.js';
import { codeOf, hashOf } from './share.js';
import './style.css';

/** Milliseconds after the last key before the code runs. */
const pause = 300;

const byId = <Found extends HTMLElement>(id: string): Found => document.getElementById(id) as Found;
const results = byId('results');
const state = byId('state');
const failureBox = byId('failure');
const choice = byId<HTMLSelectElement>('examples');

/** The appearance that the reader has chosen in the other pages: `dark`, `light` or `auto`. */
const appearance = localStorage.getItem('vitepress-theme-appearance');
if (appearance === 'dark' || appearance === 'light') document.documentElement.style.colorScheme = appearance;

const editor = createEditor(byId('editor'), (await codeOf(location.hash)) ?? examples[0]?.code ?? '');
const execution = new Execution((failure) => {
  if (failure !== undefined) showFailure({ message: failure, line: undefined });
});
const panels = new Panels((index) => {
  if (!execution.requestRows(index))
    panels.showRows(index, undefined, { message: 'No rows, because the code was stopped.', line: undefined });
});
let line = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

function showFailure(failure: Failure | undefined): void {
  failureBox.hidden = failure === undefined;
  failureBox.textContent =
    failure === undefined ? '' : `${failure.line === undefined ? '' : `Line ${failure.line}: `}${failure.message}`;
  results.classList.toggle('stale', failure !== undefined);
  editor.mark(failure);
}

async function run(): Promise<void> {
  state.textContent = 'Running …';
  const code = await editor.compile();
  if (code === undefined) {
    execution.stop();
    state.textContent = 'The code is incomplete.';
    results.classList.add('stale');
    return;
  }
  const shown: Shown[] = [];
  const output: string[] = [];
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = (): void => {
    refreshing ??= setTimeout(() => {
      refreshing = undefined;
      results.classList.remove('stale');
      panels.replace(shown, output, line);
    }, pause);
  };
  await execution.run(code, {
    shown(index, changed) {
      shown[index] = changed;
      refreshSoon();
    },
    printed(text) {
      output.push(text);
      refreshSoon();
    },
    ended(failure) {
      clearTimeout(refreshing);
      state.textContent = failure === undefined ? 'Done.' : 'Stopped with an error.';
      // The last results stay, greyed, unless the code got as far as new ones.
      if (failure === undefined || shown.length > 0 || output.length > 0) panels.replace(shown, output, line);
      showFailure(failure);
    },
    rows: (index, rows, failure) => panels.showRows(index, rows, failure),
  });
}

async function edited(): Promise<void> {
  history.replaceState(null, '', await hashOf(editor.code));
  await run();
}

function schedule(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void edited(), pause);
}

choice.append(new Option('choose …', ''), ...examples.map(({ name, code }) => new Option(name, code)));
choice.addEventListener('change', () => {
  if (choice.value === '') return;
  panels.replace([], [], line);
  editor.code = choice.value;
});
byId('share').addEventListener('click', async () => {
  history.replaceState(null, '', await hashOf(editor.code));
  await navigator.clipboard?.writeText(location.href).catch(() => undefined);
  byId('shared').textContent = 'The address of this page is copied. It contains the code.';
});
addEventListener('hashchange', async () => {
  const code = await codeOf(location.hash);
  if (code !== undefined && code !== editor.code) editor.code = code;
});
editor.onChange(schedule);
editor.onCursor((at) => {
  line = at;
  panels.selectLine(at);
});
execution.startRegistry();
await run();
