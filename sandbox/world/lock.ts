/** A management lock. Nothing here deletes what one could hold. */
export type Lock = { scope: string; name: string; level: 'CanNotDelete' | 'ReadOnly' };
