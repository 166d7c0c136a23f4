export const backupCards = {
  'backup-form': {
    heading: 'Back up {{vms}}',
    until: 'Keep the backup through',
    untilError: "Choose the day through which it's kept.",
    through: "It's still there on that day. Azure keeps a backup for at least 1 day.",
    twin: 'Or type: **backup {{vms}} keep 30d** or **until 2026-12-24**',
  },
} as const;
