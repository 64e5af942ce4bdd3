import { createEditor } from './editor.js';
import { examples } from './examples.js';
import { Execution } from './execution.js';
import type { Failure, Shown } from './messages.js';
import { Panels } from './panels.js';
import { codeOf, hashOf } from './share.js';
import './style.css';

/** Milliseconds after the last key before the code runs. */
const pause = 300;
/** Characters of the output of a run. */
const maxOutput = 1_000_000;

const byId = <Found extends HTMLElement>(id: string): Found => document.getElementById(id) as Found;
const results = byId('results');
const state = byId('state');
const failureBox = byId('failure');
const choice = byId<HTMLSelectElement>('examples');

/** The appearance that the reader has chosen in the other pages: `dark`, `light` or `auto`. */
const appearance = storedAppearance();
if (appearance === 'dark' || appearance === 'light') document.documentElement.style.colorScheme = appearance;

function storedAppearance(): string | null {
  try {
    return localStorage.getItem('vitepress-theme-appearance');
  } catch {
    // The browser blocks the data of sites.
    return null;
  }
}

const linked = await codeOf(location.hash);
const editor = createEditor(byId('editor'), typeof linked === 'object' ? linked.code : (examples[0]?.code ?? ''));
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

/** Ends the redrawing for the previous run. */
let endPrevious = (): void => {};

async function run(): Promise<void> {
  state.textContent = 'Running …';
  const compiled = await editor.compile();
  endPrevious();
  if ('failure' in compiled) {
    const { failure, isIncomplete } = compiled;
    execution.stop();
    state.textContent = isIncomplete
      ? `The code is incomplete. Line ${failure.line}: ${failure.message}`
      : 'The code cannot be run.';
    // While one types, the editor underlines what is missing.
    showFailure(isIncomplete ? undefined : failure);
    results.classList.add('stale');
    return;
  }
  const shown: Shown[] = [];
  const output: string[] = [];
  let size = 0;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = (): void => {
    refreshing ??= setTimeout(() => {
      refreshing = undefined;
      results.classList.remove('stale');
      panels.replace(shown, output, line);
    }, pause);
  };
  endPrevious = () => clearTimeout(refreshing);
  await execution.run(compiled.code, {
    shown(index, changed) {
      shown[index] = changed;
      refreshSoon();
    },
    printed(text) {
      size += text.length;
      if (size > maxOutput + text.length) return;
      output.push(size > maxOutput ? '… more output' : text);
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

/** Runs the code, and shows the reason if it cannot be run, for example because a file of the page could not be loaded. */
const runSafely = (): Promise<void> =>
  run().catch((error: unknown) => {
    state.textContent = 'The code cannot be run.';
    showFailure({ message: `${error} Reload the page.`, line: undefined });
  });

/** The address that this page has written or followed last. */
let address = location.href;
/** The address of a link whose code is being read. */
let followed: string | undefined;

/** Puts the code into the address, unless the reader follows a link. Returns false for code that is too long. */
async function updateAddress(): Promise<boolean> {
  const hash = await hashOf(editor.code);
  if (followed === undefined && location.href === address) {
    // A shorter address would show other code.
    history.replaceState(null, '', hash ?? location.pathname);
    address = location.href;
  }
  return hash !== undefined;
}

async function edited(): Promise<void> {
  await Promise.all([updateAddress(), runSafely()]);
}

function schedule(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void edited(), pause);
}

choice.append(new Option('choose …', ''), ...examples.map(({ name, code }) => new Option(name, code)));
choice.addEventListener('change', () => {
  if (choice.value === '') return;
  panels.replace([], [], line);
  // "Back" returns to the code before the example.
  void updateAddress().then(() => {
    history.pushState(null, '', location.href);
    panels.prefer(examples[choice.selectedIndex - 1]?.tab);
    editor.code = choice.value;
    choice.value = '';
  });
});
byId('share').addEventListener('click', async () => {
  const isComplete = await updateAddress();
  const isCopied =
    isComplete &&
    (await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    ));
  byId('shared').textContent = !isComplete
    ? 'The code is too long for a link.'
    : isCopied
      ? 'The address of this page is copied. It contains the code.'
      : 'The browser does not allow copying. Copy the address of this page: it contains the code.';
});
addEventListener('hashchange', async () => {
  const { href, hash } = location;
  address = href;
  followed = href;
  const found = await codeOf(hash);
  // The code of a later link may be read first.
  if (followed !== href) return;
  followed = undefined;
  if (found === 'damaged') showDamage();
  else if (found !== undefined && found.code !== editor.code) editor.code = found.code;
});
function showDamage(): void {
  byId('shared').textContent = 'The link is damaged: it contains no code.';
}
editor.onChange(schedule);
editor.onCursor((at) => {
  line = at;
  panels.selectLine(at);
});
execution.startRegistry();
if (linked === 'damaged') showDamage();
await runSafely();
