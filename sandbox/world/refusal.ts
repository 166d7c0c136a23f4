/** Why a resource provider refuses a request. */
export type Refusal = {
  code: string;
  message: string;
  /** Default 409: the answer of Compute and Network to what the world does not allow. */
  status?: number;
};
