/** What the rows of it tell. */
export type TrialRow = {
  id: string;
  kind: string;
  state: 'succeeded' | 'failed';
  ended_at: Date;
  /** Of its guest. */
  verdict: string | null;
  first_at: Date | null;
  last_at: Date | null;
  /** null: not known. */
  immutable_id?: string | null;
};
