/** From this day Azure Disk Encryption is retired: encrypted disks no longer unlock after a restart. */
export const adeRetirement = new Date('2028-09-15T00:00:00Z');
