/** The types of arguments that name a path of golden JSON; see `arguments.ts`. */
import type { CodeHint } from '../catalogue/code-hint.js';
import type { FlagName } from '../catalogue/flags.js';
import type { ColumnHint, FlagHint, UnknownAttributeMessage } from '../catalogue/messages.js';
import type { AtMostTwo, DidYouMean, Nearest, OrElse } from '../catalogue/nearest.js';
import type { GoldenAttributes } from '../catalogue/paths.js';
import type { Meant } from '../catalogue/synonyms.js';
import type { ExpressionMessage, FlagsOf, Got, LastPart, OrHint, WithHint } from './argument-messages.js';
import type { ExpressionScope } from './node.js';

/** The message for an argument that should name a path of golden JSON. */
export type PathMessage<Given> = Given extends string
  ? string extends Given
    ? 'Expected a path. Write where(and(…, …)) for several expressions, or where(attribute(name).isNotNull()) for a name that is only known at run time.'
    : WithHint<
        UnknownAttributeMessage<Given, 'golden JSON'>,
        OrHint<CodeHint<Given, keyof GoldenAttributes, 'where'>, PathHint<Given>>
      >
  : `Expected a path or an expression for where()${Got<Given>}. Write where('run.oms.energy') or where(run.energy.gte(6000)).`;

/** The message for an argument of `where` of a golden JSON that is neither a path nor an expression. */
export type GoldenWhereMessage<Given, Scopes extends ExpressionScope> = Given extends readonly unknown[]
  ? ExpressionMessage<Given, Scopes, 'goldenJson()'>
  : PathMessage<Exclude<Given, keyof GoldenAttributes>>;

type PathHint<Path extends string> = Path extends `dcs.${string}` | `certifiable.${string}`
  ? `Write where(${Path}) without quotes.`
  : Path extends 'dcs'
    ? 'Write where(dcs.pixel) without quotes.'
    : LastPart<Path> extends FlagName
      ? FlagHint<LastPart<Path>, 'where'>
      : Path extends `lumisection.rr.${string}`
        ? `Write flag('${OrElse<First<Nearest<LastPart<Path>, FlagName>>, 'dt-dt'>}').is('GOOD') for a flag.`
        : OrHint<
            DidYouMean<AtMostTwo<PathsOf<Path>>>,
            OrHint<
              [PathsOf<Path>] extends [never] ? ColumnHint<FlagsOf<Path>, 'where'> : '',
              OrHint<DidYouMean<NearestPath<Path>>, PrefixHint<Path>>
            >
          >;

type PrefixHint<Path extends string> = Path extends `${'run.oms' | 'run.rr' | 'dataset' | 'lumisection.oms'}.${string}`
  ? ''
  : "Paths begin with 'run.oms.', 'run.rr.', 'dataset.' or 'lumisection.oms.'.";

/** The only one of several names. */
type First<Names extends string> = [Names] extends [AtMostTwo<Names>] ? Names : never;

/** Paths with the same name and another prefix, else those of a synonym. */
type PathsOf<Path extends string> = OrElse<
  PathsAt<string, NameIn<LastPart<Path>>>,
  PathsMeant<Path, NameIn<Meant<LastPart<Path>, string>>>
>;

/** Paths with one of several names and the same prefix, else those of lumisections, else of runs. */
type PathsMeant<Path extends string, Name extends string> = OrElse<
  PathsAt<PrefixOf<Path>, Name>,
  OrElse<
    PathsAt<'lumisection' | 'lumisection.oms', Name>,
    OrElse<PathsAt<'run' | 'run.oms' | 'run.rr', Name>, PathsAt<string, Name>>
  >
>;

/** The name of an attribute in its path. */
type NameIn<Name extends string> = Name extends 'dataset_name' ? 'name' : Name;

/** Paths with a similar name, preferably with the same prefix. */
type NearestPath<Path extends string> = [PathsOf<Path>] extends [never]
  ? AtMostTwo<OrElse<NearestAt<PrefixOf<Path>, LastPart<Path>>, NearestAt<string, LastPart<Path>>>>
  : never;

type NearestAt<Prefix extends string, Name extends string> = PathsAt<
  Prefix,
  Nearest<Name, LastPart<PathsAt<Prefix, string>>>
>;

/** Paths with a prefix and a name. */
type PathsAt<Prefix extends string, Name extends string> = Extract<
  Exclude<keyof GoldenAttributes, 'run.oms.run_number'>,
  `${Prefix}.${Name}`
>;

type PrefixOf<Path extends string> = Path extends `${infer Prefix}.${LastPart<Path>}` ? Prefix : never;
