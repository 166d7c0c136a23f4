/** Something that Azure's own answer holds and that was not signed. */
export type Deviation = {
  /** Where it stands, e.g. `virtualMachines/properties/userData`. */
  path: string;
  /** What stands there, as canonical JSON. */
  value: string;
};
