/** The luminosities of a lumisection. They differ between lumisections that are otherwise equal, and would split every range. */
export const luminosities = ['recorded', 'delivered'] as const;

/** The name of a luminosity. */
export type Luminosity = (typeof luminosities)[number];

/** Returns true for the name of a luminosity. */
export const isLuminosity = (name: string): name is Luminosity => (luminosities as readonly string[]).includes(name);
