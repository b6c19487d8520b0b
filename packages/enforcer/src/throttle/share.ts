/**
 * What one gateway may admit by itself while nothing can be shared: its part of the limit, the rest one by one to the lowest ids, so
 * that the parts of all gateways add up to the limit. `position`: of this gateway among the sorted ids, from 0.
 */
export function shareOf(limit: number, gateways: number, position: number): number {
  return Math.floor(limit / gateways) + (position < limit % gateways ? 1 : 0);
}
