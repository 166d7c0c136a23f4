import { sql } from 'kysely';

/** What Azure gave the machine that the plan of a row of `requests` is of; null: not known. */
export const machineOfPlan = sql<string | null>`(
  select coalesce(body->>'immutableId', body->'restore'->>'immutableId') from plans
  where request_id = requests.id order by created_at desc limit 1
)`;
