import { checkOptions } from '../catalogue/options.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { limitArguments } from '../util/limit-arguments.js';
import { type CatalogueComparison, compareSample } from './catalogue-comparison.js';
import { extensionFile } from './catalogue-extension.js';
import { readSample } from './catalogue-sample.js';
import type { CallOptions } from './request.js';
import { RunRegistry } from './run-registry.js';

/** Options of a comparison. */
export interface CatalogueOptions extends CallOptions {
  /** Number of the latest runs, and of the latest datasets, to read; 500 by default. */
  readonly sample?: number | undefined;
}

function checkRegistry(registry: unknown): void {
  if (registry instanceof RunRegistry) return;
  throw new QueryError('bad-value', `Expected a RunRegistry, got ${describe(registry)}`, {
    hint: 'Write catalogue.compare(new RunRegistry()).',
  });
}

function checkSample(sample: unknown): number {
  if (isIntegerIn(sample, 1)) return sample;
  throw new QueryError('bad-option', `Expected an integer from 1 for the option 'sample', got ${describe(sample)}`);
}

const methods = {
  /**
   * Compares the catalogue with a registry: flags with its workspaces, attributes with its latest rows.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * console.log(String(await catalogue.compare(registry)));
   * await registry.close();
   * ```
   * @throws QueryError `bad-value` for anything but a RunRegistry, `bad-option`; the errors of requests, see `RunRegistry`.
   */
  async compare(registry: RunRegistry, options: CatalogueOptions = {}): Promise<CatalogueComparison> {
    checkOptions(options, ['sample', 'signal'], 'catalogue.compare()');
    checkRegistry(registry);
    const { sample = 500, signal } = options;
    return compareSample(await readSample(registry, checkSample(sample), signal));
  },

  /**
   * Generates a TypeScript file that extends the catalogue with what it lacks, typed by the sampled rows. Review the file before you use
   * it, and write meanings and units.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * console.log(await catalogue.generate(registry));
   * await registry.close();
   * ```
   * @throws The errors of `compare()`.
   */
  async generate(registry: RunRegistry, options: CatalogueOptions = {}): Promise<string> {
    const { flags, attributes } = await catalogue.compare(registry, options);
    return extensionFile(flags.onlyThere, attributes.onlyThere);
  },
};

/** Compares the catalogue with a registry. */
export const catalogue = Object.freeze(limitArguments(methods, { compare: 2, generate: 2 }));
