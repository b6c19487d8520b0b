/** For a field that takes a short value: what says how to fill it has all the room that there is. */
export const SHORT = { wrapper: { maxWidth: 280 } };

/** For a choice among names. */
export const MIDDLE = { wrapper: { maxWidth: 360 } };
