/** Every figure at /metrics, without the prefix `strongroom_`: docs/operations.md says what each is for. */
export const figures = {
  turns_total: 'Messages, clicks and searches that were answered.',
  turn_seconds: 'Time to the answer of a turn.',
  run_seconds: 'Time of a run of durable work.',
  azure_call_seconds: 'Time of an exchange with Azure.',
  azure_throttled_total: 'Answers 429 of Azure.',
  requests: 'Requests by state.',
  jobs_watched: 'Jobs of Azure Backup that are followed.',
  outbox_waiting: 'Messages that are not sent yet.',
  outbox_age_seconds: 'Age of the oldest of them.',
} as const;

export type FigureName = keyof typeof figures;
