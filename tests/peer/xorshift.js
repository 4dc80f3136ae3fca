// Numbers that are the same for the same seed: xorshift32, started from the seed times 2654435761.
'use strict';

/** A function that gives a whole number from 0 and below its argument. */
module.exports = function numbers(seed) {
  let state = Math.imul(seed, 2654435761) >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
};
