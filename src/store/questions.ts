import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { toText } from './columns.ts';
import type { Db } from './schema.ts';
import type { QuestionTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

export type QuestionRow = Selectable<QuestionTable>;

export async function insertQuestion(
  tx: Tx,
  asked: Pick<QuestionRow, 'request_id' | 'asker_oid' | 'asker_name' | 'question'>,
): Promise<void> {
  await tx.db
    .insertInto('questions')
    .values({
      ...asked,
      id: randomUUID(),
      asker_name: toText(asked.asker_name),
      question: toText(asked.question),
      asked_at: tx.now(),
    })
    .execute();
  tx.changed(asked.request_id);
}

/** Answers the newest question that is still open. @returns it, or undefined if none is */
export async function answerQuestion(tx: Tx, requestId: string, answer: string): Promise<QuestionRow | undefined> {
  const open = (await listQuestions(tx.db, requestId)).findLast((question) => question.answer === null);
  if (!open) return undefined;
  await tx.db
    .updateTable('questions')
    .set({ answer: toText(answer), answered_at: tx.now() })
    .where('id', '=', open.id)
    .execute();
  tx.changed(requestId);
  return open;
}

export function listQuestions(db: Db, requestId: string): Promise<QuestionRow[]> {
  return db.selectFrom('questions').selectAll().where('request_id', '=', requestId).orderBy('asked_at').execute();
}
