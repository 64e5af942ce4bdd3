import {
  type Comment,
  type CommentDisplayPart,
  type DeclarationReflection,
  ReflectionKind,
  type SignatureReflection,
} from 'typedoc';
import { isGuessed, isHint, lineLength, printType, wrap } from './api-types.js';

/** A documented name, and the page that contains it. */
export interface Section {
  readonly page: string;
  readonly title: string;
  readonly reflection: DeclarationReflection;
}

const anchor = (name: string): string => name.toLowerCase().replace(/[^\w-]/g, '');

const linkTo = ({ page, title, reflection }: Section): string =>
  page === reflection.name ? `./${title}.md` : `./${page}.md#${anchor(reflection.name)}`;

/** Escapes what Markdown or Vue would interpret, except in code. */
const escapeText = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[<>{}]/g, (sign) => `&#${sign.codePointAt(0)};`)))
    .join('');

const textOf = (parts: readonly CommentDisplayPart[] = []): string =>
  escapeText(parts.map(({ kind, text }) => (kind === 'inline-tag' ? `\`${text}\`` : text)).join(''));

const summaryOf = (reflection: DeclarationReflection): string =>
  textOf((reflection.comment ?? reflection.signatures?.[0]?.comment)?.summary);

const fence = (code: string): string => `\`\`\`ts\n${code.trimEnd()}\n\`\`\``;

const printTypeParameters = ({ typeParameters = [] }: Pick<SignatureReflection, 'typeParameters'>): string =>
  typeParameters.length === 0
    ? ''
    : `<${typeParameters
        .map(({ name, type, default: initial }) =>
          [name, type && ` extends ${printType(type)}`, initial && ` = ${printType(initial)}`].join(''),
        )
        .join(', ')}>`;

function printSignature(signature: SignatureReflection, name: string): string {
  const parameters = (signature.parameters ?? []).map(({ name, flags, type, defaultValue }) => {
    const optional = flags.isOptional || defaultValue !== undefined ? '?' : '';
    return `${flags.isRest ? '...' : ''}${name.replace('__namedParameters', 'options')}${optional}: ${printType(type)}`;
  });
  const start = `${name}${printTypeParameters(signature)}`;
  const end = `: ${printType(signature.type)}`;
  const line = `${start}(${parameters.join(', ')})${end}`;
  return line.length <= lineLength ? line : `${start}(\n  ${parameters.join(',\n  ')},\n)${end}`;
}

const printComment = (comment: Comment | undefined): string[] =>
  comment === undefined
    ? []
    : [
        textOf(comment.summary),
        ...comment.blockTags.map(({ tag, content }) => {
          if (tag === '@example') {
            const code = content.map(({ text }) => text).join('');
            return code.includes('```') ? code : fence(code.replace(/^`|`$/g, ''));
          }
          return `**${tag[1]?.toUpperCase()}${tag.slice(2)}:** ${textOf(content)}`;
        }),
      ];

/** Prints a function or method with all of its signatures. */
function printCallable(reflection: DeclarationReflection, heading: string): string[] {
  const { name } = reflection;
  const signatures = (reflection.signatures ?? []).filter(
    ({ parameters = [] }) => !parameters.some(({ type }) => isHint(type)),
  );
  if (signatures.length === 0) return [];
  const called = reflection.kind === ReflectionKind.Constructor ? `new ${signatures[0]?.type}` : name;
  const parameters = signatures
    .flatMap(({ parameters = [] }) => parameters)
    .filter(({ comment }) => comment?.hasVisibleComponent());
  const documented = new Map(parameters.map((parameter) => [parameter.name, textOf(parameter.comment?.summary)]));
  return [
    `${heading} ${reflection.kind === ReflectionKind.Constructor ? 'constructor' : `\`${name}()\``}`,
    fence(signatures.map((signature) => printSignature(signature, called)).join('\n')),
    ...signatures.flatMap(({ comment }) => printComment(comment)),
    [...documented].map(([name, text]) => `- \`${name}\`: ${text}`).join('\n'),
  ];
}

const commentLines = (comment: Comment | undefined, indent: string): string => {
  const text = (comment?.summary ?? [])
    .map(({ text }) => text)
    .join('')
    .trim();
  if (text === '') return '';
  const line = `${indent}/** ${text} */`;
  if (!text.includes('\n') && line.length <= lineLength) return `${line}\n`;
  // Lines of a paragraph are filled again, because the page is narrower than the source.
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s*\n\s*(?![-*] )/g, ' '));
  const lines = paragraphs.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : ['']),
    ...paragraph.split('\n').flatMap((part) => wrap(part, lineLength - indent.length - 3)),
  ]);
  return `${indent}/**\n${lines.map((one) => `${indent} * ${one}`.trimEnd()).join('\n')}\n${indent} */\n`;
};

