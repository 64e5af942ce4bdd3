import { RunRegistry } from 'runregistry';

/** The client that the examples of its methods use. */
export const registry = new RunRegistry({ target: 'embedded' });
