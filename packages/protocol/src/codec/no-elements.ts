/** The default of every field that is an array. Shared by all messages, and so it cannot change. */
export const NO_ELEMENTS: readonly never[] = Object.freeze([]);
