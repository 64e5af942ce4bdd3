import type { Attribute } from '../catalogue/attribute.js';
import { publishedRules } from '../catalogue/generated/presets.js';
import { beams as guessedBeams, presets as guessedYears } from '../catalogue/guessed-golden-members.js';
import { findAttribute } from '../catalogue/lookup.js';
import { build } from '../expression/condition.js';
import { except } from '../expression/except.js';
import { eachIs } from '../expression/flag-group.js';
import { lumisection, run } from '../expression/handles.js';
import { and, not, or } from '../expression/logic.js';
import { named } from '../expression/named.js';
import { asExpression, type Expression } from '../expression/node.js';
import { defineGuessedProperties, type Hints } from '../util/guessed.js';

/** The scope of a published rule. */
type RuleScope = 'run' | 'flag' | 'lumisection';

/** A rule of the catalogue, with its expression. A mapped type, since its properties show their documentation on hover. */
type Preset<Rule> = { readonly [Field in keyof Rule]: Field extends 'rule' ? Expression<RuleScope> : Rule[Field] };

type Years = typeof publishedRules;

/** The published rules by year, by `collisions` or `cosmics`, and by purpose. */
export type Presets = {
  readonly [Year in keyof Years]: {
    readonly [Beam in keyof Years[Year]]: {
      readonly [Kind in keyof Years[Year][Beam]]: Preset<Years[Year][Beam][Kind]>;
    };
  };
};

/** A rule as the catalogue stores it. */
interface StoredRule {
  readonly source: string;
  readonly flags?: readonly string[];
  readonly dcs: readonly Bit[];
  readonly rule: {
    readonly run: readonly (readonly [attribute: string, condition: string, ...values: unknown[]])[];
    readonly bad: readonly string[];
    readonly beams?: 'stable' | 'absent';
    readonly withoutBeamPresent?: readonly [number, number];
  };
}

type Bit = 'cms_active' | Beam | (typeof publishedRules)[2018]['collisions']['golden']['dcs'][number];
type Beam = 'beam1_present' | 'beam2_present' | 'beam1_stable' | 'beam2_stable';

const present = ['beam1_present', 'beam2_present'] as const;
const stable = ['beam1_stable', 'beam2_stable'] as const;
const on = (bit: Bit): Expression<'lumisection'> => lumisection[bit].is(true);

/** Requires a bit to be false or missing. */
const off = (bit: Bit): Expression<'lumisection'> =>
  named(`lumisection.oms.${bit}`, or(lumisection[bit].is(false), lumisection[bit].isNull()));

function runCondition([name, condition, ...values]: StoredRule['rule']['run'][number]): Expression<RuleScope> {
  const attribute = findAttribute(name, ['run']) as Attribute;
  const isNegated = condition.startsWith('not ');
  const tree = build(attribute, isNegated ? condition.slice('not '.length) : condition, ...values);
  return isNegated ? not<RuleScope>(tree) : asExpression(tree);
}

function beamConditions({ beams, withoutBeamPresent }: StoredRule['rule']): readonly Expression<RuleScope>[] {
  if (beams === undefined) return [];
  if (beams === 'absent') return [...present, ...stable].map(off);
  if (withoutBeamPresent === undefined) return [...present, ...stable].map(on);
  const [first, last] = withoutBeamPresent;
  const both = and(...present.map(on));
  const suspended = first === 1 ? or(run.run_number.lte(last), both) : except(withoutBeamPresent, both);
  return [named('beams present', suspended), ...stable.map(on)];
}

const expressionOf = ({ flags = [], dcs, rule }: StoredRule): Expression<RuleScope> =>
  and<RuleScope>(
    ...rule.run.map(runCondition),
    ...eachIs(flags, 'GOOD'),
    ...eachIs(rule.bad, 'BAD'),
    ...(['cms_active', ...dcs] as const).map(on),
    ...beamConditions(rule),
  );

const mapValues = <Value, Result>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Result,
): Readonly<Record<string, Result>> =>
  Object.freeze(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)])));

/** Adds hints for the guessed members that the values lack. */
function withGuessed<Value>(
  values: Readonly<Record<string, Value>>,
  hints: Hints,
  owner: string,
): Readonly<Record<string, Value>> {
  const result = { ...values };
  const missing = Object.fromEntries(Object.entries(hints).filter(([name]) => !Object.hasOwn(values, name)));
  defineGuessedProperties(result, missing, owner);
  return Object.freeze(result);
}

function expressions(): Presets {
  const years: Readonly<Record<string, Record<string, Record<string, StoredRule>>>> = publishedRules;
  const byYear = mapValues(years, (beams, year) => {
    const byBeam = mapValues(beams, (rules) =>
      mapValues(rules, (stored) => {
        const { flags, dcs } = stored;
        return Object.freeze({
          ...stored,
          ...(flags && { flags: Object.freeze(flags) }),
          dcs: Object.freeze(dcs),
          rule: expressionOf(stored),
        });
      }),
    );
    return withGuessed(byBeam, guessedBeams, `'presets[${year}]'`);
  });
  return withGuessed(byYear, guessedYears, "'presets'") as unknown as Presets;
}

/**
 * Rules of published documents that select lumisections.
 *
 * They are grouped by year, by `collisions` or `cosmics`, and by purpose: `golden`, `muon`, `dcsOnly`, `cruzet`
 * for cosmics without magnetic field, and `legacy` for reprocessed data.
 *
 * A preset has the expression of all conditions (`rule`), the names of the flags and DCS bits (`flags`, `dcs`), and the document
 * (`source`). Years and kinds of data without a published rule are missing: 2025, 2026, and cosmics before 2023.
 *
 * @example
 * ```ts
 * const golden = goldenJson().where(presets[2024].collisions.golden.rule).remove('ecal-es');
 * const muons = goldenJson().flags(presets[2022].collisions.muon.flags).are('GOOD');
 * ```
 */
export const presets: Presets = /* @__PURE__ */ expressions();
