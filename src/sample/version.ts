/** Changes whenever the same options generate other data, which rebuilds stored samples. */
export const sampleVersion = '2';
