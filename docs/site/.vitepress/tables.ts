import type { MarkdownRenderer } from 'vitepress';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/** Roles of the elements of a table, which browsers forget when a style changes their display. */
const roles: Readonly<Record<string, string>> = {
  table_open: 'table',
  thead_open: 'rowgroup',
  tbody_open: 'rowgroup',
  tr_open: 'row',
  th_open: 'columnheader',
  td_open: 'cell',
};

/** Labels each cell of a table with its column. On phones, a row is shown as a list of its cells. */
export function labelCells(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('label-cells', ({ tokens }) => {
    let columns: string[] = [];
    let column = 0;
    for (const [index, token] of tokens.entries()) {
      const role = roles[token.type];
      if (role !== undefined) token.attrSet('role', role);
      if (token.type === 'table_open') columns = [];
      if (token.type === 'tr_open') column = 0;
      if (token.type === 'th_open') columns.push(textOf(tokens[index + 1]));
      if (token.type === 'td_open') token.attrSet('data-label', columns[column++] ?? '');
    }
  });
}

const textOf = (token: Token | undefined): string => (token?.children ?? []).map(({ content }) => content).join('');
