import type { Failure, Rows, Shown } from './messages.js';

const element = <Found extends Element>(selector: string): Found => {
  const found = document.querySelector<Found>(selector);
  if (found === null) throw new Error(`No element ${selector}`);
  return found;
};

/** Creates an element with text or children. */
function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  created.append(...children);
  return created;
}

function tableOf({ columns, rows, total }: Rows): HTMLElement {
  const caption = rows.length === total ? `${total} rows` : `The first ${rows.length} of ${total} rows`;
  const isNumeric = columns.map((_, index) => rows.every((row) => /^-?[\d.e+-]*$/.test(row[index] ?? '')));
  const classOf = (index: number): Record<string, string> => (isNumeric[index] ? { class: 'number' } : {});
  return create(
    'table',
    {},
    create('caption', {}, total === 1 ? '1 row' : caption),
    create(
      'thead',
      {},
      create('tr', {}, ...columns.map((name, index) => create('th', { scope: 'col', ...classOf(index) }, name))),
    ),
    create(
      'tbody',
      {},
      ...rows.map((row) => create('tr', {}, ...row.map((cell, index) => create('td', classOf(index), cell)))),
    ),
  );
}

/** The results: the sentence and the panels of the selected query or golden JSON, and the output. */
export class Panels {
  readonly #select = element<HTMLSelectElement>('#builders select');
  readonly #tabs = element<HTMLElement>('#tabs');
  readonly #panels = element<HTMLElement>('#panels');
  readonly #onSelect: (index: number) => void;
  #shown: Shown[] = [];
  #output: string[] = [];
  #content = new Map<string, Node>();
  #current: Shown | undefined;
  #active: Record<Shown['kind'] | 'none', string> = { query: 'Rows', golden: 'JSON logic', none: 'Output' };

  /** @param onSelect Called when a query or golden JSON is selected, with its index. */
  constructor(onSelect: (index: number) => void) {
    this.#onSelect = onSelect;
    this.#select.addEventListener('change', () => this.#showSelected());
    this.#tabs.addEventListener('keydown', (event) => this.#moveTab(event));
  }

  /** Index of the selected query or golden JSON. */
  get selected(): number {
    return this.#select.selectedIndex;
  }

  /** Replaces everything that is shown by the results of a run. */
  replace(shown: readonly Shown[], output: readonly string[], line: number): void {
    this.#shown = [...shown];
    this.#output = [...output];
    this.#select.replaceChildren(
      ...shown.map(({ line: at, sentence }) =>
        create('option', {}, `line ${at}: ${sentence.slice(0, 200).replaceAll('\n', '; ')}`),
      ),
    );
    element<HTMLElement>('#builders').hidden = shown.length < 2;
    this.#select.selectedIndex = this.#indexAt(line);
    this.#showSelected();
  }

  /** Selects the query or golden JSON at the cursor. */
  selectLine(line: number): void {
    const index = this.#indexAt(line);
    if (index === this.selected || index === -1) return;
    this.#select.selectedIndex = index;
    this.#showSelected();
  }

  /** The last one that ends at or before the line, or the first one after it. */
  #indexAt(line: number): number {
    const at = this.#shown.findIndex((shown) => shown.line >= line);
    const before = this.#shown.findLastIndex((shown) => shown.line <= line);
    return this.#shown[at]?.line === line || before === -1 ? at : before;
  }

  /** Selects the tab of an example, or the first tab, for its results. */
  prefer(tab: string | undefined): void {
    const { query } = this.#active;
    this.#active = {
      ...this.#active,
      query: tab === 'Output' ? tab : query === 'Output' ? 'Rows' : query,
      golden: tab ?? 'JSON logic',
    };
  }

  showRows(index: number, rows: Rows | undefined, failure: Failure | undefined): void {
    if (index !== this.selected) return;
    this.#set('Rows', rows === undefined ? create('pre', {}, failure?.message ?? '') : tableOf(rows));
  }

  #showSelected(): void {
    const shown = this.#shown[this.selected];
    // While the code runs, the output grows.
    if (shown !== undefined && shown === this.#current) {
      this.#set('Output', this.#drawOutput());
      return;
    }
    this.#current = shown;
    element('#sentence').textContent = shown?.sentence ?? '';
    element('#notes').replaceChildren(...(shown?.notes ?? []).map((note) => create('li', {}, note)));
    this.#content = new Map<string, Node>([
      ...(shown?.panels ?? []).map(({ name, text }): [string, Node] => [name, create('pre', {}, text)]),
      ['Output', this.#drawOutput()],
    ]);
    if (shown?.kind === 'query')
      this.#content = new Map<string, Node>([
        ['Rows', create('p', { class: 'wait' }, 'Loading the rows …')],
        ...this.#content,
      ]);
    this.#drawTabs();
    if (shown?.kind === 'query') this.#onSelect(this.selected);
  }

  #drawOutput(): HTMLElement {
    return create('pre', {}, this.#output.join('\n') || 'Nothing printed.');
  }

  get #kind(): Shown['kind'] | 'none' {
    return this.#shown[this.selected]?.kind ?? 'none';
  }

  #set(name: string, content: Node): void {
    this.#content.set(name, content);
    if (this.#active[this.#kind] === name) this.#drawPanel(name);
  }

  #drawTabs(): void {
    const active = this.#active[this.#kind];
    const hadFocus = this.#tabs.contains(document.activeElement);
    this.#tabs.replaceChildren(
      ...[...this.#content.keys()].map((name) => {
        const isActive = name === active;
        const tab = create(
          'button',
          {
            type: 'button',
            role: 'tab',
            id: `tab-${name.replace(' ', '-')}`,
            'aria-controls': 'panel',
            'aria-selected': String(isActive),
            tabindex: isActive ? '0' : '-1',
          },
          name,
        );
        tab.addEventListener('click', () => this.#activate(name));
        return tab;
      }),
    );
    if (hadFocus) this.#activeTab?.focus();
    this.#drawPanel(active);
  }

  get #activeTab(): HTMLElement | null {
    return this.#tabs.querySelector<HTMLElement>('[aria-selected="true"]');
  }

  #drawPanel(name: string): void {
    const panel = create('div', {
      class: name,
      role: 'tabpanel',
      id: 'panel',
      tabindex: '0',
      'aria-labelledby': `tab-${name.replace(' ', '-')}`,
    });
    panel.append(this.#content.get(name) ?? '');
    this.#panels.replaceChildren(panel);
  }

  #activate(name: string): void {
    this.#active = { ...this.#active, [this.#kind]: name };
    this.#drawTabs();
    this.#activeTab?.focus();
  }

  #moveTab(event: KeyboardEvent): void {
    const names = [...this.#content.keys()];
    const at = names.indexOf(this.#active[this.#kind]);
    const moves: Record<string, number> = {
      ArrowRight: (at + 1) % names.length,
      ArrowLeft: (at - 1 + names.length) % names.length,
      Home: 0,
      End: names.length - 1,
    };
    const name = names[moves[event.key] ?? -1];
    if (name === undefined) return;
    event.preventDefault();
    this.#activate(name);
  }
}
