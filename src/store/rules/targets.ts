/** How long a restore may take and how old its point may be, in minutes. */
export type Targets = { rtoMinutes?: number | undefined; rpoMinutes?: number | undefined };
