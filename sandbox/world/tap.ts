/** One call that the bot makes, as the hook sees it. */
export type TappedCall = {
  /** Which of the two services was called. */
  service: 'azure' | 'teams';
  /** arrival: nothing has been done yet. answer: it has acted, the answer is not yet sent. */
  moment: 'arrival' | 'answer';
  method: string;
  host: string;
  /** Path with query. */
  path: string;
  /** Only at the answer. */
  status?: number;
};

/**
 * Called for each call at both moments; it may delay by taking its time. 'swallow' ends the call there: at arrival
 * nothing is done, at the answer nothing is sent. A call whose caller is gone by the end of the hook is swallowed too.
 */
export type Tap = (call: TappedCall) => Promise<'go on' | 'swallow'> | 'go on' | 'swallow';
