/** The version of this library, as it tells the registry in `User-Agent`. */
export const version = '0.1.0';
