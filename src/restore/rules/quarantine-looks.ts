/** What a quarantine does besides its restore: what is made is written down, closed to export, and shown to be apart. */
export const quarantineLooks = [
  'quarantine-record-disks',
  'quarantine-close-disks',
  'quarantine-record-machine',
  'quarantine-apart',
] as const;

export type QuarantineLook = (typeof quarantineLooks)[number];
