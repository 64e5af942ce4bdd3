/** Writes the pages of the API from the docstrings in the declarations of the package. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import {
  Application,
  type Context,
  Converter,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
} from 'typedoc';
import { printContents, printPage, type Section } from './api-markdown.js';
import { pagesFolder, root, site } from './paths.js';

const folder = `${pagesFolder}/api`;

/** Tables of the catalogue, which the reference describes. Their attributes would fill the results of every search. */
const tables = ['RunAttributes', 'OmsAttributes', 'DatasetAttributes', 'OmsValues', 'GoldenAttributes'];

const isTable = ({ name }: DeclarationReflection): boolean => tables.includes(name);

const hasMethods = ({ children = [] }: DeclarationReflection): boolean =>
  children.some(({ kind }) => kind === ReflectionKind.Method);

/** Returns the page of an exported name. Names with methods have pages of their own. */
function pageOf(reflection: DeclarationReflection, module: string): string {
  if (module !== 'index') return module.startsWith('mirror') ? 'mirror' : 'embedded';
  if (/Error$/.test(reflection.name)) return 'errors';
  if (/Condition$/.test(reflection.name) && hasMethods(reflection)) return 'conditions';
  if (reflection.kindOf([ReflectionKind.Class, ReflectionKind.Interface]) && hasMethods(reflection))
    return reflection.name;
  return reflection.kindOf([ReflectionKind.Function, ReflectionKind.Variable]) ? 'functions' : 'types';
}

const titles: Readonly<Record<string, string>> = {
  conditions: 'Conditions',
  embedded: 'runregistry/embedded',
  errors: 'Errors',
  functions: 'Functions and constants',
  mirror: 'runregistry/mirror',
  types: 'Types',
};

function sectionsOf(project: ProjectReflection): Section[] {
  return (project.children ?? []).flatMap((module) =>
    (module.children ?? [])
      .filter((reflection) => !isTable(reflection) && reflection.kind !== ReflectionKind.Reference)
      .map((reflection) => {
        const page = pageOf(reflection, module.name);
        return { page, title: titles[page] ?? page, reflection };
      }),
  );
}

/** Returns true for a member that does not exist, whose name is that of a property: `[where.offset]`. */
const isGuessed = (symbol: ReturnType<Context['getSymbolFromReflection']>): boolean =>
  (symbol?.declarations ?? []).some((declaration) =>
    /^(declare |static |readonly )*\[(?!Symbol\.|\w+: )/.test(declaration.getText()),
  );

export async function writeApi(): Promise<void> {
  const app = await Application.bootstrap({
    entryPoints: [`${root}dist/index.d.ts`, `${root}dist/embedded/index.d.ts`, `${root}dist/mirror/index.d.ts`],
    tsconfig: `${site}tsconfig.api.json`,
    excludeExternals: true,
    excludePrivate: true,
    excludeInternal: true,
    sort: ['source-order'],
    // Links to the sources would need an address of the repository.
    disableSources: true,
    logLevel: 'Warn',
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const reflection of Object.values(context.project.reflections)) {
      if (isGuessed(context.getSymbolFromReflection(reflection))) context.project.removeReflection(reflection);
      // Hints for guessed names.
      else if (reflection.isDeclaration())
        reflection.indexSignatures = reflection.indexSignatures?.filter(({ type }) => !/Hint|Message/.test(`${type}`));
    }
  });
  const project = await app.convert();
  if (project === undefined || app.logger.hasErrors()) throw new Error('TypeDoc failed');

  const sections = sectionsOf(project);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/index.md`, printContents(sections));
  for (const page of new Set(sections.map(({ page }) => page)))
    writeFileSync(`${folder}/${page}.md`, printPage(page, sections));
}
