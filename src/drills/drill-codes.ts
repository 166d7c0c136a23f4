import type { SegregationCodes } from '../restore/segregation.ts';

/** How it is told that a copy of a drill is, or would be, not apart. */
export const drillCodes: SegregationCodes = {
  gone: 'drill-subnet-gone',
  open: 'drill-not-apart',
  reachable: 'drill-reachable',
};
