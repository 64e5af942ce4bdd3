import { sampleState, startEmbedded } from 'runregistry/embedded';

// A process of its own, as a registry is: its work does not fall on the one that asks. It ends with the process that started it.

const registry = await startEmbedded({ state: sampleState({ runs: Number(process.argv[2]) }) });
process.send?.(registry.url);
process.once('disconnect', () => void registry.close());
