/** The tag that everything made for a request carries, with the request's id as its value. */
export const requestTag = 'strongroom-request';

/** The tag of a copy in quarantine and of its disks: for people, who may change it. What holds is in the request. */
export const quarantineTag = 'strongroom-quarantine';
