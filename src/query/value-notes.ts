import { likePieces, literalText } from '../expression/like.js';
import { type Node, remarkNames } from '../expression/node.js';
import { shortened } from '../util/strings.js';

/** A pattern or value of a condition, and the attribute that it is compared with. */
interface Compared {
  readonly name: string;
  readonly isClass: boolean;
  readonly text: string;
  readonly isPattern: boolean;
}

function comparedIn(leaf: Node): readonly Compared[] {
  if (leaf.kind === 'remark')
    return 'like' in leaf.test
      ? [
          {
            name: `the ${remarkNames[leaf.field]} of ${leaf.flag}`,
            isClass: false,
            text: leaf.test.like,
            isPattern: true,
          },
        ]
      : [];
  if (leaf.kind !== 'compare' && leaf.kind !== 'in' && leaf.kind !== 'like') return [];
  const { name, wire } = leaf.attribute;
  const isClass = wire === 'rr_attributes.class';
  if (leaf.kind === 'like') return [{ name, isClass, text: leaf.pattern, isPattern: true }];
  const values = leaf.kind === 'in' ? leaf.values : [leaf.value];
  return values.flatMap((text) => (typeof text === 'string' ? [{ name, isClass, text, isPattern: false }] : []));
}

const hasWildcard = (pattern: string): boolean => likePieces(pattern).some((piece) => typeof piece === 'string');

/** Explains that `like` without a wildcard compares the whole value. */
function likeNote({ name, text, isPattern }: Compared): string | undefined {
  if (!isPattern || hasWildcard(text)) return undefined;
  return `like '${shortened(text)}' has no wildcard, so it matches only if ${name} is '${shortened(literalText(text))}', ignoring case. Write '%${shortened(text)}%' to match part of a value.`;
}

// Class names as the registry's classifiers assign them: `Collisions24`, `Cosmics18CRUZET`, `Collisions17SpecialRun`, and
// `Commissioning2018` with four digits.
const kinds = 'Collisions|Cosmics|Commissioning|HeavyIons|PilotBeam|Interfill|MWGR|CRUZET|CRAFT|Special';
const classPattern = new RegExp(`^(?:(?:${kinds})\\w*?\\d\\d(?:[A-Za-z_]{2}\\w*)?|Commissioning20\\d\\d\\w*)$`);
const longYear = /^(Collisions|Cosmics|HeavyIons)20(\d\d)/i;
const era = /(?:^|[^\d])(?:20)?\d\d[A-Z](?![A-Za-z])/;
const yearOfRuns = /^Run20\d\d/i;

const noClass = (text: string, why: string): string =>
  `class '${shortened(text)}' ${why}. Classes have names such as Collisions24 or Cosmics24.`;

/** Explains that a value does not look like the name of a class, but like an era, for example. */
function classNote({ text, isClass, isPattern }: Compared): string | undefined {
  const name = isPattern ? literalText(text) : text;
  if (!isClass || name === '') return undefined;
  const isWhole = !isPattern || !hasWildcard(text);
  const year = longYear.exec(name);
  if (yearOfRuns.test(name) || (era.test(name) && (isWhole || /20\d\d[A-Z]/.test(name))))
    return noClass(text, 'looks like an era, which is part of a dataset name');
  if (year !== null) return noClass(text, `has a four-digit year; the class is probably '${year[1]}${year[2]}'`);
  return isWhole && !classPattern.test(name)
    ? noClass(text, 'does not match any known pattern of class names')
    : undefined;
}

/** Explains that a number has another unit than its attribute, or that no row can have it. */
function numberNotes(leaf: Node): readonly string[] {
  if (leaf.kind !== 'compare' && leaf.kind !== 'in') return [];
  const { name, unit, range } = leaf.attribute;
  const values: readonly unknown[] = leaf.kind === 'in' ? leaf.values : [leaf.value];
  return values.flatMap((value) => {
    if (typeof value !== 'number' || range === undefined) return [];
    if (unit === 'GeV' && value > 0 && value < 20)
      return [`${name} is in ${unit}, and ${value} looks like TeV. Write ${Math.round(value * 1e3)}.`];
    const [low, high] = range;
    return value < low || value > high
      ? [`${name} is from ${low} to ${high}${unit === undefined ? '' : ` ${unit}`}, and ${value} is not.`]
      : [];
  });
}

/** Returns notes on values that probably match other rows than intended, each note once. */
export function valueNotes(leaves: readonly Node[]): readonly string[] {
  const compared = leaves.flatMap(comparedIn);
  const notes = compared.flatMap((condition) => [likeNote(condition) ?? [], classNote(condition) ?? []].flat());
  const all = [...new Set([...notes, ...leaves.flatMap(numberNotes)])];
  return all.length <= 10 ? all : [...all.slice(0, 10), `${all.length - 10} more values have similar notes.`];
}
