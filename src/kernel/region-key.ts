/** The form in which Azure wants a region: "West Europe" is westeurope. */
export function regionKey(region: string): string {
  return region.replace(/\s+/g, '').toLowerCase();
}
