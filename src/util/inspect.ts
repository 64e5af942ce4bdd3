/** The key of the method whose result `console.log` prints in Node. */
export const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom');
