/** The tag that everything made for a request carries, with the request's id as its value. */
export const requestTag = 'strongroom-request';
