/**
 * The first of a list that have room in so many bytes, as JSON has them.
 * @param around what a card adds to each
 */
export function withRoom<T>(list: readonly T[], bytes: number, around = 0): T[] {
  let left = bytes;
  const end = list.findIndex((one) => {
    left -= Buffer.byteLength(JSON.stringify(one)) + around;
    return left < 0;
  });
  return end === -1 ? [...list] : list.slice(0, end);
}
