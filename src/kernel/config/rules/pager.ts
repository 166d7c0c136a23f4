/** cloudevents: our own event, signed; the others use the body that their service documents. */
export const pagerFormats = ['cloudevents', 'pagerduty', 'opsgenie', 'incident.io'] as const;

export type PagerFormat = (typeof pagerFormats)[number];

export type Pager = {
  /** https, or this machine in the sandbox. */
  url: string;
  /** Signs the event, or is the service's key. */
  secret: string;
  format: PagerFormat;
};
