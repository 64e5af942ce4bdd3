import { rendererFloatingVue } from '@shikijs/vitepress-twoslash';

type Renderer = ReturnType<typeof rendererFloatingVue>;
type Rendered = ReturnType<Renderer['nodeStaticInfo']>;

/** An element of the tree of HTML, as far as pop-ups need it. */
interface Tree {
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Tree[];
  /** The content of a template. */
  content?: Tree;
}

/** Takes blocks of code out of the inline code that is drawn around them, and colours them as on the page. */
function showBlocks(tree: Tree): void {
  tree.children = tree.children?.map((child) => {
    const block = child.tagName === 'code' ? child.children?.find(({ tagName }) => tagName === 'pre') : undefined;
    if (block === undefined) return child;
    return { ...block, properties: { ...block.properties, class: 'shiki vp-code', tabindex: undefined } };
  }) as Tree[];
  for (const child of tree.children ?? []) showBlocks(child);
  if (tree.content !== undefined) showBlocks(tree.content);
}

/** Renders pop-ups with types and docstrings. Names can have the focus: `theme/names.ts` moves it. */
export function popUpRenderer(): Renderer {
  const renderer = rendererFloatingVue({
    // TypeScript returns a link in several parts, each of which would be a paragraph.
    processHoverDocs: (docs) =>
      docs.replace(
        /\s*\{@link\s+([^}]*?)\s*\}\s*(?=([.,;:)])?)/g,
        (_, name, end) => ` \`${name}\`${end === undefined ? ' ' : ''}`,
      ),
  });
  return {
    ...renderer,
    nodeStaticInfo(info, node): Rendered {
      const rendered = renderer.nodeStaticInfo.call(this, info, node);
      const tree = rendered as Tree;
      showBlocks(tree);
      tree.properties = { ...tree.properties, tabindex: '-1' };
      return rendered;
    },
  };
}