/** Prints properties as they are declared, with their docstrings. */
const printProperties = (properties: readonly DeclarationReflection[]): string =>
  properties
    .map(({ name, flags, type, comment, getSignature, signatures }) => {
      const key = /^[\w$]+$/.test(name) || name.startsWith('[') ? name : `'${name}'`;
      const value = printType(type ?? getSignature?.type ?? signatures?.[0]?.type);
      return `${commentLines(comment ?? getSignature?.comment, '  ')}  ${key}${flags.isOptional ? '?' : ''}: ${value};`;
    })
    .join('\n');

const isCallable = ({ kind }: DeclarationReflection): boolean =>
  [ReflectionKind.Method, ReflectionKind.Constructor, ReflectionKind.Function].includes(kind);

/** Prints a declaration without methods as TypeScript. */
function printDeclaration(reflection: DeclarationReflection): string {
  const { name, children = [], type, kind } = reflection;
  const head = `${name}${printTypeParameters(reflection)}`;
  if (kind === ReflectionKind.Variable)
    return `const ${name}: ${printType(type).replace(/(\{|;) (?=[\w']+: readonly)/g, '$1\n  ')};`;
  if (kind === ReflectionKind.TypeAlias && type !== undefined) {
    const members = type.type === 'reflection' ? type.declaration.children : undefined;
    return `type ${head} = ${members === undefined ? printType(type) : `{\n${printProperties(members)}\n}`};`;
  }
  const bases = (reflection.extendedTypes ?? []).filter((extended) => !isGuessed(extended));
  const base = bases.map((extended) => printType(extended)).join(', ');
  // Properties of a base with an entry of its own are there.
  const isOwn = ({ inheritedFrom }: DeclarationReflection): boolean =>
    !bases.some(
      (one) =>
        one.type === 'reference' && one.reflection !== undefined && inheritedFrom?.name.startsWith(`${one.name}.`),
    );
  const keyword = kind === ReflectionKind.Class ? 'class' : 'interface';
  return `${keyword} ${head}${base === '' ? '' : ` extends ${base}`} {\n${printProperties(children.filter((child) => !isCallable(child) && isOwn(child)))}\n}`;
}

function printSection(section: Section): string[] {
  const { reflection, page } = section;
  const isPage = page === reflection.name;
  const heading = isPage ? [] : [`## ${reflection.name}`];
  if (isCallable(reflection)) return printCallable(reflection, '##');
  const methods = (reflection.children ?? []).filter(isCallable);
  const properties = (reflection.children ?? []).filter((child) => !isCallable(child));
  const isConstructor = ({ kind }: DeclarationReflection): boolean => kind === ReflectionKind.Constructor;
  // Programs catch errors and do not create them.
  const shown = page === 'errors' ? methods.filter((method) => !isConstructor(method)) : methods;
  return [
    ...heading,
    ...printComment(reflection.comment),
    ...(methods.length === 0 || properties.length > 0 ? [fence(printDeclaration(reflection))] : []),
    ...shown.flatMap((method) => printCallable(method, isPage ? '##' : '###')),
  ];
}

/** Names of other sections that a piece of code mentions, as links. */
function references(text: string, own: Section, sections: readonly Section[]): string {
  const code = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n');
  const names = new Set(code.match(/\b[A-Z]\w+\b/g) ?? []);
  const others = sections.filter((other) => other.page !== own.page && names.has(other.reflection.name));
  return others.map((other) => `[${other.reflection.name}](${linkTo(other)})`).join(' · ');
}

const join = (parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('\n\n')}\n`;

export function printPage(page: string, sections: readonly Section[]): string {
  const own = sections.filter((section) => section.page === page);
  const [first] = own;
  if (first === undefined) return '';
  const body = join(own.flatMap(printSection));
  const types = references(body, first, sections);
  return join([`# ${first.title}`, body.trimEnd(), types === '' ? '' : `## Related types\n\n${types}`]);
}

/** Prints the list of all names. */
export function printContents(sections: readonly Section[]): string {
  const groups: [string, (page: string) => boolean][] = [
    ['Functions and constants', (page) => page === 'functions'],
    [
      'Classes and builders',
      (page) => !['functions', 'types', 'errors', 'conditions', 'embedded', 'mirror'].includes(page),
    ],
    ['Conditions', (page) => page === 'conditions'],
    ['Errors', (page) => page === 'errors'],
    ['runregistry/embedded', (page) => page === 'embedded'],
    ['runregistry/mirror', (page) => page === 'mirror'],
    ['Types', (page) => page === 'types'],
  ];
  const lists = groups.map(([title, belongs]) => {
    const items = sections
      .filter(({ page }) => belongs(page))
      .sort((a, b) => a.reflection.name.localeCompare(b.reflection.name));
    const lines = items.map((section) => {
      const [sentence = ''] = summaryOf(section.reflection)
        .replaceAll('\n', ' ')
        .split(/(?<=\.) /);
      return `- [${section.reflection.name}](${linkTo(section)})${sentence === '' ? '' : `: ${sentence}`}`;
    });
    return `## ${title}\n\n${lines.join('\n')}`;
  });
  return join([
    '# API',
    'Names that `runregistry` exports. `runregistry/core` exports those that need neither network nor files.',
    ...lists,
  ]);
}
