/** Why a resource provider does not do what it was asked for. */
export type Refusal = {
  code: string;
  message: string;
  /** 409 when left out: what Compute and Network answer to what the world does not allow. */
  status?: number;
};
