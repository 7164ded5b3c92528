/**
 * Numbers that never meet twice without anybody remembering them: a shuffle of 0 … size − 1 that is computed place by
 * place. What is made of shuffled counters (codes, names) is unique in a city of any size and costs no memory.
 */

/** Four rounds of a Feistel network over just enough bits, walked on until the number falls below `size`. */
export function shuffled(size: number, seed: number): (place: number) => number {
  const half = Math.max(1, Math.ceil(Math.log2(size) / 2));
  const side = 2 ** half;
  const round = (value: number, key: number): number => {
    const mixed = Math.imul(value ^ (seed + Math.imul(key, 0x9e3779b1)), 0x85ebca6b);
    return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) & (side - 1);
  };
  return (place) => {
    if (!(place >= 0 && place < size)) throw new RangeError(`no place ${place} among ${size}`);
    let number = place;
    do {
      let [left, right] = [Math.floor(number / side), number % side];
      for (let key = 1; key <= 4; key++) [left, right] = [right, left ^ round(right, key)];
      number = left * side + right;
    } while (number >= size);
    return number;
  };
}
