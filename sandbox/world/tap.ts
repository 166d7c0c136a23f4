/** A call of the bot, as the hook sees it. */
export type TappedCall = {
  /** The service that was called. */
  service: 'azure' | 'teams';
  /** arrival: nothing has been done yet. answer: the call has taken effect, the answer is not yet sent. */
  moment: 'arrival' | 'answer';
  method: string;
  host: string;
  /** Path with query. */
  path: string;
  /** Status, only at the answer. */
  status?: number;
};

/**
 * Hook for each call, at both moments; it may delay the call by taking its time. 'swallow' ends the call: at arrival
 * nothing is done, at the answer nothing is sent. A call whose caller is gone when the hook returns is swallowed too.
 */
export type Tap = (call: TappedCall) => Promise<'go on' | 'swallow'> | 'go on' | 'swallow';
