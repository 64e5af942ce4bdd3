/** Code of a builder that completes the same names from `keyof`, and checks nothing else, to compare completions with. */
export const bareBuilder = (names: string): string =>
  `interface Bare { where<K extends keyof ${names}>(name: K): Bare; eq(value: number): Bare }
declare function bare(): Bare;\n`;
