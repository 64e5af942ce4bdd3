/** Changes whenever the same options make other data, so that a stored sample is rebuilt. */
export const sampleVersion = '1';
