/**
 * How many requests one gateway may admit while nothing can be shared. The remainder of the division goes one by one to the lowest ids, so
 * that the shares of all gateways add up to the limit.
 * @param position of this gateway among the sorted ids, from 0
 */
export function shareOf(limit: number, gateways: number, position: number): number {
  return Math.floor(limit / gateways) + (position < limit % gateways ? 1 : 0);
}
