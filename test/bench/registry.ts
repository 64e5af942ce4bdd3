import { sampleState, startEmbedded } from 'runregistry/embedded';

// A registry in a separate process, so its work is not part of the client's time. It ends with the process that started it.

const registry = await startEmbedded({ state: sampleState({ runs: Number(process.argv[2]) }) });
process.send?.(registry.url);
process.once('disconnect', () => void registry.close());
